package io.silkroute.source.profile;

import io.silkroute.source.table.Cells;
import io.silkroute.source.value.NumberText;
import io.silkroute.source.value.Weight;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column's name as a profile writes it: compared without case, blanks and underscores being alike. {@code {n}} stands
 * for a number, {@code {key}} and other words in braces for any text. Behind the name of an amount its currency may
 * stand, behind a weight its unit, behind a text its language: {@code Price (EUR)}, {@code Weight (kg)},
 * {@code name-en_US-ecommerce}.
 */
public final class HeaderPattern {

    private static final int LONGEST = 1_000;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");
    private static final Pattern LOCALE = Pattern.compile("([a-zA-Z]{2})(?:[_-]([a-zA-Z]{2}))?(?:[-.][\\w-]+)?");
    private static final Pattern CHANNEL = Pattern.compile("\\w[\\w-]*");
    private static final Set<String> LANGUAGES = Set.copyOf(Arrays.asList(Locale.getISOLanguages()));

    private final String text;
    private final Target.Shape shape;
    private final Pattern pattern;
    private final Map<String, Integer> groups = new HashMap<>();

    HeaderPattern(String text, Target.Shape shape) {
        this.text = text;
        this.shape = shape;
        StringBuilder regex = new StringBuilder();
        String plain = Cells.header(text);
        Matcher holes = PLACEHOLDER.matcher(plain);
        int from = 0;
        while (holes.find()) {
            words(plain.substring(from, holes.start()), regex);
            groups.put(holes.group(1), groups.size() + 1);
            regex.append(holes.group(1).equals("n") ? "(\\d{1,3})" : "(.+?)");
            from = holes.end();
        }
        words(plain.substring(from), regex);
        String suffix = switch (shape) {
            case MONEY, WEIGHT -> "(?:\\s*[-._\\[(\\s]\\s*([^\\])]{1,60}?)\\s*[\\])]?)?";
            case LOCALISED -> "(?:\\s*[-.\\[(_]\\s*([^\\])]{1,100}?)\\s*[\\])]?)?";
            default -> "()";
        };
        this.pattern = Pattern.compile(regex + suffix, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static void words(String plain, StringBuilder regex) {
        StringBuilder literal = new StringBuilder();
        for (char c : plain.toCharArray()) {
            if (c == ' ' || c == '_') {
                regex.append(literal.isEmpty() ? "" : Pattern.quote(literal.toString()))
                        .append("[\\s_]+");
                literal.setLength(0);
            } else {
                literal.append(c);
            }
        }
        regex.append(literal.isEmpty() ? "" : Pattern.quote(literal.toString()));
    }

    /** @param suffix the currency, unit or locale behind the name */
    public record Match(@Nullable String suffix, Map<String, String> placeholders) {}

    /** Null if a header is another one. @param header as {@link Cells#header} gives it */
    public @Nullable Match match(String header) {
        if (header.length() > LONGEST) {
            return null; // such a file is refused
        }
        Matcher matcher = pattern.matcher(header);
        if (!matcher.matches()) {
            return null;
        }
        String behind = matcher.group(groups.size() + 1);
        String suffix = behind == null || behind.isEmpty() ? null : suffix(behind);
        if (behind != null && !behind.isEmpty() && suffix == null) {
            return null;
        }
        Map<String, String> placeholders = new HashMap<>();
        groups.forEach(
                (name, group) -> placeholders.put(name, matcher.group(group).strip()));
        return new Match(suffix, placeholders);
    }

    private @Nullable String suffix(String word) {
        return switch (shape) {
            case MONEY -> currency(word);
            case WEIGHT -> Weight.unit(word);
            case LOCALISED -> locale(word);
            default -> null;
        };
    }

    /** Empty if it is the money of several countries. */
    private static @Nullable String currency(String word) {
        int last = word.lastIndexOf('-');
        if (last > 0) { // as behind a channel: ecommerce-EUR
            String code = word.substring(last + 1);
            return CHANNEL.matcher(word.substring(0, last)).matches() && NumberText.CURRENCIES.contains(code)
                    ? code
                    : null;
        }
        boolean digits = word.chars().anyMatch(Character::isDigit);
        if (digits || !(NumberText.read("1 " + word, null) instanceof NumberText.Exact number)) {
            return null;
        }
        return number.currency() == null ? "" : number.currency();
    }

    private static @Nullable String locale(String word) {
        Matcher matcher = LOCALE.matcher(word);
        if (!matcher.matches() || !LANGUAGES.contains(matcher.group(1).toLowerCase(Locale.ROOT))) {
            return null;
        }
        String language = matcher.group(1).toLowerCase(Locale.ROOT);
        String country = matcher.group(2);
        return country == null ? language : language + "_" + country.toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text;
    }
}
