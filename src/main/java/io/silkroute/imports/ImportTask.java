package io.silkroute.imports;

import io.silkroute.connector.ConnectorName;
import io.silkroute.order.Booking;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A phase of an import at work on this node; or its end, which has no phase.
 *
 * @param holder by which it is known that it still is
 * @param shop whose orders they are
 * @param place of the phase; negative: the end of the import
 * @param from when its first order may have been placed
 * @param before when its last one was; null: at any time since
 * @param step what is to be done: {@code choose} as long as it is not decided, {@code pages}, {@code bulk},
 *     {@code customers}, {@code nothing} when all is read, {@code end}
 * @param query the shop's bulk query, or the pull of customers, that is followed
 * @param after where the next page begins; null: at the beginning
 * @param done objects that are stored
 * @param nameless the shop keeps back who the customers are
 */
record ImportTask(
        String id,
        String holder,
        ConnectorName connector,
        String shop,
        ImportStream stream,
        Booking booking,
        int place,
        Instant from,
        @Nullable Instant before,
        String step,
        @Nullable String query,
        @Nullable String after,
        long done,
        String askedBy,
        boolean nameless) {

    static final String CHOOSE = "choose";
    static final String PAGES = "pages";
    static final String BULK = "bulk";
    static final String CUSTOMERS = "customers";
    static final String NOTHING = "nothing";
    static final String END = "end";

    boolean isEnd() {
        return place < 0;
    }

    /** Which orders are meant, as the shop's search has it. */
    String search() {
        return "processed_at:>='" + from + "'" + (before == null ? "" : " processed_at:<'" + before + "'");
    }

    ImportTask withStep(String decided) {
        return new ImportTask(
                id, holder, connector, shop, stream, booking, place, from, before, decided, query, after, done, askedBy,
                nameless);
    }

    ImportTask withQuery(@Nullable String begun, long stored) {
        return new ImportTask(
                id, holder, connector, shop, stream, booking, place, from, before, step, begun, after, stored, askedBy,
                nameless);
    }

    ImportTask withoutNames() {
        return new ImportTask(
                id, holder, connector, shop, stream, booking, place, from, before, step, query, after, done, askedBy,
                true);
    }
}
