package io.silkroute.translation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which text of an item.
 *
 * @param path below a language in the payload: {@code [title]}, {@code [options, Color, values, Red]}
 * @param locale the shop's code of the language
 */
record Text(List<String> path, String locale) {

    static final String OPTIONS = "options";
    static final String METAFIELDS = "metafields";

    private static final Map<String, String> SOURCES = Map.of(
            "title",
            "/title",
            "body_html",
            "/descriptionHtml",
            "handle",
            "/handle",
            "product_type",
            "/productType",
            "meta_title",
            "/seo/title",
            "meta_description",
            "/seo/description",
            OPTIONS,
            "/productOptions",
            METAFIELDS,
            "/metafields");

    Text {
        path = List.copyOf(path);
    }

    /** All texts of one language. @param texts as the payload has them, or by names alone, whose values are null then */
    static Map<Text, @Nullable String> in(JsonNode texts, String locale) {
        Map<Text, @Nullable String> all = new LinkedHashMap<>();
        add(texts, List.of(), locale, all);
        return all;
    }

    private static void add(JsonNode node, List<String> path, String locale, Map<Text, @Nullable String> into) {
        if (node.isObject()) {
            node.forEachEntry((name, inside) -> {
                List<String> longer = new ArrayList<>(path);
                longer.add(name);
                add(inside, longer, locale, into);
            });
        } else {
            into.put(new Text(path, locale), node.isString() ? node.asString("") : null);
        }
    }

    /** Does it belong to the product or collection itself? Else to an option, to a value of one, or to a metafield. */
    boolean isOwn() {
        return path.size() == 1;
    }

    boolean isOfMetafield() {
        return path.get(0).equals(METAFIELDS);
    }

    /** Shopify's key of the text within the object that has it. */
    String key() {
        return isOwn() ? path.get(0) : isOfMetafield() ? "value" : "name";
    }

    /** The object that has it, by the names in the payload; empty for the item's own. */
    List<String> owner() {
        return isOwn() ? List.of() : isOfMetafield() || path.size() == 4 ? path : path.subList(0, 2);
    }

    /** Where in the payload the text stands that it translates. */
    String source() {
        return SOURCES.getOrDefault(path.get(0), "/" + path.get(0));
    }

    String named() {
        return String.join(".", path);
    }

    /** Takes it out of a language's texts. */
    void takeOut(ObjectNode texts) {
        ObjectNode at = texts;
        for (String name : path.subList(0, path.size() - 1)) {
            if (!(at.path(name) instanceof ObjectNode inside)) {
                return;
            }
            at = inside;
        }
        at.remove(path.get(path.size() - 1));
    }
}
