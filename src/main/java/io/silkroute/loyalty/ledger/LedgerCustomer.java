package io.silkroute.loyalty.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A customer as the books have it.
 *
 * @param id Shopify's number
 * @param name empty: not told, or erased
 * @param email empty: not told, or erased
 * @param orders of the evaluation period
 * @param spent in the evaluation period
 * @param tier null: none is reached
 * @param tierSince null: it never had one
 * @param given the tier is a person's decision
 * @param refreshedAt when the shop was asked for all of it last; null: never
 */
public record LedgerCustomer(
        String id,
        String name,
        String email,
        boolean erased,
        @Nullable Instant toldAt,
        long orders,
        BigDecimal spent,
        long lifetimeOrders,
        BigDecimal lifetimeSpent,
        @Nullable Instant lastOrder,
        @Nullable String tier,
        @Nullable Instant tierSince,
        boolean given,
        @Nullable Instant refreshedAt,
        boolean stale) {}
