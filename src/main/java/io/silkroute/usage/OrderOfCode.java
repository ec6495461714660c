package io.silkroute.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.order.Amount;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order behind a code's figures.
 *
 * @param order Shopify's number
 * @param at when it was placed
 * @param status Shopify's financial status; null where it has none
 * @param counts is it among the orders whose amounts are added up?
 * @param reason why it is not, in a sentence; null if it is
 * @param revenue what was received for it less what was refunded, whether it counts or not
 * @param shared has it used several codes, so that its revenue stands at each of them?
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record OrderOfCode(
        String order,
        String name,
        Instant at,
        @Nullable String status,
        boolean test,
        boolean cancelled,
        boolean counts,
        @Nullable String reason,
        Amount revenue,
        Amount discounted,
        boolean shared,
        Instant updatedAt) {

    static @Nullable String reason(String status, boolean test, boolean cancelled) {
        if (test) {
            return "It is a test order.";
        }
        if (cancelled) {
            return "It is cancelled.";
        }
        return UsedOrder.isPaid(status) ? null : "It is not paid" + (status.isEmpty() ? "." : " (" + status + ").");
    }
}
