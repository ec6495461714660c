package io.silkroute.mapping;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.silkroute.catalogue.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Options and variants of a product, within Shopify's limits: 3 options, 2,048 variants, 255 characters a value. */
record VariantsRule(Axes axes, List<Assignment> fields, List<MetafieldRule> metafields) {

    private static final int MOST_VARIANTS = 2048;
    private static final int LONGEST_VALUE = 255;

    /** @return the PIM ids of the variants, in the order of {@code input.variants} */
    List<String> render(Source source, Subject subject, ObjectNode input) {
        List<Item> variants = source.variants();
        if (variants.isEmpty()) {
            return single(subject, subject.id(), input);
        }
        if (variants.size() > MOST_VARIANTS) {
            subject.problem("It has %d variants; Shopify takes at most %d.".formatted(variants.size(), MOST_VARIANTS));
            return List.of();
        }
        List<String> names = axes.of(source.item(), variants);
        if (names == null && variants.size() == 1) {
            Item only = variants.get(0);
            return single(subject.variant(only.image()), only.id(), input);
        }
        if (names == null) {
            subject.problem("Its %d variants cannot be told apart: name the attributes that do in “axes”."
                    .formatted(variants.size()));
            return List.of();
        }
        if (names.isEmpty() || names.size() > Axes.MOST) {
            subject.problem("It has %d options (%s); Shopify takes at most %d."
                    .formatted(names.size(), String.join(", ", names), Axes.MOST));
            return List.of();
        }
        return several(variants, names, subject, input);
    }

    /** A product without variants is its own single variant; one variant alone need not be told from others. */
    private List<String> single(Subject subject, String id, ObjectNode input) {
        input.putArray("productOptions")
                .addObject()
                .put("name", "Title")
                .putArray("values")
                .addObject()
                .put("name", "Default Title");
        ObjectNode variant = input.putArray("variants").addObject();
        variant.putArray("optionValues").addObject().put("optionName", "Title").put("name", "Default Title");
        fill(subject, variant);
        return List.of(id);
    }

    private List<String> several(List<Item> variants, List<String> names, Subject subject, ObjectNode input) {
        List<String> ids = new ArrayList<>();
        Map<List<String>, String> taken = new HashMap<>();
        Map<String, Set<String>> values = new LinkedHashMap<>();
        names.forEach(axis -> values.put(axes.label(axis), new LinkedHashSet<>()));
        if (values.size() < names.size()) {
            subject.problem("Two of its options have the same name: " + String.join(", ", names) + ".");
            return List.of();
        }
        ArrayNode options = input.putArray("productOptions");
        ArrayNode rendered = input.putArray("variants");
        for (Item item : variants) {
            ObjectNode variant = rendered.addObject();
            ArrayNode chosen = variant.putArray("optionValues");
            List<String> tuple = new ArrayList<>();
            for (String axis : names) {
                String value = axes.value(item, axis);
                if (value == null || value.length() > LONGEST_VALUE) {
                    subject.problem(
                            value == null
                                    ? "Its variant %s has no value for “%s”.".formatted(item.id(), axis)
                                    : "The value for “%s” of its variant %s is longer than %d characters."
                                            .formatted(axis, item.id(), LONGEST_VALUE));
                    return List.of();
                }
                String label = axes.label(axis);
                java.util.Objects.requireNonNull(values.get(label)).add(value);
                chosen.addObject().put("optionName", label).put("name", value);
                tuple.add(value);
            }
            String twin = taken.putIfAbsent(tuple, item.id());
            if (twin != null) {
                subject.problem("Its variants %s and %s have the same options (%s)."
                        .formatted(twin, item.id(), String.join(", ", tuple)));
                return List.of();
            }
            fill(subject.variant(item.image()), variant);
            ids.add(item.id());
        }
        values.forEach((label, all) -> {
            ArrayNode list = options.addObject().put("name", label).putArray("values");
            all.forEach(value -> list.addObject().put("name", value));
        });
        return ids;
    }

    private void fill(Subject subject, ObjectNode variant) {
        fields.forEach(field -> field.render(subject, variant));
        if (!metafields.isEmpty()) {
            ArrayNode list = variant.arrayNode();
            metafields.forEach(rule -> rule.render(subject, list));
            variant.set("metafields", list);
        }
    }
}
