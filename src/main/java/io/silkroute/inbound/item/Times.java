package io.silkroute.inbound.item;

import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** Times as PIMs write them. The usual form is recognised by its digits, which costs a fraction of parsing it. */
final class Times {

    private static final String USUAL = "dddd-dd-ddTdd:dd:dd";

    private Times() {}

    /** Whether it is an ISO-8601 time with offset that databases can hold. */
    static boolean isInstant(char[] text, int from, int n) {
        if (isUsual(text, from, n)) {
            return true;
        }
        try {
            int year = OffsetDateTime.parse(new String(text, from, n)).getYear();
            return year >= 1 && year <= 9998;
        } catch (DateTimeException notATime) {
            return false;
        }
    }

    // Days after the 28th are left to the calendar.
    private static boolean isUsual(char[] text, int from, int n) {
        int length = USUAL.length();
        if (n <= length || text[from + n - 1] != 'Z') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text[from + i];
            char expected = USUAL.charAt(i);
            if (expected == 'd' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        int fraction = n - length - 1;
        if (fraction > 0 && (fraction < 2 || fraction > 10 || text[from + length] != '.')) {
            return false;
        }
        for (int i = from + length + 1; i < from + n - 1; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return false;
            }
        }
        return within(text, from + 2, 1, 98)
                && within(text, from + 5, 1, 12)
                && within(text, from + 8, 1, 28)
                && within(text, from + 11, 0, 23)
                && within(text, from + 14, 0, 59)
                && within(text, from + 17, 0, 59);
    }

    private static boolean within(char[] text, int at, int least, int most) {
        int number = (text[at] - '0') * 10 + text[at + 1] - '0';
        return number >= least && number <= most;
    }
}
