package io.silkroute.console;

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
}
