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
            Map.ofEntries(
                    Map.entry("ml", "ml"),
                    Map.entry("milliliter", "ml"),
                    Map.entry("cl", "cl"),
                    Map.entry("centiliter", "cl"),
                    Map.entry("l", "l"),
                    Map.entry("liter", "l"),
                    Map.entry("m3", "m3"),
                    Map.entry("cubic_meter", "m3"),
                    Map.entry("us_fl_oz", "us_fl_oz"),
                    Map.entry("us_pt", "us_pt"),
                    Map.entry("us_qt", "us_qt"),
                    Map.entry("us_gal", "us_gal"),
                    Map.entry("imp_fl_oz", "imp_fl_oz"),
                    Map.entry("imp_pt", "imp_pt"),
                    Map.entry("imp_qt", "imp_qt"),
                    Map.entry("imp_gal", "imp_gal")));
    private static final int MAX_DIGITS = 15;

    // As people write them; a unit that is not here is written as the PIM's word in small letters.
    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("milligram", "mg"),
            Map.entry("gram", "g"),
            Map.entry("kilogram", "kg"),
            Map.entry("tonne", "t"),
            Map.entry("ounce", "oz"),
            Map.entry("pound", "lb"),
            Map.entry("millimeter", "mm"),
            Map.entry("centimeter", "cm"),
            Map.entry("decimeter", "dm"),
            Map.entry("meter", "m"),
            Map.entry("kilometer", "km"),
            Map.entry("milliliter", "ml"),
            Map.entry("centiliter", "cl"),
            Map.entry("deciliter", "dl"),
            Map.entry("liter", "l"),
            Map.entry("square_meter", "m²"),
            Map.entry("square_centimeter", "cm²"),
            Map.entry("cubic_meter", "m³"),
            Map.entry("cubic_centimeter", "cm³"),
            Map.entry("watt", "W"),
            Map.entry("kilowatt", "kW"),
            Map.entry("kilowatt_hour", "kWh"),
            Map.entry("volt", "V"),
            Map.entry("ampere", "A"),
            Map.entry("milliampere_hour", "mAh"),
            Map.entry("hertz", "Hz"),
            Map.entry("kilohertz", "kHz"),
            Map.entry("megahertz", "MHz"),
            Map.entry("gigahertz", "GHz"),
            Map.entry("megabyte", "MB"),
            Map.entry("gigabyte", "GB"),
            Map.entry("terabyte", "TB"),
            Map.entry("decibel", "dB"),
            Map.entry("celsius", "°C"),
            Map.entry("fahrenheit", "°F"),
            Map.entry("percent", "%"));

    private Measure() {}

    /** {@code {value, unit}} or {@code {amount, unit}}. */
    static boolean is(JsonNode value) {
        return value.isObject()
                && value.path("unit").isString()
                && number(value).isValueNode();
    }

    static JsonNode number(JsonNode measure) {
        return measure.has("value") ? measure.path("value") : measure.path("amount");
    }

    /** As people read it, {@code 3 kg}; null without a number. */
    static @Nullable String text(JsonNode measure) {
        BigDecimal number = Coercion.decimal(number(measure));
        String unit = measure.path("unit").asString("").strip();
        if (number == null || number.precision() > MAX_DIGITS || Math.abs(number.scale()) > MAX_DIGITS) {
            return null;
        }
        return unit.isEmpty() ? Texts.plain(number) : Texts.plain(number) + " " + written(unit);
    }

    // A code is in capitals or has underscores; “kg” and “Stück” are written for people.
    private static String written(String unit) {
        String word = singular(unit.toLowerCase(Locale.ROOT));
        String symbol = SYMBOLS.get(word);
        boolean code = unit.indexOf('_') >= 0 || unit.length() > 2 && unit.equals(unit.toUpperCase(Locale.ROOT));
        return symbol != null ? symbol : code ? unit.toLowerCase(Locale.ROOT).replace('_', ' ') : unit;
    }

    private static String singular(String unit) {
        String word = unit.replace("metre", "meter").replace("litre", "liter");
        return word.endsWith("s") && !word.equals("celsius") ? word.substring(0, word.length() - 1) : word;
    }

    /** @param type weight, dimension or volume; null if the value is none */
    static @Nullable String of(String type, JsonNode measure) {
        BigDecimal value = Coercion.decimal(number(measure));
        String unit = unit(type, measure.path("unit").asString("").strip().toLowerCase(Locale.ROOT));
        if (value == null || unit == null || value.precision() > MAX_DIGITS || Math.abs(value.scale()) > MAX_DIGITS) {
            return null;
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("value", new BigDecimal(Texts.plain(value)))
                .put("unit", unit)
                .toString();
    }

    private static @Nullable String unit(String type, String word) {
        Map<String, String> units = UNITS.getOrDefault(type, Map.of());
        String unit = units.get(word.replace("metre", "meter").replace("litre", "liter"));
        return unit == null ? units.get(singular(word)) : unit;
    }
}
