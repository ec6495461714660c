package io.silkroute.usage;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What an order tells of its codes.
 *
 * @param id Shopify's number
 * @param at when it was placed
 * @param status Shopify's financial status; empty where an order has none
 * @param currency the shop's
 * @param revenue what was received less what was refunded, whatever the order's state
 * @param uses none: it used nothing
 */
record UsedOrder(
        String id,
        String name,
        Instant updatedAt,
        Instant at,
        String status,
        boolean test,
        boolean cancelled,
        String currency,
        BigDecimal revenue,
        List<CodeUse> uses) {

    /** Do its figures count? Its uses do in any case: Shopify gives none of them back. */
    boolean counts() {
        return !test && !cancelled && isPaid(status);
    }

    /** Does its revenue stand at more than one code? */
    boolean shared() {
        return uses.stream().filter(use -> !use.key().automatic()).count() > 1;
    }

    static boolean isPaid(String status) {
        return status.equals("PAID") || status.equals("PARTIALLY_REFUNDED");
    }
}
