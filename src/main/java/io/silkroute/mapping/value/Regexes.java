package io.silkroute.mapping.value;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the regular expressions of a formula in time. JSONata looks at its own bound between two steps, and one
 * match may take years: {@code /^(.*a){25}b/} tries every way to part a text of many a. So a match is first tried on a
 * text that ends it when time is up, and only then made. A regular expression that is called as a function itself,
 * {@code /x/(name)}, does not come by here.
 */
public final class Regexes {

    private static final Duration LONGEST = Duration.ofSeconds(1);

    private Regexes() {}

    /** A match that was ended. */
    static final class TooLong extends RuntimeException {

        private TooLong(Pattern pattern, int length) {
            super("its regular expression /%s/ takes longer than %d second on a text of %d characters"
                    .formatted(pattern, LONGEST.toSeconds(), length));
        }
    }

    /** Takes the place of the functions that match; what they do, and their signatures, stay JSONata's. */
    public static Jsonata bounded(Jsonata formula) {
        formula.registerFunction(
                "match",
                function(
                        args -> Functions.match(text(args), (Pattern) args.get(1), whole(args, 2)),
                        "<s-f<s:o>n?:a<o>>"));
        formula.registerFunction(
                "contains", function(args -> Functions.contains(text(args), args.get(1)), "<s-(sf):b>"));
        formula.registerFunction(
                "replace",
                function(
                        args -> Functions.replace(text(args), args.get(1), args.get(2), whole(args, 3)),
                        "<s-(sf)(sf)n?:s>"));
        formula.registerFunction(
                "split", function(args -> Functions.split(text(args), args.get(1), whole(args, 2)), "<s-(sf)n?:a<s>>"));
        return formula;
    }

    private interface Step {
        @Nullable
        Object of(List<?> args);
    }

    private static Jsonata.JFunction function(Step step, String signature) {
        return new Jsonata.JFunction(
                (input, args) -> {
                    if (args.get(0) instanceof String text && args.get(1) instanceof Pattern pattern) {
                        tryOut(pattern, text);
                    }
                    return step.of(args);
                },
                signature);
    }

    private static void tryOut(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(new Timed(pattern, text, System.nanoTime() + LONGEST.toNanos()));
        boolean found = true;
        while (found) {
            found = matcher.find();
        }
    }

    private static @Nullable String text(List<?> args) {
        return (String) args.get(0);
    }

    private static @Nullable Integer whole(List<?> args, int at) {
        return args.size() > at && args.get(at) instanceof Number number ? number.intValue() : null;
    }

    /** A text that can be read until its time is up. */
    private static final class Timed implements CharSequence {

        private static final int READS_BETWEEN_LOOKS = 1 << 12;

        private final Pattern pattern;
        private final String text;
        private final long end;
        private int reads;

        Timed(Pattern pattern, String text, long end) {
            this.pattern = pattern;
            this.text = text;
            this.end = end;
        }

        @Override
        public char charAt(int at) {
            if (++reads % READS_BETWEEN_LOOKS == 0 && System.nanoTime() - end > 0) {
                throw new TooLong(pattern, text.length());
            }
            return text.charAt(at);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.subSequence(from, to);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
