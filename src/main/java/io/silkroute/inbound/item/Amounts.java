package io.silkroute.inbound.item;

/** Amounts written as text: {@code 129}, {@code -0.5}, {@code 1299.00}; no exponent, no thousands separator. */
final class Amounts {

    private static final int LONGEST = 40;

    private Amounts() {}

    static boolean isDecimal(char[] text, int from, int n) {
        int i = from;
        int end = from + n;
        if (n > LONGEST) {
            return false;
        }
        if (i < end && text[i] == '-') {
            i++;
        }
        int digits = 0;
        int points = 0;
        for (; i < end; i++) {
            if (text[i] >= '0' && text[i] <= '9') {
                digits++;
            } else if (text[i] == '.' && digits > 0 && i + 1 < end) {
                points++;
            } else {
                return false;
            }
        }
        return digits > 0 && points <= 1;
    }
}
