package io.silkroute.order;

import org.jspecify.annotations.Nullable;

/**
 * How orders are booked.
 *
 * @param importId the import that brings them; null: they came by a pull, a webhook, or a visit
 * @param reconcile an order that is in the ledger is compared with it, and corrected; false: it is left alone
 * @param updateMetrics what customers have spent and their tiers follow; false: orders and ledger only
 */
public record Booking(@Nullable String importId, boolean reconcile, boolean updateMetrics) {

    /** As the shop's own changes are booked. */
    public static final Booking AS_IT_HAPPENS = new Booking(null, true, true);
}
