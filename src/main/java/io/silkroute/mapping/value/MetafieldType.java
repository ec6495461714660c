package io.silkroute.mapping.value;

import io.silkroute.catalogue.CanonicalJson;
import io.silkroute.catalogue.ItemType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.util.RawValue;

/**
 * What a metafield holds: one value, a measure, something else in the shop, or a list of them.
 *
 * @see <a href="https://shopify.dev/docs/apps/build/custom-data/metafields/list-of-data-types">Metafield types</a>
 */
public record MetafieldType(String word, String one, boolean list) {

    private static final String LIST = "list.";
    private static final List<String> SINGLE = List.of(
            "single_line_text_field",
            "multi_line_text_field",
            "number_integer",
            "number_decimal",
            "boolean",
            "date",
            "date_time",
            "url",
            "color",
            "json",
            "weight",
            "dimension",
            "volume",
            "rich_text_field",
            "money",
            "rating",
            "link",
            "id",
            "product_reference",
            "variant_reference",
            "collection_reference",
            "file_reference",
            "metaobject_reference",
            "mixed_reference");
    private static final List<String> NEVER_IN_LISTS =
            List.of("multi_line_text_field", "boolean", "json", "rich_text_field", "money", "id");

    // What the ids of those begin with to which a type refers.
    private static final Map<String, List<String>> REFERRED = Map.of(
            "product_reference",
            List.of("Product"),
            "variant_reference",
            List.of("ProductVariant"),
            "collection_reference",
            List.of("Collection"),
            "file_reference",
            List.of("MediaImage", "GenericFile", "Video", "Model3d"),
            "metaobject_reference",
            List.of("Metaobject"),
            "mixed_reference",
            List.of("Metaobject"));
    private static final Map<String, ItemType> ITEMS = Map.of(
            "product_reference", ItemType.PRODUCT,
            "variant_reference", ItemType.VARIANT,
            "collection_reference", ItemType.CATEGORY);
    private static final Pattern GID = Pattern.compile("gid://shopify/([A-Za-z0-9]+)/\\d+");

    // Bytes of a value: 64 KB, with three exceptions; and entries of a list: 128, of metaobjects 256.
    // https://shopify.dev/docs/apps/build/metafields/metafield-limits (of 2026-04 and later)
    private static final int LONGEST = 65_536;
    private static final int LONGEST_JSON = 131_072;
    private static final int LONGEST_ADDRESS = 2_048;
    public static final List<String> WORDS = words();

    private static final int MAX_ELEMENTS = 128;
    private static final int MAX_METAOBJECTS = 256;
    private static final BigDecimal GREATEST_INTEGER = new BigDecimal("9007199254740991");
    private static final BigDecimal GREATEST_DECIMAL = new BigDecimal("9999999999999.999999999");
    private static final int MAX_DECIMALS = 9;
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");
    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?://[^\\s/?#]+|mailto:|sms:|tel:)\\S*");
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

    /** Null if there is no such type. */
    public static @Nullable MetafieldType of(String word) {
        boolean list = word.startsWith(LIST);
        return WORDS.contains(word) ? new MetafieldType(word, list ? word.substring(LIST.length()) : word, list) : null;
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>(SINGLE);
        for (String single : SINGLE) {
            if (!NEVER_IN_LISTS.contains(single)) {
                words.add(LIST + single);
            }
        }
        return List.copyOf(words);
    }

    /** Bytes that a value may have. */
    int longest() {
        return switch (one) {
            case "json" -> LONGEST_JSON;
            case "url", "id" -> list ? LONGEST : LONGEST_ADDRESS;
            default -> LONGEST;
        };
    }

    int mostElements() {
        return one.equals("metaobject_reference") ? MAX_METAOBJECTS : MAX_ELEMENTS;
    }

    /** Does its value name something else in the shop? */
    boolean refers() {
        return REFERRED.containsKey(one);
    }

    /** The type of the items to which it refers by the PIM's ids; null if it takes only the shop's. */
    @Nullable
    ItemType items() {
        return ITEMS.get(one);
    }

    /** Is this the shop's id of something to which it may refer? */
    boolean isReferred(String id) {
        Matcher gid = GID.matcher(id);
        return gid.matches() && REFERRED.getOrDefault(one, List.of()).contains(gid.group(1));
    }

    /** As Shopify takes it; null if the value does not fit. */
    @Nullable
    String value(JsonNode value, Texts texts, MetafieldForm form, Subject subject) {
        return list ? elements(texts.chosen(value), texts, form, subject) : single(value, texts, form, subject);
    }

    private @Nullable String elements(JsonNode value, Texts texts, MetafieldForm form, Subject subject) {
        ArrayNode elements = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : value.isArray() ? value : List.of(value)) {
            if (Expression.there(element)) {
                String text = single(element, texts, form, subject);
                if (text == null || one.equals("url") && text.length() > LONGEST_ADDRESS) {
                    return null;
                }
                add(text, elements);
            }
        }
        return elements.isEmpty() || elements.size() > MAX_ELEMENTS ? null : elements.toString();
    }

    private void add(String text, ArrayNode elements) {
        switch (one) {
            case "number_integer" -> elements.add(Long.parseLong(text));
            case "weight", "dimension", "volume", "rating", "link" -> elements.addRawValue(new RawValue(text));
            default -> elements.add(text);
        }
    }

    private @Nullable String single(JsonNode value, Texts texts, MetafieldForm form, Subject subject) {
        switch (one) {
            case "rich_text_field":
                return form.richText(value, texts, subject);
            case "money":
                return form.money(value, texts, subject);
            case "rating":
                return form.rating(value, texts);
            case "link":
                return link(value, texts);
            default:
                return plain(value, texts);
        }
    }

    private @Nullable String plain(JsonNode value, Texts texts) {
        if (one.equals("json")) {
            // Canonical, so that the order of its keys does not look like a change.
            return new String(CanonicalJson.bytes(value), StandardCharsets.UTF_8);
        }
        if (one.equals("weight") || one.equals("dimension") || one.equals("volume")) {
            return Measure.of(one, texts.chosen(value));
        }
        if (one.startsWith("number") || one.equals("boolean")) {
            JsonNode number = texts.single(value);
            String spelt = number.isContainer() ? null : texts.of(number);
            return spelt == null ? null : single(spelt, number);
        }
        String text = texts.of(value);
        return text == null ? null : single(text, value);
    }

    private @Nullable String single(String text, JsonNode value) {
        try {
            return switch (one) {
                case "single_line_text_field", "id" -> LINE_BREAK.matcher(text).replaceAll(" ");
                case "number_integer" -> integer(text, value);
                case "number_decimal" -> decimal(text, value);
                case "date" -> date(text);
                case "date_time" -> dateTime(text).toString();
                case "boolean" -> {
                    Boolean truth = Coercion.truth(text);
                    yield truth == null ? null : truth.toString();
                }
                case "url" -> ADDRESS.matcher(text).matches() ? text : null;
                case "color" -> COLOR.matcher(text).matches() ? text.toLowerCase(Locale.ROOT) : null;
                default -> text;
            };
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** An address, or a text with one. */
    private static @Nullable String link(JsonNode value, Texts texts) {
        JsonNode given = value.isObject() ? first(value, "url", "href", "address") : MissingNode.getInstance();
        String address = texts.of(given.isMissingNode() ? value : given);
        String text = given.isMissingNode() ? address : texts.of(first(value, "text", "label", "title"));
        return address == null || !ADDRESS.matcher(address).matches()
                ? null
                : JsonNodeFactory.instance
                        .objectNode()
                        .put(
                                "text",
                                text == null
                                        ? address
                                        : LINE_BREAK.matcher(text).replaceAll(" "))
                        .put("url", address)
                        .toString();
    }

    static JsonNode first(JsonNode object, String... names) {
        for (String name : names) {
            if (Expression.there(object.path(name))) {
                return object.path(name);
            }
        }
        return MissingNode.getInstance();
    }

    private static @Nullable String integer(String text, JsonNode value) {
        BigDecimal number = number(text, value);
        return number == null
                        || number.abs().compareTo(GREATEST_INTEGER) > 0
                        || number.signum() != 0 && number.stripTrailingZeros().scale() > 0
                ? null
                : number.toBigInteger().toString();
    }

    private static @Nullable String decimal(String text, JsonNode value) {
        BigDecimal number = number(text, value);
        return number == null || number.scale() > MAX_DECIMALS || number.abs().compareTo(GREATEST_DECIMAL) > 0
                ? null
                : Texts.plain(number);
    }

    private static @Nullable BigDecimal number(String text, JsonNode value) {
        return Coercion.decimal(value.isNumber() ? value : JsonNodeFactory.instance.textNode(text));
    }

    // A time of day after the date is not part of it.
    private static String date(String text) {
        boolean day = text.length() == 10 || text.length() > 10 && (text.charAt(10) == 'T' || text.charAt(10) == ' ');
        return LocalDate.parse(day ? text.substring(0, 10) : text).toString();
    }

    // Without an offset it is UTC, as everywhere in an item.
    private static Instant dateTime(String text) {
        String iso = text.replace(' ', 'T');
        return iso.matches(".*T.*([zZ]|[+-][0-9:]+)$")
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }
}
