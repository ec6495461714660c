package io.silkroute.activity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to read, newest first; null: all.
 *
 * @param item exact id
 * @param outcome what became of items; {@link #WRITTEN} is any of created, updated, archived and deleted, {@link #FAILED}
 *     any of rejected, parked and conflict, {@link #INCOMPLETE} what went to the shop with something left out
 * @param cause for which something was left out, {@code picture} for one
 * @param kind {@code item}, {@code run}, {@code note} or {@code operator}
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
        @Nullable String cause,
        @Nullable String kind,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String q,
        int limit,
        @Nullable String cursor) {

    public static final int MOST = 500;
    public static final String WRITTEN = "written";
    public static final String FAILED = "failed";
    public static final String INCOMPLETE = "incomplete";

    /** What can be asked for, in the order in which people look for it. */
    public static final List<String> TYPES = List.of("product", "variant", "category", "campaign", "code");

    public static final List<String> OUTCOMES = List.of(
            "created",
            "updated",
            "archived",
            "deleted",
            "unchanged",
            "filtered",
            WRITTEN,
            FAILED,
            "rejected",
            "parked",
            "conflict",
            INCOMPLETE);
    public static final List<String> KINDS = List.of("item", "run", "note", "operator");

    public static ActivityQuery newest(@Nullable String connector, int limit) {
        return new ActivityQuery(connector, null, null, null, null, null, null, null, null, null, limit, null);
    }

    /**
     * As {@code GET /api/activity} takes it.
     *
     * @throws org.springframework.web.ErrorResponseException 400, naming the parameter and what is wrong with it
     */
    public static ActivityQuery of(Map<String, String[]> parameters) {
        return new ActivityParameters(parameters).query();
    }

    /** The same entries, in the largest pages, behind a cursor. */
    ActivityQuery after(@Nullable String next) {
        return new ActivityQuery(connector, run, type, item, outcome, cause, kind, since, until, q, MOST, next);
    }
}
