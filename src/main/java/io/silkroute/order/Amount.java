package io.silkroute.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** An amount in a currency's own digits: {@code 12.30} euros, {@code 1230} yen. */
public record Amount(String amount, String currency) {

    private static final int USUAL_DIGITS = 2;

    public static Amount of(BigDecimal value, String currency) {
        return new Amount(value.setScale(digits(currency), RoundingMode.HALF_UP).toPlainString(), currency);
    }

    /** How many digits stand behind the point; of a currency that this Java does not know, two. */
    public static int digits(String currency) {
        try {
            int digits = Currency.getInstance(currency).getDefaultFractionDigits();
            return digits < 0 ? USUAL_DIGITS : digits;
        } catch (IllegalArgumentException newCurrency) {
            return USUAL_DIGITS;
        }
    }
}
