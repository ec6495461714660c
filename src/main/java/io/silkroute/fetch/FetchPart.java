package io.silkroute.fetch;

import io.silkroute.connector.ConnectorName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One part of a fetch at work on this node: its pages are asked for one after the other, then its records are taken in.
 *
 * @param holder by which it is known that it still is this node's
 * @param part the how manieth of the fetch, from 0
 * @param last nothing follows it
 * @param place of the page that comes next
 * @param more is there a page to ask for?
 * @param bytes of its records on the disk
 * @param records so many of them
 */
record FetchPart(
        String fetch,
        String holder,
        ConnectorName connector,
        String source,
        String askedAs,
        FetchMode mode,
        String spool,
        int part,
        boolean last,
        String profile,
        @Nullable Instant since,
        @Nullable String place,
        boolean more,
        long bytes,
        long records,
        SeenPages seen) {

    /** Is there anything to be taken in? */
    boolean any() {
        return records > 0;
    }

    FetchPart behind(@Nullable String next, long held, long added) {
        return new FetchPart(
                fetch,
                holder,
                connector,
                source,
                askedAs,
                mode,
                spool,
                part,
                last,
                profile,
                since,
                next,
                next != null,
                held,
                records + added,
                seen);
    }
}
