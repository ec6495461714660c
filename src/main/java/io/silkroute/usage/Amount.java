package io.silkroute.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** An amount in a currency's own digits: {@code 12.30} euros, {@code 1230} yen. */
record Amount(String amount, String currency) {

    static Amount of(BigDecimal value, String currency) {
        return new Amount(value.setScale(digits(currency), RoundingMode.HALF_UP).toPlainString(), currency);
    }

    private static int digits(String currency) {
        try {
            int digits = Currency.getInstance(currency).getDefaultFractionDigits();
            return digits < 0 ? 2 : digits;
        } catch (IllegalArgumentException newCurrency) {
            return 2;
        }
    }
}
