package io.silkroute.sandbox.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Prices as the Admin API writes them: two decimals, as text. */
final class Money {
    static final BigDecimal LIMIT = new BigDecimal("1000000000000000000");

    private Money() {}

    static String normal(String amount) {
        return new BigDecimal(amount).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
