package io.silkroute.sandbox.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;

/** Amounts as the Admin API keeps and writes them. */
public final class Money {
    public static final BigDecimal LIMIT = new BigDecimal("1000000000000000000");

    private Money() {}

    /** A Money: with exactly the digits of its currency. */
    public static String normal(String amount, Currency currency) {
        return new BigDecimal(amount)
                .setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** A MoneyV2, whose amount is a Decimal: no zeros at its end but one behind the point. */
    public static Map<String, Object> of(String amount, Currency currency) {
        BigDecimal plain = new BigDecimal(amount).stripTrailingZeros();
        return Map.of(
                "amount",
                plain.setScale(Math.max(1, plain.scale())).toPlainString(),
                "currencyCode",
                currency.getCurrencyCode());
    }
}
