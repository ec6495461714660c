package io.silkroute.sandbox.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order.
 *
 * @param product the id of what was sold, which may be gone since
 * @param current how many are left after refunds and a cancellation
 */
record LineItem(
        long id,
        String title,
        @Nullable String variantTitle,
        @Nullable String sku,
        @Nullable String product,
        @Nullable String variant,
        int quantity,
        int current,
        boolean giftCard,
        BigDecimal unitPrice,
        List<Allocation> allocations) {
    BigDecimal original() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }

    BigDecimal discount() {
        return Allocation.sum(allocations);
    }

    BigDecimal discounted() {
        return original().subtract(discount());
    }

    /** Of so many of its items. */
    BigDecimal discounted(int items) {
        return share(discounted(), items);
    }

    BigDecimal discount(int items) {
        return share(discount(), items);
    }

    private BigDecimal share(BigDecimal amount, int items) {
        return items == quantity
                ? amount
                : amount.multiply(BigDecimal.valueOf(items))
                        .divide(BigDecimal.valueOf(quantity), Math.max(2, amount.scale()), RoundingMode.HALF_UP);
    }

    LineItem left(int items) {
        return new LineItem(
                id, title, variantTitle, sku, product, variant, quantity, items, giftCard, unitPrice, allocations);
    }
}
