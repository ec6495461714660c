package io.silkroute.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.connector.ConnectorName;
import io.silkroute.order.Amount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An import as the API shows it.
 *
 * @param truncated the shop tells of the last 60 days only: it is never whole
 * @param cancelledBy who has asked for its end
 * @param problem why it has failed, or why it waits, in a sentence
 * @param notice what the shop does not tell this app, in a sentence
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ShopImport(
        String id,
        ConnectorName connector,
        ImportStream stream,
        ImportRange range,
        boolean reconcile,
        boolean updateMetrics,
        boolean truncated,
        ImportState state,
        String askedBy,
        @Nullable String cancelledBy,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Estimate estimate,
        Progress progress,
        Statistics statistics,
        List<Phase> phases,
        @Nullable String problem,
        @Nullable String notice) {

    /** The same import with what has come of its phases. */
    ShopImport with(Progress now, Statistics brought, List<Phase> each) {
        return new ShopImport(
                id,
                connector,
                stream,
                range,
                reconcile,
                updateMetrics,
                truncated,
                state,
                askedBy,
                cancelledBy,
                queuedAt,
                startedAt,
                finishedAt,
                estimate,
                now,
                brought,
                each,
                problem,
                notice);
    }

    /** Objects that were read, and those that the shop counted. */
    public record Progress(long done, long total) {}

    /**
     * @param ordersSynced orders of the range that are in the ledger
     * @param customersSynced who placed them; of an import of customers, all that were read
     * @param customersUpdated whose metrics have changed; of an import of customers, those that were new or another. Null:
     *     not known, as long as the metrics were not made anew
     * @param cashbackIssued net of this import's entries; null: the currency is not known
     * @param lastSync when it came to its end
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Statistics(
            long ordersSynced,
            long customersSynced,
            @Nullable Long customersUpdated,
            @Nullable Amount cashbackIssued,
            DateRange dateRange,
            @Nullable Instant lastSync,
            long discrepancies) {}

    /** The first and the last order that were found. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record DateRange(
            @Nullable Instant from, @Nullable Instant to) {}

    /** @param statistics what the import had brought when the phase was at its end */
    public record Phase(ImportRange range, ImportState state, Progress progress, Statistics statistics) {}

    /**
     * How much it has to bring, as the shop counted it before, and how long that may take.
     *
     * @param orders null: it brings customers
     * @param customers null: it brings orders
     * @param atLeast the shop has not counted to the end; null: it has
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Estimate(
            @Nullable Long orders,
            @Nullable Long customers,
            long seconds,
            @Nullable Boolean atLeast) {

        static Estimate of(ImportStream stream, long count, long seconds, boolean atLeast) {
            Boolean more = atLeast ? true : null;
            return stream == ImportStream.ORDERS
                    ? new Estimate(count, null, seconds, more)
                    : new Estimate(null, count, seconds, more);
        }

        public long count() {
            return orders != null ? orders : customers != null ? customers : 0;
        }

        /** How sure the count is, as a person reads it. */
        public String about() {
            return atLeast == null ? "about" : "at least";
        }
    }
}
