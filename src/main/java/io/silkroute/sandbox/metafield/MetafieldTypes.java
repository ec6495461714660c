package io.silkroute.sandbox.metafield;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
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
    private static final Set<String> NEVER_IN_LISTS = Set.of("json", "money", "rich_text_field", "id");
    // https://shopify.dev/docs/apps/build/metafields/metafield-limits, as of 2026-04; what is said of a longer one is
    // ours.
    private static final int LONGEST = 65_536;
    private static final int LONGEST_JSON = 131_072;
    private static final int LONGEST_ADDRESS = 2_048;
    private static final int MOST_ELEMENTS = 128;
    private static final int MOST_METAOBJECTS = 256;
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
        boolean list = type.startsWith("list.");
        String single = list ? type.substring(5) : type;
        if (list && NEVER_IN_LISTS.contains(single)) {
            return false;
        }
        return PLAIN.contains(single) || StructuredValues.measures(single) || REFERENCES.contains(single);
    }

    static boolean refers(String type) {
        return REFERENCES.contains(type.startsWith("list.") ? type.substring(5) : type);
    }

    /** What is wrong with this value, null when nothing is. @param currency the shop's */
    static @Nullable String problem(String type, String value, String currency) {
        if (value.isBlank()) {
            return "Value can't be blank.";
        }
        if (type.startsWith("list.")) {
            return listProblem(type.substring(5), value, currency);
        }
        int longest =
                type.equals("json") ? LONGEST_JSON : Set.of("url", "id").contains(type) ? LONGEST_ADDRESS : LONGEST;
        if (value.getBytes(StandardCharsets.UTF_8).length > longest) {
            return "Value is too long (maximum is " + longest + " bytes).";
        }
        if (REFERENCES.contains(type)) {
            return value.startsWith("gid://shopify/") ? null : "Value must be a valid reference.";
        }
        if (StructuredValues.measures(type)) {
            return StructuredValues.measure(type, json(value));
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
            case "json" -> json(value) != null ? null : "Value is invalid JSON.";
            case "rich_text_field" -> StructuredValues.richText(json(value));
            case "money" -> StructuredValues.money(json(value), currency);
            case "rating" -> StructuredValues.rating(json(value));
            case "link" -> StructuredValues.link(json(value));
            case "url" ->
                value.matches("(https?|mailto|sms|tel):.+")
                        ? null
                        : "Value must be one of the following URL schemes: http, https, mailto, sms, tel.";
            case "single_line_text_field", "id" ->
                value.indexOf('\n') >= 0 ? "Value must be a single line text string." : null;
            default -> null;
        };
    }

    private static @Nullable String listProblem(String type, String value, String currency) {
        JsonNode list = json(value);
        if (list == null || !list.isArray()) {
            return "Value must be a valid JSON array.";
        }
        int most = type.equals("metaobject_reference") ? MOST_METAOBJECTS : MOST_ELEMENTS;
        if (list.size() > most) {
            return "Value can't have more than " + most + " elements.";
        }
        for (JsonNode element : list) {
            String problem =
                    problem(type, element.isString() ? element.stringValue(null) : element.toString(), currency);
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
