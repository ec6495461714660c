package io.silkroute.mapping.value;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A value with its unit, {@code {value: 0.31, unit: KILOGRAM}}, as a metafield holds it. */
final class Measure {

    private static final Map<String, Map<String, String>> UNITS = Map.of(
            "weight",
            Map.of(
                    "kg",
                    "kg",
                    "kilogram",
                    "kg",
                    "g",
                    "g",
                    "gram",
                    "g",
                    "oz",
                    "oz",
                    "ounce",
                    "oz",
                    "lb",
                    "lb",
                    "pound",
                    "lb"),
            "dimension",
            Map.ofEntries(
                    Map.entry("mm", "mm"),
                    Map.entry("millimeter", "mm"),
                    Map.entry("cm", "cm"),
                    Map.entry("centimeter", "cm"),
                    Map.entry("m", "m"),
                    Map.entry("meter", "m"),
                    Map.entry("in", "in"),
                    Map.entry("inch", "in"),
                    Map.entry("inche", "in"),
                    Map.entry("ft", "ft"),
                    Map.entry("foot", "ft"),
                    Map.entry("feet", "ft"),
                    Map.entry("yd", "yd"),
                    Map.entry("yard", "yd")),
            "volume",
            Map.of(
                    "ml",
                    "ml",
                    "milliliter",
                    "ml",
                    "cl",
                    "cl",
                    "centiliter",
                    "cl",
                    "l",
                    "l",
                    "liter",
                    "l",
                    "m3",
                    "m3",
                    "cubic_meter",
                    "m3"));
    private static final int MAX_DIGITS = 15;

    private Measure() {}

    /** @param type weight, dimension or volume; null if the value is none */
    static @Nullable String of(String type, JsonNode measure) {
        BigDecimal value = Coercion.decimal(measure.path("value"));
        String unit = unit(type, measure.path("unit").asString("").strip().toLowerCase(Locale.ROOT));
        if (value == null || unit == null || value.precision() > MAX_DIGITS || Math.abs(value.scale()) > MAX_DIGITS) {
            return null;
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("value", new BigDecimal(value.stripTrailingZeros().toPlainString()))
                .put("unit", unit)
                .toString();
    }

    private static @Nullable String unit(String type, String word) {
        Map<String, String> units = UNITS.getOrDefault(type, Map.of());
        String singular = word.replace("metre", "meter").replace("litre", "liter");
        String unit = units.get(singular);
        return unit == null && singular.endsWith("s") ? units.get(singular.substring(0, singular.length() - 1)) : unit;
    }
}
