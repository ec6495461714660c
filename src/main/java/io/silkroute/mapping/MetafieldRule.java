package io.silkroute.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One metafield. Its value travels as a string whatever its type; a value that does not fit its type is left out,
 * with a note, because a wrong detail should not keep a product from the shop.
 *
 * @see <a href="https://shopify.dev/docs/apps/build/custom-data/metafields/list-of-data-types">Metafield types</a>
 */
record MetafieldRule(String namespace, String key, String type, Expression from, Texts texts) {

    static final List<String> TYPES = List.of(
            "single_line_text_field",
            "multi_line_text_field",
            "number_integer",
            "number_decimal",
            "boolean",
            "date",
            "date_time",
            "url",
            "json",
            "list.single_line_text_field");

    private static final int LONGEST = 65_535;

    void render(Subject subject, ArrayNode into) {
        JsonNode value = from.of(subject);
        if (!Expression.there(value)) {
            return;
        }
        String text = value(value);
        if (text == null || text.length() > LONGEST) {
            subject.note("Metafield %s.%s: %s is no %s; it was left out."
                    .formatted(namespace, key, Subject.quote(value), type));
            return;
        }
        ObjectNode metafield = into.addObject();
        metafield.put("namespace", namespace).put("key", key).put("type", type).put("value", text);
    }

    private @Nullable String value(JsonNode value) {
        if (type.equals("json")) {
            return value.toString();
        }
        if (type.equals("list.single_line_text_field")) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            texts.list(value).forEach(text -> list.add(singleLine(text)));
            return list.isEmpty() ? null : list.toString();
        }
        String text = texts.of(value);
        return text == null ? null : value(text);
    }

    private @Nullable String value(String text) {
        try {
            return switch (type) {
                case "single_line_text_field" -> singleLine(text);
                case "number_integer" -> new BigInteger(text).toString();
                case "number_decimal" -> text.length() > 40 ? null : new BigDecimal(text).toPlainString();
                case "date" ->
                    LocalDate.parse(text.substring(0, Math.min(10, text.length())))
                            .toString();
                case "date_time" -> OffsetDateTime.parse(text).toInstant().toString();
                case "boolean" -> truth(text);
                case "url" -> text.matches("(?i)(https?|mailto|sms|tel):\\S+") ? text : null;
                default -> text;
            };
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> "true";
            case "false", "no", "0" -> "false";
            default -> null;
        };
    }

    private static String singleLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }
}
