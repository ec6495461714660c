package io.silkroute.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to read, newest first; null: all.
 *
 * @param item exact id
 * @param since from this time on
 * @param until before this time
 * @param q part of the sentence or of the item's id, in any case of letters
 */
public record ActivityQuery(
        @Nullable String connector,
        @Nullable String run,
        @Nullable String type,
        @Nullable String item,
        @Nullable String outcome,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String q,
        int limit,
        @Nullable String cursor) {

    public static final int MOST = 500;

    public static ActivityQuery newest(@Nullable String connector, int limit) {
        return new ActivityQuery(connector, null, null, null, null, null, null, null, limit, null);
    }

    /** The same entries, in the largest pages, behind a cursor. */
    ActivityQuery after(@Nullable String next) {
        return new ActivityQuery(connector, run, type, item, outcome, since, until, q, MOST, next);
    }
}
