package io.silkroute.mapping.value;

import io.silkroute.mapping.taxonomy.Taxonomy;
import io.silkroute.omission.Omission;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    int LONGEST_WORD = 60;

    /** Null if there is nothing to send; then the subject may hold a problem. */
    @Nullable
    JsonNode of(JsonNode value, String key, Subject subject);

    /** May another place be looked at, because this value is of no use here, such as a price in another currency? */
    default boolean fits(JsonNode value, Subject subject) {
        return true;
    }

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

    /** One text of a list: too long it is left out, and the others go. */
    record Entry(Text text) implements Coercion {

        @Override
        public @Nullable JsonNode of(JsonNode value, String key, Subject subject) {
            String entry = text.texts.of(value);
            if (entry != null && Texts.longerThan(entry, text.longest)) {
                subject.leftOut(
                        Omission.ENTRY,
                        "One of its %s, “%s”, has %d characters; Shopify takes at most %d. It was left out."
                                .formatted(
                                        key,
                                        Texts.cut(entry, 40) + "…",
                                        entry.codePointCount(0, entry.length()),
                                        text.longest));
                return null;
            }
            return entry == null ? null : StringNode.valueOf(entry);
        }
    }

    /** One address, of a list the first. */
    record Address(Text text) implements Coercion {

        @Override
        public @Nullable JsonNode of(JsonNode value, String key, Subject subject) {
            return text.of(
                    value.valueStream()
                            .filter(Expression::there)
                            .findFirst()
                            .filter(first -> value.isArray())
                            .orElse(value),
                    key,
                    subject);
        }
    }

    /** What scanners read, digits only; a spreadsheet's spelling of it is undone where no digit was lost. */
    record Barcode(Text text) implements Coercion {

        private static final int MAX_SPELLING =
                40; // no spreadsheet writes more, and a number of millions takes minutes
        private static final Pattern SPREADSHEET = Pattern.compile("\\d+(\\.\\d+)?[eE]\\+?\\d{1,2}|\\d+\\.0+");

        @Override
        public @Nullable JsonNode of(JsonNode value, String key, Subject subject) {
            JsonNode single = text.texts.single(value);
            BigDecimal exact = single.isNumber() ? Texts.exact(single) : null;
            // Of a number, its exponent is gone in the text that it is written as.
            String spelt = exact != null ? exact.toString() : text.texts.of(single);
            if (spelt == null
                    || spelt.length() > MAX_SPELLING
                    || !SPREADSHEET.matcher(spelt).matches()) {
                return text.of(single, key, subject);
            }
            BigDecimal number = new BigDecimal(spelt);
            String digits = number.toPlainString().replaceFirst("\\.0+$", "");
            if (digits.indexOf('.') >= 0 || number.precision() < digits.length()) {
                subject.leftOut(
                        Omission.VALUE,
                        "Its %s “%s” was shortened, as spreadsheets do with long numbers; it was left out. Send it as text."
                                .formatted(key, Texts.cut(spelt, 40)));
                return null;
            }
            return StringNode.valueOf(digits);
        }
    }

    /**
     * One of Shopify's product categories, by its id or its full path; of several the first that is one. What is none is
     * never sent: Shopify would refuse the product.
     */
    record Category(Texts texts) implements Coercion {

        private static final int LONGEST_QUOTE = 120;

        @Override
        public @Nullable JsonNode of(JsonNode value, String key, Subject subject) {
            JsonNode chosen = texts.chosen(value);
            String unknown = null;
            for (JsonNode one : chosen.isArray() ? chosen : List.of(chosen)) {
                // Of a key with its label, either may name the category.
                String code = texts.of(texts.single(one));
                String label = texts.of(one);
                String id = id(code) == null ? id(label) : id(code);
                if (id != null) {
                    return StringNode.valueOf(id);
                }
                unknown = unknown == null ? (code == null ? label : code) : unknown;
            }
            if (unknown != null) {
                subject.leftOut(
                        Omission.TAXONOMY,
                        "Its %s “%s” is none of Shopify's product categories; it was left out.%s"
                                .formatted(
                                        key,
                                        Texts.cut(unknown, LONGEST_QUOTE),
                                        Taxonomy.packaged()
                                                .nearest(unknown)
                                                .map(path -> " Did you mean “" + path + "”?")
                                                .orElse("")));
            }
            return null;
        }

        private static @Nullable String id(@Nullable String named) {
            return named == null ? null : Taxonomy.packaged().id(named).orElse(null);
        }
    }

    /**
     * A decimal as a string, exact, with the digits of its currency; of a price in several currencies the connector's,
     * written {@code {USD: 12}} or {@code [{currency: USD, amount: 12}]}.
     */
    record Money(Locales currencies, Texts texts) implements Coercion {

        private static final int MAX_DIGITS = 18;
        private static final Pattern THOUSANDS = Pattern.compile("\\s*[1-9][0-9]{0,2}\\.[0-9]{3}\\s*");

        @Override
        public @Nullable JsonNode of(JsonNode given, String key, Subject subject) {
            JsonNode amounts = byCurrency(given);
            JsonNode value = amounts.isObject() ? amounts : texts.single(amounts);
            Locales wanted = wanted(subject);
            String currency = value.isObject() ? wanted.key(value) : null;
            if (value.isObject() && currency == null) {
                subject.leftOut(
                        Omission.PRICE,
                        "Its %s is not there in %s, only in %s; it was left out."
                                .formatted(key, wanted, String.join(", ", names(value))));
                return null;
            }
            JsonNode amount = currency == null ? value : value.path(currency);
            BigDecimal number = decimal(amount);
            if (number == null || wholeDigits(number) > MAX_DIGITS || number.scale() > MAX_DIGITS) {
                subject.problem("Its %s %s is not an amount%s".formatted(key, Subject.quote(amount), advice(amount)));
                return null;
            }
            if (number.signum() < 0) {
                subject.problem("Its %s %s is negative.".formatted(key, Subject.quote(amount)));
                return null;
            }
            String of = currency == null ? shopCurrency(subject) : currency;
            if (number.signum() > 0
                    && number.setScale(digits(of), RoundingMode.HALF_UP).signum() == 0) {
                subject.problem("Its %s %s would be rounded to nothing.".formatted(key, Subject.quote(amount)));
                return null;
            }
            return StringNode.valueOf(inDigits(number, of, key, amount, subject));
        }

        /** The shop's currency is the only one; a mapping's list counts only where that is not known. */
        private Locales wanted(Subject subject) {
            Locales shop = subject.currency();
            return shop == null ? currencies : shop;
        }

        private static @Nullable String shopCurrency(Subject subject) {
            Locales shop = subject.currency();
            return shop == null ? null : shop.toString();
        }

        @Override
        public boolean fits(JsonNode value, Subject subject) {
            JsonNode amounts = byCurrency(value);
            return !amounts.isObject() || wanted(subject).key(amounts) != null;
        }

        // How a number is spelt is no difference: 129, 129.0 and 129.00 are one amount.
        private static String inDigits(
                BigDecimal number, @Nullable String currency, String key, JsonNode amount, Subject subject) {
            int digits = digits(currency);
            BigDecimal rounded = number.setScale(digits, RoundingMode.HALF_UP);
            if (rounded.compareTo(number) != 0
                    && amount.isString()
                    && THOUSANDS.matcher(amount.asString("")).matches()) {
                subject.leftOut(
                        Omission.PRICE,
                        "Its %s %s was read as %s; if its point parts thousands, send it without."
                                .formatted(key, Subject.quote(amount), rounded.toPlainString()));
            } else if (rounded.compareTo(number) != 0) {
                subject.note("Its %s %s has more digits than %s has; it was rounded to %s."
                        .formatted(
                                key,
                                Subject.quote(amount),
                                currency == null ? "a currency" : currency,
                                rounded.toPlainString()));
            }
            return rounded.toPlainString();
        }

        static int digits(@Nullable String currency) {
            try {
                return currency == null
                        ? 2
                        : Math.max(
                                Currency.getInstance(currency.strip().toUpperCase(Locale.ROOT))
                                        .getDefaultFractionDigits(),
                                0);
            } catch (IllegalArgumentException ownWord) {
                return 2;
            }
        }

        private static String advice(JsonNode amount) {
            String text = amount.asString("");
            if (text.indexOf(',') >= 0) {
                return "; it has a comma. Send it with a point and nothing else, such as 1299.90.";
            }
            return text.chars().anyMatch(Character::isDigit)
                    ? "; send the number alone, without a sign or blanks, such as 1299.90."
                    : ".";
        }

        static JsonNode byCurrency(JsonNode value) {
            if (value.isObject() && value.path("currency").isString() && value.has("amount")) {
                return JsonNodeFactory.instance
                        .objectNode()
                        .set(value.path("currency").asString(""), value.path("amount"));
            }
            if (!value.isArray() || value.isEmpty()) {
                return value;
            }
            ObjectNode amounts = JsonNodeFactory.instance.objectNode();
            for (JsonNode one : value) {
                if (!one.path("currency").isString() || !one.has("amount")) {
                    return value;
                }
                amounts.set(one.path("currency").asString(""), one.path("amount"));
            }
            return amounts;
        }

        private static List<String> names(JsonNode byCurrency) {
            List<String> names = new ArrayList<>();
            byCurrency.propertyNames().forEach(name -> names.add(Texts.cut(name, 20)));
            return names.subList(0, Math.min(names.size(), 10));
        }
    }

    record Decimal(Texts texts) implements Coercion {

        @Override
        public @Nullable JsonNode of(JsonNode value, String key, Subject subject) {
            BigDecimal number = decimal(texts.single(value));
            if (number == null || Math.abs(wholeDigits(number)) > 30) {
                subject.leftOut(
                        Omission.VALUE,
                        "Its %s %s is not a number; it was left out.".formatted(key, Subject.quote(value)));
                return null;
            }
            return DecimalNode.valueOf(new BigDecimal(Texts.plain(number)));
        }
    }

    record Whole(Texts texts) implements Coercion {

        @Override
        public @Nullable JsonNode of(JsonNode value, String key, Subject subject) {
            BigDecimal number = decimal(texts.single(value));
            try {
                if (number != null && wholeDigits(number) <= 10) {
                    return IntNode.valueOf(number.intValueExact());
                }
            } catch (ArithmeticException notWhole) {
                // told below, like every other value that is no whole number
            }
            subject.leftOut(
                    Omission.VALUE,
                    "Its %s %s is not a whole number; it was left out.".formatted(key, Subject.quote(value)));
            return null;
        }
    }

    record Truth(Texts texts) implements Coercion {

        @Override
        public @Nullable JsonNode of(JsonNode value, String key, Subject subject) {
            Boolean truth = truth(texts.single(value).asString(""));
            if (truth == null) {
                subject.leftOut(
                        Omission.VALUE,
                        "Its %s %s is neither true nor false; it was left out.".formatted(key, Subject.quote(value)));
                return null;
            }
            return BooleanNode.valueOf(truth);
        }
    }

    /**
     * One of a few words, however its letters and the signs between them are written: {@code fl oz} is {@code FLOZ}. Another
     * one is a problem: left out, a product with an unknown status would be put on sale.
     *
     * @param lenient whether it can do no harm, such as a unit, so that another word is left out and the rest goes
     */
    record Choice(List<String> values, Map<String, String> bySpelling, boolean lenient, Texts texts)
            implements Coercion {

        private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");

        public static Choice of(List<String> values, boolean lenient, Texts texts) {
            return new Choice(
                    values,
                    values.stream().collect(Collectors.toMap(Choice::spelling, value -> value, (one, other) -> one)),
                    lenient,
                    texts);
        }

        @Override
        public @Nullable JsonNode of(JsonNode value, String key, Subject subject) {
            String word = texts.single(value).asString("");
            String known = values.contains(word) ? word : bySpelling.get(spelling(word));
            if (known != null) {
                return StringNode.valueOf(known);
            }
            String sentence = "Its %s %s is none of %s.".formatted(key, Subject.quote(value), shortened());
            if (lenient) {
                subject.leftOut(Omission.VALUE, sentence + " It was left out.");
            } else {
                subject.problem(sentence);
            }
            return null;
        }

        private static String spelling(String word) {
            return word.length() > LONGEST_WORD
                    ? ""
                    : SIGNS.matcher(Normalizer.normalize(word, Normalizer.Form.NFKC))
                            .replaceAll("")
                            .toUpperCase(Locale.ROOT);
        }

        private String shortened() {
            return values.size() <= 12
                    ? String.join(", ", values)
                    : String.join(", ", values.subList(0, 12)) + " and so on";
        }
    }

    /** A country by its code of two letters (ISO 3166-1), or of three. */
    record Country(Choice codes) implements Coercion {

        @Override
        public @Nullable JsonNode of(JsonNode value, String key, Subject subject) {
            String code = codes.texts.single(value).asString("").strip().toUpperCase(Locale.ROOT);
            String two = code.length() == 3 ? Countries.twoLetters(code) : null;
            return codes.of(two == null ? value : StringNode.valueOf(two), key, subject);
        }
    }

    /** A part of a country by its code (ISO 3166-2), with or without the country's before it: {@code CA-ON} is {@code ON}. */
    record Province(Texts texts) implements Coercion {

        private static final Pattern CODE = Pattern.compile("(?:[A-Z]{2}-)?([A-Z0-9]{1,3})");

        @Override
        public @Nullable JsonNode of(JsonNode value, String key, Subject subject) {
            String text = texts.of(texts.single(value));
            Matcher code = CODE.matcher(text == null ? "" : text.toUpperCase(Locale.ROOT));
            if (code.matches()) {
                return StringNode.valueOf(code.group(1));
            }
            subject.leftOut(
                    Omission.VALUE,
                    "Its %s %s is no code of a part of a country, such as ON or CA-ON; it was left out."
                            .formatted(key, Subject.quote(value)));
            return null;
        }
    }

    /** A code of customs, 6 to 13 digits; points and blanks between them are left out. */
    record CustomsCode(Texts texts) implements Coercion {

        private static final Pattern SIGNS = Pattern.compile("[.\\s-]");

        @Override
        public @Nullable JsonNode of(JsonNode value, String key, Subject subject) {
            String text = texts.of(texts.single(value));
            String digits = text == null || text.length() > LONGEST_WORD
                    ? ""
                    : SIGNS.matcher(text).replaceAll("");
            if (digits.matches("[0-9]{6,13}")) {
                return StringNode.valueOf(digits);
            }
            subject.leftOut(
                    Omission.VALUE,
                    "Its %s %s does not have 6 to 13 digits; it was left out.".formatted(key, Subject.quote(value)));
            return null;
        }
    }

    record Each(Coercion one, Texts texts) implements Coercion {

        @Override
        public JsonNode of(JsonNode value, String key, Subject subject) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            JsonNode chosen = texts.chosen(value);
            for (JsonNode element : chosen.isArray() ? chosen : List.of(chosen)) {
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
                    subject.leftOut(Omission.VALUE, "Its %s lacks %s; it was left out.".formatted(key, name));
                    return null;
                }
            }
            if (object.isEmpty()) {
                subject.leftOut(
                        Omission.VALUE,
                        "Its %s %s has none of %s; it was left out."
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

    /** How many digits a number has before its point. An exponent may be as large as an int. */
    static long wholeDigits(BigDecimal number) {
        return (long) number.precision() - number.scale();
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
