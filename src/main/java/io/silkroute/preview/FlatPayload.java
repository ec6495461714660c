package io.silkroute.preview;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A payload as fields, each with its value as a text. A list's entries are known by what they are, not by their place,
 * so that one more before them makes no difference of them all.
 */
final class FlatPayload {

    private static final List<String> NAMES =
            List.of("sku", "originalSource", "optionName", "name", "handle", "locationId", "id");
    private static final String VARIANTS = "variants";

    private final Map<Field, String> values = new LinkedHashMap<>();

    /**
     * @param label as it is shown: {@code variants[L-1].price}
     * @param path without what tells entries apart: {@code variants.price}
     * @param sku of the variant that it is part of; null for a field of the object itself
     */
    record Field(String label, String path, @Nullable String sku) {

        Field within(String name) {
            return label.isEmpty() ? new Field(name, name, sku) : new Field(label + "." + name, path + "." + name, sku);
        }
    }

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
            value.forEachEntry((name, each) -> add(field.within(name), each));
        } else if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
            addEntries(field, value);
        } else if (value.isArray()) {
            StringJoiner all = new StringJoiner(", ");
            value.forEach(each -> all.add(each.asString("")));
            put(field, all.toString());
        } else {
            put(field, value.isNull() ? "" : value.asString(""));
        }
    }

    private void addEntries(Field field, JsonNode entries) {
        if (entries.valueStream().allMatch(entry -> entry.size() == 1 && entry.has("name"))) {
            StringJoiner names = new StringJoiner(", ");
            entries.forEach(entry -> names.add(entry.path("name").asString("")));
            put(field, names.toString());
            return;
        }
        boolean variants = field.path().equals(VARIANTS);
        int place = 0;
        for (JsonNode entry : entries) {
            place++;
            List<String> naming = naming(entry);
            String name = naming.isEmpty()
                    ? Integer.toString(place)
                    : naming.stream().map(each -> entry.path(each).asString("")).collect(Collectors.joining("."));
            Field one = new Field(field.label() + "[" + name + "]", field.path(), variants ? name : field.sku());
            // What names an entry stands in the label already.
            boolean toldInLabel = !variants && entry.size() > naming.size();
            entry.forEachEntry((each, value) -> {
                if (!toldInLabel || !naming.contains(each)) {
                    add(one.within(each), value);
                }
            });
        }
    }

    private static List<String> naming(JsonNode entry) {
        if (entry.hasNonNull("namespace") && entry.hasNonNull("key")) {
            return List.of("namespace", "key");
        }
        return NAMES.stream()
                .filter(name -> !entry.path(name).asString("").isEmpty())
                .limit(1)
                .toList();
    }

    // Two entries of one name are still two.
    private void put(Field field, String value) {
        Field free = field;
        for (int n = 2; values.containsKey(free); n++) {
            free = new Field(field.label() + " (" + n + ")", field.path(), field.sku());
        }
        values.put(free, value);
    }
}
