package io.silkroute.preview;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A payload as fields, each with its value as a text. A list's entries are known by what they are, not by their place,
 * so that one more before them makes no difference of them all.
 */
final class FlatPayload {

    private static final String[] NAMES = {"sku", "originalSource", "name", "handle", "locationId", "id"};
    private static final String VARIANTS = "variants";

    private final Map<Field, String> values = new LinkedHashMap<>();

    /**
     * @param label as it is shown: {@code variants[L-1].price}
     * @param path without what tells entries apart: {@code variants.price}
     * @param sku of the variant that it is part of; null for a field of the object itself
     */
    record Field(String label, String path, @Nullable String sku) {}

    /** By field, in the payload's order. */
    static Map<Field, String> of(@Nullable ObjectNode payload) {
        FlatPayload flat = new FlatPayload();
        if (payload != null) {
            flat.add(new Field("", "", null), payload);
        }
        return flat.values;
    }

    private void add(Field field, JsonNode value) {
        if (value.isObject()) {
            value.forEachEntry((name, each) ->
                    add(new Field(joined(field.label(), name), joined(field.path(), name), field.sku()), each));
        } else if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
            int place = 0;
            for (JsonNode each : value) {
                place++;
                String name = name(each, place);
                boolean variant = field.path().equals(VARIANTS);
                add(new Field(field.label() + "[" + name + "]", field.path(), variant ? name : field.sku()), each);
            }
        } else if (value.isArray()) {
            StringJoiner all = new StringJoiner(", ");
            value.forEach(each -> all.add(each.asString("")));
            put(field, all.toString());
        } else {
            put(field, value.isNull() ? "" : value.asString(""));
        }
    }

    // Two entries of one name are still two.
    private void put(Field field, String value) {
        Field free = field;
        for (int n = 2; values.containsKey(free); n++) {
            free = new Field(field.label() + " (" + n + ")", field.path(), field.sku());
        }
        values.put(free, value);
    }

    private static String name(JsonNode entry, int place) {
        String namespace = entry.path("namespace").asString("");
        if (!namespace.isEmpty()) {
            return namespace + "." + entry.path("key").asString("");
        }
        for (String each : NAMES) {
            String name = entry.path(each).asString("");
            if (!name.isEmpty()) {
                return name;
            }
        }
        return Integer.toString(place);
    }

    private static String joined(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
