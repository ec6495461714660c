package io.silkroute.sandbox.discount.term;

import org.jspecify.annotations.Nullable;

/**
 * What a discount takes off: a fraction (0.1 is 10 %) or an amount in the shop's currency.
 *
 * @param each the amount is taken off each item, not once
 * @param quantity of items that are reduced, of a buy-X-get-Y discount
 */
public record Worth(
        @Nullable Double percentage,
        @Nullable String amount,
        boolean each,
        @Nullable Long quantity) {
    public static final Worth NOTHING = new Worth(null, null, false, null);
}
