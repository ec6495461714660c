package io.silkroute.mapping.read;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;

/** "Did you mean …?" */
public final class Suggestion {

    private Suggestion() {}

    public static String of(String word, Collection<String> known) {
        Optional<String> nearest = known.stream().min(Comparator.comparingInt(candidate -> distance(word, candidate)));
        return nearest.filter(candidate -> near(word, candidate))
                .map(candidate -> "Did you mean “" + candidate + "”?")
                .orElse("Known here: "
                        + String.join(", ", known.stream().sorted().toList()) + ".");
    }

    private static boolean near(String word, String candidate) {
        return distance(word, candidate) <= Math.max(2, word.length() / 3)
                || word.length() > 3 && candidate.startsWith(word);
    }

    private static int distance(String one, String other) {
        return StringUtils.getLevenshteinDistance(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
    }
}
