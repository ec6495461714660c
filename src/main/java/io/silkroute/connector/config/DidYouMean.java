package io.silkroute.connector.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what a misspelt key was meant to be. */
public final class DidYouMean {

    private DidYouMean() {}

    /** The known word nearest to the given one, if one is near enough to be meant. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        String given = bare(word);
        return known.stream()
                .min(Comparator.comparingInt((String candidate) -> distance(given, bare(candidate)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(given, bare(candidate)) <= Math.max(2, given.length() / 3));
    }

    private static String bare(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }

    /** How many letters have to be put in, left out or replaced. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
