package io.silkroute.order;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an import has brought.
 *
 * @param orders of it that are in the ledger
 * @param customers who placed them
 * @param cashback net of its entries
 * @param currency the shop's; null while no order told it
 * @param first when the earliest of its orders was placed; null: it has none
 * @param last when the latest of its orders was placed; null: it has none
 */
public record ImportFigures(
        long orders,
        long customers,
        BigDecimal cashback,
        @Nullable String currency,
        @Nullable Instant first,
        @Nullable Instant last) {}
