package io.silkroute.sandbox.order;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A discount of an order, as it was when the order was placed.
 *
 * @param percentage of 100; null: an amount
 */
record Application(
        int index,
        By by,
        @Nullable String code,
        String title,
        boolean ofShipping,
        boolean entitled,
        boolean across,
        @Nullable Double percentage,
        @Nullable BigDecimal amount) {
    enum By {
        CODE("DiscountCodeApplication"),
        AUTOMATIC("AutomaticDiscountApplication"),
        MANUAL("ManualDiscountApplication");

        final String typename;

        By(String typename) {
            this.typename = typename;
        }
    }
}
