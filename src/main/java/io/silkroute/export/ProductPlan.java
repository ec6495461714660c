package io.silkroute.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The least write that makes the shop's product equal to the mapping's: the difference between the payload that the
 * shop accepted last and the one that is to be. Fields left out stay as they are in the shop.
 *
 * @param fields single fields that changed, with their values; a field that is no longer mapped is cleared
 * @param lists which of tags, metafields, files and collections changed
 * @param variants options or the set of variants changed: all variants have to be sent
 * @param changedVariants positions in {@code input.variants} of those whose own fields changed, while options and the
 *     set of variants stayed
 */
record ProductPlan(ObjectNode fields, Set<String> lists, boolean variants, List<Integer> changedVariants) {

    static final Set<String> LISTS = Set.of("tags", "metafields", "files", "collections");

    private static final Set<String> VARIANTS = Set.of("variants", "productOptions");
    // What the variants' own bulk mutation can set; anything else of a variant asks for the whole product.
    private static final Set<String> OWN_FIELDS = Set.of("price", "compareAtPrice", "barcode", "inventoryItem");

    static ProductPlan difference(ObjectNode before, ObjectNode now) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        Set<String> lists = new LinkedHashSet<>();
        for (String name : names(before, now)) {
            if (!Objects.equals(before.get(name), now.get(name))) {
                add(name, before, now, fields, lists);
            }
        }
        return sameSet(before, now)
                ? ofVariants(before, now, fields, lists)
                : new ProductPlan(fields, lists, now.has("variants"), List.of());
    }

    /** Everything, whatever the shop holds; of what was once sent and is no longer mapped, the absence. */
    static ProductPlan whole(ObjectNode once, ObjectNode now) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        Set<String> lists = new LinkedHashSet<>();
        names(once, now).forEach(name -> add(name, once, now, fields, lists));
        return new ProductPlan(fields, lists, now.has("variants"), List.of());
    }

    private static Set<String> names(ObjectNode before, ObjectNode now) {
        Set<String> names = new LinkedHashSet<>();
        now.fieldNames().forEachRemaining(names::add);
        before.fieldNames().forEachRemaining(names::add);
        names.removeAll(VARIANTS);
        return names;
    }

    private static void add(String name, ObjectNode before, ObjectNode now, ObjectNode fields, Set<String> lists) {
        JsonNode value = now.get(name);
        if (LISTS.contains(name)) {
            lists.add(name);
        } else if (value != null) {
            fields.set(name, value);
        } else {
            fields.set(name, before.path(name).isTextual() ? fields.textNode("") : NullNode.getInstance());
        }
    }

    /** A variant as its own bulk mutation takes it, which knows fewer fields, and some by other names. */
    static ObjectNode ownFields(ObjectNode variant) {
        return variant.retain("id", "price", "compareAtPrice", "barcode", "inventoryItem");
    }

    private static ProductPlan ofVariants(ObjectNode before, ObjectNode now, ObjectNode fields, Set<String> lists) {
        List<Integer> changed = new ArrayList<>();
        for (int i = 0; i < now.path("variants").size(); i++) {
            JsonNode old = before.path("variants").path(i);
            JsonNode wanted = now.path("variants").path(i);
            if (!old.equals(wanted)) {
                if (!ownFieldsOnly(old, wanted)) {
                    return new ProductPlan(fields, lists, true, List.of());
                }
                changed.add(i);
            }
        }
        // With a write of the product due anyway, its variants go along: one call, not two.
        boolean along = !changed.isEmpty() && !(fields.isEmpty() && lists.isEmpty());
        return new ProductPlan(fields, lists, along, along ? List.of() : changed);
    }

    private static boolean sameSet(ObjectNode before, ObjectNode now) {
        if (!before.path("productOptions").equals(now.path("productOptions"))
                || before.path("variants").size() != now.path("variants").size()) {
            return false;
        }
        for (int i = 0; i < now.path("variants").size(); i++) {
            if (!before.path("variants")
                    .path(i)
                    .path("optionValues")
                    .equals(now.path("variants").path(i).path("optionValues"))) {
                return false;
            }
        }
        return true;
    }

    private static boolean ownFieldsOnly(JsonNode old, JsonNode wanted) {
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            if (!OWN_FIELDS.contains(field.getKey()) && !field.getValue().equals(old.get(field.getKey()))) {
                return false;
            }
        }
        for (Map.Entry<String, JsonNode> field : old.properties()) {
            if (!wanted.has(field.getKey())) {
                return false; // to clear a field, the whole product is sent
            }
        }
        return true;
    }

    boolean onlyVariantFields() {
        return fields.isEmpty() && lists.isEmpty() && !variants && !changedVariants.isEmpty();
    }
}
