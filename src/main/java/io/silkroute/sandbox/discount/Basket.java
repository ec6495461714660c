package io.silkroute.sandbox.discount;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be bought.
 *
 * @param customer the id of who buys, null: a guest
 * @param country where it is shipped, null: not said
 */
public record Basket(
        List<Line> lines,
        BigDecimal shipping,
        @Nullable String customer,
        @Nullable String country) {

    List<BigDecimal> totals() {
        return lines.stream().map(Line::total).toList();
    }

    /** @param collections ids of the collections that the product is in */
    public record Line(
            @Nullable String product,
            @Nullable String variant,
            List<String> collections,
            int quantity,
            BigDecimal unitPrice) {
        BigDecimal total() {
            return unitPrice.multiply(BigDecimal.valueOf(quantity));
        }
    }
}
