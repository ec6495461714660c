package io.silkroute.mapping;

import io.silkroute.catalogue.Item;
import io.silkroute.mapping.value.Expression;
import io.silkroute.mapping.value.Languages;
import io.silkroute.mapping.value.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The attributes that tell a product's variants apart, Shopify's options. Named by the mapping, or by the item, or
 * found: the fewest attributes, at most three, that every variant has and that no two variants share all of.
 */
record Axes(List<String> named, Map<String, JsonNode> labels, boolean readable, Texts texts) {

    static final int MOST = 3;

    private static final int MAX_CANDIDATES = 12;
    private static final int MAX_VALUES = 100;
    private static final int LONGEST_VALUE = 255;

    /** Null if the variants cannot be told apart. */
    @Nullable
    List<String> of(Item product, List<Item> variants) {
        if (!named.isEmpty()) {
            return named;
        }
        Set<String> own = new LinkedHashSet<>();
        for (JsonNode axis : product.image().path("axes")) {
            if (Expression.there(axis)) {
                own.add(axis.asString("").strip());
            }
        }
        return own.isEmpty() ? found(variants) : List.copyOf(own);
    }

    String label(String axis) {
        JsonNode label = labels.get(axis);
        String text = label == null ? null : texts.of(label);
        return text == null ? Texts.humanise(axis) : text;
    }

    /** What the mapping calls an axis in a language; null if it does not say. */
    @Nullable
    String label(String axis, @Nullable String code) {
        JsonNode label = labels.get(axis);
        return label == null || !label.isObject() ? null : texts.of(Languages.only((JsonNode) label, code));
    }

    /** A variant's value on an axis; null if it has none. */
    @Nullable
    String value(Item variant, String axis) {
        return value(attribute(variant, axis));
    }

    static JsonNode attribute(Item variant, String axis) {
        JsonNode attribute = variant.image().path("attributes").path(axis);
        return attribute.isMissingNode() ? variant.image().path(axis) : attribute;
    }

    @Nullable
    String value(JsonNode attribute) {
        String text = texts.of(attribute);
        return text == null || !readable ? text : Texts.humanise(text);
    }

    boolean complete(Item variant, List<String> axes) {
        return axes.stream().allMatch(axis -> value(variant, axis) != null);
    }

    private @Nullable List<String> found(List<Item> variants) {
        List<String> candidates = candidates(variants);
        for (int size = 1; size <= MOST; size++) {
            List<String> found = combination(variants, candidates, size, 0, new ArrayList<>());
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    // In the order of one variant's attributes, whichever stands first, so that the same product always gets the same
    // options.
    private List<String> candidates(List<Item> variants) {
        Item one = Collections.min(variants, Comparator.comparing(Item::id));
        Set<String> candidates =
                new LinkedHashSet<>(one.image().path("attributes").propertyNames());
        List<String> telling = new ArrayList<>();
        for (String attribute : candidates) {
            Set<String> values = new HashSet<>();
            boolean everywhere = true;
            for (Item variant : variants) {
                String value = value(variant, attribute);
                everywhere &= value != null && value.length() <= LONGEST_VALUE;
                values.add(key(value));
            }
            if (everywhere && values.size() > 1 && values.size() <= MAX_VALUES && telling.size() < MAX_CANDIDATES) {
                telling.add(attribute);
            }
        }
        return telling;
    }

    // As Shopify compares them.
    private static String key(@Nullable String value) {
        return String.valueOf(value).toLowerCase(Locale.ROOT);
    }

    private @Nullable List<String> combination(
            List<Item> variants, List<String> candidates, int size, int from, List<String> chosen) {
        if (chosen.size() == size) {
            Set<List<String>> tuples = new HashSet<>();
            for (Item variant : variants) {
                List<String> tuple = new ArrayList<>();
                chosen.forEach(axis -> tuple.add(key(value(variant, axis))));
                if (!tuples.add(tuple)) {
                    return null;
                }
            }
            return List.copyOf(chosen);
        }
        for (int i = from; i < candidates.size(); i++) {
            chosen.add(candidates.get(i));
            List<String> found = combination(variants, candidates, size, i + 1, chosen);
            if (found != null) {
                return found;
            }
            chosen.remove(chosen.size() - 1);
        }
        return null;
    }
}
