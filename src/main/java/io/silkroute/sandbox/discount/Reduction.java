package io.silkroute.sandbox.discount;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one discount takes off a basket.
 *
 * @param code null: it is automatic, and known by its title alone
 * @param percentage of 100, null: {@code amount} is taken off
 * @param across the amount is spread over the lines, not taken off each
 * @param entitled not all lines can have it
 * @param lines what is taken off each line of the basket, in their order
 * @param shipping what is taken off the shipping
 */
public record Reduction(
        long discount,
        String title,
        @Nullable String code,
        @Nullable Double percentage,
        @Nullable BigDecimal amount,
        boolean across,
        boolean entitled,
        boolean ofShipping,
        List<BigDecimal> lines,
        BigDecimal shipping) {
    /** An amount that was said, of a discount that need not be there. */
    public static Reduction given(
            String title,
            @Nullable String code,
            BigDecimal amount,
            boolean ofShipping,
            List<Basket.Line> lines,
            int digits) {
        List<BigDecimal> totals = lines.stream().map(Basket.Line::total).toList();
        return new Reduction(
                0,
                title,
                code,
                null,
                amount,
                true,
                false,
                ofShipping,
                Pricing.spread(ofShipping ? BigDecimal.ZERO : amount, totals, digits),
                ofShipping ? amount : BigDecimal.ZERO);
    }

    BigDecimal total() {
        return lines.stream().reduce(shipping, BigDecimal::add);
    }
}
