package io.silkroute.promotion.job;

import java.math.BigInteger;
import java.security.SecureRandom;

/** Of what generated codes are made: letters and digits that nobody takes for each other, drawn so that nobody guesses them. */
final class CodeLetters {

    private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"; // no 0 or O, 1, I or L
    // So many codes are possible for each that is made: who tries a thousand finds one at most.
    private static final BigInteger POSSIBLE_FOR_EACH = BigInteger.valueOf(1_000);
    private static final SecureRandom RANDOM = new SecureRandom();

    private CodeLetters() {}

    static String drawn(int length) {
        StringBuilder drawn = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            drawn.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return drawn.toString();
    }

    /** The least length at which so many codes cannot be guessed. */
    static int leastLength(int codes) {
        BigInteger wanted = POSSIBLE_FOR_EACH.multiply(BigInteger.valueOf(codes));
        BigInteger possible = BigInteger.ONE;
        int length = 0;
        while (possible.compareTo(wanted) < 0) {
            possible = possible.multiply(BigInteger.valueOf(LETTERS.length()));
            length++;
        }
        return length;
    }
}
