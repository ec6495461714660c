package io.silkroute.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An order as the shop told it last. Amounts are in the shop's currency, exact.
 *
 * @param id Shopify's number
 * @param name such as {@code #1001}
 * @param paidAt when the money came: the last successful payment that made it paid; null: not paid yet, or not told
 * @param status Shopify's financial status; empty where an order has none
 * @param customer null: a guest's
 * @param currency of the amounts; null: not told
 * @param total what the customer was to pay, shipping and tax included, before refunds; null: not told
 * @param subtotal after discounts, without shipping and tax, before refunds; null: not told
 * @param refunded of the total, zero or more; null: not told
 */
public record ShopOrder(
        long id,
        String name,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant paidAt,
        String status,
        boolean test,
        boolean cancelled,
        @Nullable Buyer customer,
        @Nullable String currency,
        @Nullable BigDecimal total,
        @Nullable BigDecimal subtotal,
        @Nullable BigDecimal refunded) {

    private static final Set<String> PAID = Set.of("PAID", "PARTIALLY_REFUNDED", "REFUNDED");

    /** Was all of it paid, by this financial status, whatever was given back since? */
    public static boolean isPaid(String status) {
        return PAID.contains(status);
    }

    /** Who has placed it. @param id Shopify's number @param name empty: not told @param email empty: not told */
    public record Buyer(long id, String name, String email) {}
}
