package io.silkroute.sandbox.metafield;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Values of metafields that are JSON with a shape of their own.
 *
 * <p>Source: https://shopify.dev/docs/apps/build/metafields/list-of-data-types; what is said of a wrong one is ours.
 */
final class StructuredValues {

    private static final Map<String, Set<String>> UNITS = Map.of(
            "dimension",
            Set.of(
                    "mm",
                    "cm",
                    "m",
                    "in",
                    "ft",
                    "yd",
                    "millimeters",
                    "centimeters",
                    "meters",
                    "inches",
                    "feet",
                    "yards"),
            "weight",
            Set.of("g", "kg", "oz", "lb", "grams", "kilograms", "ounces", "pounds"),
            "volume",
            Set.of(
                    "ml",
                    "cl",
                    "l",
                    "m3",
                    "us_fl_oz",
                    "us_pt",
                    "us_qt",
                    "us_gal",
                    "imp_fl_oz",
                    "imp_pt",
                    "imp_qt",
                    "imp_gal",
                    "milliliters",
                    "centiliters",
                    "liters",
                    "cubic_meters"));
    private static final String ADDRESS = "(https?|mailto|sms|tel):.+|[/#].*";

    private StructuredValues() {}

    static boolean measures(String type) {
        return UNITS.containsKey(type);
    }

    static @Nullable String measure(String type, @Nullable JsonNode value) {
        return value != null
                        && value.path("value").isNumber()
                        && UNITS.getOrDefault(type, Set.of())
                                .contains(value.path("unit").asString(""))
                ? null
                : "Value must be a valid JSON with a value and a unit.";
    }

    static @Nullable String money(@Nullable JsonNode value, String currency) {
        if (value == null || !decimal(value.path("amount"))) {
            return "Value must be a stringified JSON object with amount and currency_code.";
        }
        return value.path("currency_code").asString("").equals(currency)
                ? null
                : "Value must be in the shop's currency: " + currency + ".";
    }

    static @Nullable String rating(@Nullable JsonNode value) {
        if (value == null
                || !decimal(value.path("value"))
                || !decimal(value.path("scale_min"))
                || !decimal(value.path("scale_max"))) {
            return "Value must be a stringified JSON object with value, scale_min and scale_max.";
        }
        BigDecimal rated = new BigDecimal(value.path("value").asString(""));
        return rated.compareTo(new BigDecimal(value.path("scale_min").asString(""))) < 0
                        || rated.compareTo(
                                        new BigDecimal(value.path("scale_max").asString("")))
                                > 0
                ? "Value must be between scale_min and scale_max."
                : null;
    }

    private static boolean decimal(JsonNode text) {
        return text.isString() && text.asString("").matches("-?\\d{1,20}(\\.\\d{1,20})?");
    }

    static @Nullable String link(@Nullable JsonNode value) {
        return value != null
                        && value.path("text").isString()
                        && value.path("url").asString("").matches(ADDRESS)
                ? null
                : "Value must be a stringified JSON object with text and url.";
    }

    static @Nullable String richText(@Nullable JsonNode value) {
        return value != null
                        && value.path("type").asString("").equals("root")
                        && holds(value, Set.of("heading", "paragraph", "list"))
                ? null
                : "Value must be valid rich text.";
    }

    private static boolean holds(JsonNode parent, Set<String> types) {
        if (!parent.path("children").isArray()) {
            return false;
        }
        for (JsonNode node : parent.path("children")) {
            String type = node.path("type").asString("");
            boolean right = switch (type) {
                case "text" -> node.path("value").isString();
                case "link" -> node.path("url").asString("").matches(ADDRESS) && holds(node, Set.of("text"));
                case "list" ->
                    Set.of("ordered", "unordered")
                                    .contains(node.path("listType").asString(""))
                            && holds(node, Set.of("list-item"));
                case "heading" ->
                    node.path("level").asInt(0) >= 1
                            && node.path("level").asInt(0) <= 6
                            && holds(node, Set.of("text", "link"));
                default -> holds(node, Set.of("text", "link"));
            };
            if (!types.contains(type) || !right) {
                return false;
            }
        }
        return true;
    }
}
