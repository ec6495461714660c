package io.silkroute.mapping.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Makes a PIM value into what Shopify's input type wants, or says why it cannot. */
public sealed interface Coercion {

    /** Null if there is nothing to send; then the subject may hold a problem. */
    @Nullable
    JsonNode of(JsonNode value, String key, Subject subject);

    /** A string of at most {@code longest} characters; Shopify's scalars end at 255, HTML does not. */
    record Text(Texts texts, int longest) implements Coercion {

        @Override
        public @Nullable JsonNode of(JsonNode value, String key, Subject subject) {
            String text = texts.of(value);
            if (text != null && Texts.longerThan(text, longest)) {
                subject.problem("Its %s “%s” has %d characters; Shopify takes at most %d."
                        .formatted(key, Texts.cut(text, 40) + "…", text.codePointCount(0, text.length()), longest));
                return null;
            }
            return text == null ? null : StringNode.valueOf(text);
        }
    }

    /** A decimal as a string, exact; of a price in several currencies the connector's. */
    record Money(Locales currencies) implements Coercion {

        private static final int MAX_DIGITS = 18;

        @Override
        public @Nullable JsonNode of(JsonNode value, String key, Subject subject) {
            JsonNode amount = value.isObject() ? currencies.exactly(value) : value;
            if (amount == null) {
                subject.note("Its %s is not there in %s, only in %s; it was left out."
                        .formatted(key, currencies, String.join(", ", names(value))));
                return null;
            }
            BigDecimal number = decimal(amount);
            if (number == null || number.precision() - number.scale() > MAX_DIGITS || number.scale() > MAX_DIGITS) {
                subject.problem("Its %s %s is not an amount.".formatted(key, Subject.quote(amount)));
                return null;
            }
            if (number.signum() < 0) {
                subject.problem("Its %s %s is negative.".formatted(key, Subject.quote(amount)));
                return null;
            }
            return StringNode.valueOf(number.toPlainString());
        }

        private static List<String> names(JsonNode byCurrency) {
            List<String> names = new ArrayList<>();
            byCurrency.propertyNames().forEach(name -> names.add(Texts.cut(name, 20)));
            return names.subList(0, Math.min(names.size(), 10));
        }
    }

    record Decimal() implements Coercion {

        @Override
        public @Nullable JsonNode of(JsonNode value, String key, Subject subject) {
            BigDecimal number = decimal(value);
            if (number == null || Math.abs((long) number.precision() - number.scale()) > 30) {
                subject.note("Its %s %s is not a number; it was left out.".formatted(key, Subject.quote(value)));
                return null;
            }
            return DecimalNode.valueOf(number);
        }
    }

    record Whole() implements Coercion {

        @Override
        public @Nullable JsonNode of(JsonNode value, String key, Subject subject) {
            BigDecimal number = decimal(value);
            try {
                if (number != null && number.precision() - number.scale() <= 10) {
                    return IntNode.valueOf(number.intValueExact());
                }
            } catch (ArithmeticException notWhole) {
                // told below, like every other value that is no whole number
            }
            subject.note("Its %s %s is not a whole number; it was left out.".formatted(key, Subject.quote(value)));
            return null;
        }
    }

    record Truth() implements Coercion {

        @Override
        public @Nullable JsonNode of(JsonNode value, String key, Subject subject) {
            Boolean truth = truth(value.asString(""));
            if (truth == null) {
                subject.note(
                        "Its %s %s is neither true nor false; it was left out.".formatted(key, Subject.quote(value)));
                return null;
            }
            return BooleanNode.valueOf(truth);
        }
    }

    /**
     * One of a few words. Another one is a problem: left out, a product with an unknown status would be put on sale.
     */
    record Choice(List<String> values) implements Coercion {

        @Override
        public @Nullable JsonNode of(JsonNode value, String key, Subject subject) {
            String word = value.asString("");
            if (values.contains(word)) {
                return StringNode.valueOf(word);
            }
            subject.problem("Its %s %s is none of %s.".formatted(key, Subject.quote(value), shortened()));
            return null;
        }

        private String shortened() {
            return values.size() <= 12
                    ? String.join(", ", values)
                    : String.join(", ", values.subList(0, 12)) + " and so on";
        }
    }

    record Each(Coercion one) implements Coercion {

        @Override
        public JsonNode of(JsonNode value, String key, Subject subject) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (JsonNode element : value.isArray()
                    ? value
                    : JsonNodeFactory.instance.arrayNode().add(value)) {
                JsonNode coerced = Expression.there(element) ? one.of(element, key, subject) : null;
                if (coerced != null) {
                    list.add(coerced);
                }
            }
            return list;
        }
    }

    /** An input object whose fields have the names of the PIM's, such as a weight's value and unit. */
    record Fields(Map<String, Coercion> fields, List<String> required) implements Coercion {

        @Override
        public @Nullable JsonNode of(JsonNode value, String key, Subject subject) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, coercion) -> {
                JsonNode field = value.path(name);
                JsonNode coerced = Expression.there(field) ? coercion.of(field, key + "." + name, subject) : null;
                if (coerced != null) {
                    object.set(name, coerced);
                }
            });
            for (String name : required) {
                if (!object.has(name)) {
                    subject.note("Its %s lacks %s; it was left out.".formatted(key, name));
                    return null;
                }
            }
            if (object.isEmpty()) {
                subject.note("Its %s %s has none of %s; it was left out."
                        .formatted(key, Subject.quote(value), String.join(", ", fields.keySet())));
                return null;
            }
            return object;
        }
    }

    static @Nullable Boolean truth(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> null;
        };
    }

    static @Nullable BigDecimal decimal(JsonNode value) {
        if (value.isNumber()) {
            return Texts.exact(value);
        }
        String text = value.isString() ? value.stringValue(null).strip() : "";
        try {
            return text.isEmpty() || text.length() > 40 ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
