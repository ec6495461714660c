package io.silkroute.search;

import io.silkroute.catalogue.Item;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * By what an item is known to people.
 *
 * @param title in English if there is one, else in its first language; null if it has none
 * @param codes what identifies it: id, SKU, barcode, handle
 * @param titles in all languages
 */
record ItemTexts(@Nullable String sku, @Nullable String title, List<String> codes, List<String> titles) {

    private static final int LONGEST = 500;
    private static final int MOST = 24;

    static ItemTexts of(Item item) {
        JsonNode image = item.image();
        JsonNode attributes = image.path("attributes");
        Set<String> codes = new LinkedHashSet<>();
        codes.add(item.id());
        for (JsonNode from : List.of(image, attributes)) {
            for (String field : List.of("sku", "barcode", "ean", "gtin", "handle")) {
                texts(from.path(field), codes);
            }
        }
        Set<String> titles = new LinkedHashSet<>();
        texts(image.path("name"), titles);
        texts(image.path("title"), titles);
        String title = first(image.path("name"));
        return new ItemTexts(
                text(
                        image.path("sku").isValueNode() && !image.path("sku").isNull()
                                ? image.path("sku")
                                : attributes.path("sku")),
                title == null ? first(image.path("title")) : title,
                List.copyOf(codes),
                List.copyOf(titles));
    }

    /** A text, or texts by language. */
    private static void texts(JsonNode value, Set<String> into) {
        List<JsonNode> values = new ArrayList<>();
        if (value.isObject() || value.isArray()) {
            value.forEach(values::add);
        } else {
            values.add(value);
        }
        for (JsonNode each : values) {
            String text = text(each);
            if (text != null && into.size() < MOST) {
                into.add(text);
            }
        }
    }

    private static @Nullable String first(JsonNode value) {
        if (!value.isObject()) {
            return text(value);
        }
        String first = null;
        for (var entry : value.properties()) {
            String text = text(entry.getValue());
            if (text != null && entry.getKey().startsWith("en")) {
                return text;
            }
            first = first == null ? text : first;
        }
        return first;
    }

    private static @Nullable String text(JsonNode value) {
        String text =
                value.isValueNode() && !value.isNull() ? value.asString("").strip() : "";
        return text.isEmpty() ? null : text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
