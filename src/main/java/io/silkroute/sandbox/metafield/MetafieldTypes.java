package io.silkroute.sandbox.metafield;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The metafield types and what their values must look like. */
final class MetafieldTypes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Set<String> MEASURES = Set.of("dimension", "volume", "weight");
    private static final Set<String> REFERENCES = Set.of(
            "article_reference",
            "collection_reference",
            "company_reference",
            "customer_reference",
            "file_reference",
            "metaobject_reference",
            "mixed_reference",
            "order_reference",
            "page_reference",
            "product_reference",
            "product_taxonomy_value_reference",
            "variant_reference");
    private static final Set<String> PLAIN = Set.of(
            "boolean",
            "color",
            "date",
            "date_time",
            "id",
            "json",
            "language",
            "link",
            "money",
            "multi_line_text_field",
            "number_decimal",
            "number_integer",
            "rating",
            "rich_text_field",
            "single_line_text_field",
            "url");

    private MetafieldTypes() {}

    static boolean known(String type) {
        String single = type.startsWith("list.") ? type.substring(5) : type;
        return PLAIN.contains(single) || MEASURES.contains(single) || REFERENCES.contains(single);
    }

    /** What is wrong with this value, null when nothing is. */
    static @Nullable String problem(String type, String value) {
        if (value.isBlank()) {
            return "Value can't be blank.";
        }
        if (type.startsWith("list.")) {
            return listProblem(type.substring(5), value);
        }
        if (REFERENCES.contains(type)) {
            return value.startsWith("gid://shopify/") ? null : "Value must be a valid reference.";
        }
        if (MEASURES.contains(type)) {
            JsonNode node = json(value);
            return node != null
                            && node.path("value").isNumber()
                            && node.path("unit").isString()
                    ? null
                    : "Value must be a valid JSON with a value and a unit.";
        }
        return switch (type) {
            case "boolean" -> value.equals("true") || value.equals("false") ? null : "Value must be true or false.";
            case "number_integer" -> integerProblem(value);
            case "number_decimal" -> decimal(value) ? null : "Value must be a decimal.";
            case "date" -> date(value) ? null : "Value must be in YYYY-MM-DD format.";
            case "date_time" ->
                dateTime(value)
                        ? null
                        : "Value must be in “YYYY-MM-DDTHH:MM:SS” format. For example: 2022-06-01T15:30:00";
            case "color" -> COLOR.matcher(value).matches() ? null : "Value must be a hexadecimal color code.";
            case "json", "rich_text_field", "money", "rating", "link" ->
                json(value) != null ? null : "Value is invalid JSON.";
            case "url" ->
                value.matches("(https?|mailto|sms|tel):.+")
                        ? null
                        : "Value must be one of the following URL schemes: http, https, mailto, sms, tel.";
            case "single_line_text_field", "id" ->
                value.indexOf('\n') >= 0 ? "Value must be a single line text string." : null;
            default -> null;
        };
    }

    private static @Nullable String listProblem(String type, String value) {
        JsonNode list = json(value);
        if (list == null || !list.isArray()) {
            return "Value must be a valid JSON array.";
        }
        if (list.size() > 128) {
            return "Value can't have more than 128 elements.";
        }
        for (JsonNode element : list) {
            String problem = problem(type, element.isString() ? element.stringValue(null) : element.toString());
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    static @Nullable JsonNode json(String value) {
        try {
            return JSON.readTree(value);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static @Nullable String integerProblem(String value) {
        try {
            Long.parseLong(value);
            return null;
        } catch (NumberFormatException e) {
            return "Value must be an integer.";
        }
    }

    private static boolean decimal(String value) {
        try {
            new BigDecimal(value);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean date(String value) {
        try {
            LocalDate.parse(value);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean dateTime(String value) {
        try {
            DateTimeFormatter.ISO_DATE_TIME.parse(value);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
