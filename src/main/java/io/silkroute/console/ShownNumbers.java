package io.silkroute.console;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Numbers as the pages show them: with separators, whatever the server's language. */
@Component("numbers")
public class ShownNumbers {

    public String of(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 item}, {@code 1,284 items}. */
    public String of(long number, String one, String many) {
        return of(number) + " " + (number == 1 ? one : many);
    }

    /** With its thousands parted; it keeps the digits of its currency. @param amount exact, such as {@code 1234.50} */
    public String money(String amount, String currency) {
        BigDecimal exact = new BigDecimal(amount);
        NumberFormat format = NumberFormat.getNumberInstance(Locale.ROOT);
        format.setMinimumFractionDigits(exact.scale());
        format.setMaximumFractionDigits(exact.scale());
        return format.format(exact) + " " + currency;
    }
}
