package io.silkroute.source.value;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Weights as exports write them. */
public final class Weight {

    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("kg", "kg"),
            Map.entry("kgs", "kg"),
            Map.entry("kilogram", "kg"),
            Map.entry("kilograms", "kg"),
            Map.entry("g", "g"),
            Map.entry("gr", "g"),
            Map.entry("gram", "g"),
            Map.entry("grams", "g"),
            Map.entry("gramm", "g"),
            Map.entry("grammes", "g"),
            Map.entry("lb", "lb"),
            Map.entry("lbs", "lb"),
            Map.entry("pound", "lb"),
            Map.entry("pounds", "lb"),
            Map.entry("oz", "oz"),
            Map.entry("ounce", "oz"),
            Map.entry("ounces", "oz"));
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(.*?[0-9.,])\\s*([A-Za-z]*)");

    private Weight() {}

    /** kg, g, lb or oz; null if a word is none of these. */
    public static @Nullable String unit(@Nullable String word) {
        return word == null ? null : UNITS.get(word.toLowerCase(Locale.ROOT));
    }

    /** What a cell says: the number, and its own unit if it has one; null if it says no weight. */
    public static @Nullable Parts parts(String cell) {
        if (cell.length() > NumberText.LONGEST) {
            return null;
        }
        Matcher parts = NUMBER_AND_UNIT.matcher(cell.strip());
        if (!parts.matches()) {
            return null;
        }
        String word = parts.group(2);
        String unit = unit(word);
        return word.isEmpty() || unit != null ? new Parts(parts.group(1), unit) : null;
    }

    /** @param unit kg, g, lb or oz */
    public record Parts(String number, @Nullable String unit) {}
}
