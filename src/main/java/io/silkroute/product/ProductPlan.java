package io.silkroute.product;

import io.silkroute.export.ExportItem;
import io.silkroute.export.clearing.Clearing;
import io.silkroute.export.clearing.KnownFields;
import io.silkroute.export.edited.EditedInShop;
import io.silkroute.export.edited.InputFields;
import io.silkroute.export.edited.PayloadFields;
import io.silkroute.export.followup.FollowUpFields;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.WriteIntent;
import io.silkroute.mapping.MappedFields;
import io.silkroute.mapping.Rendered;
import io.silkroute.product.stock.StockNumbers;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The least write that makes the shop's product equal to the mapping's: the difference between the payload that the
 * shop accepted last and the one that is to be. Fields left out stay as they are in the shop. Stock has a mutation of its
 * own; only a product that is made is made with it.
 *
 * @param fields single fields that changed, with their values or with what clears them
 * @param lists which of tags, metafields, files and collections changed
 * @param variants those that are sent, by their position in {@code input.variants}; one whose last export is known
 *     brings the fields that changed and what clears those it has lost, so that a neighbour's change touches nothing of
 *     it; any other one brings all its fields
 * @param allVariants options, the set of variants or fields changed that ask for the product's list of variants: all of
 *     them are sent; otherwise only those whose own fields changed
 */
record ProductPlan(ObjectNode fields, Set<String> lists, SortedMap<Integer, ObjectNode> variants, boolean allVariants) {

    private static final Set<String> VARIANTS = Set.of("variants", "productOptions");
    // What the variants' own bulk mutation can set; anything else of a variant asks for the whole product.
    private static final Set<String> OWN_FIELDS = Set.of("price", "compareAtPrice", "barcode", "inventoryItem");
    private static final String OPTIONS = "optionValues";
    // Objects whose fields are left alone one by one; any other object is a value of its own.
    private static final Set<String> IN_PARTS = Set.of("inventoryItem", "measurement", "seo");

    /** Everything, for a product that the shop does not hold: it is made with its stock. */
    static ProductPlan ofNew(Rendered.Payload now) {
        ProductPlan plan = whole(null, now, MappedFields.NONE);
        SortedMap<Integer, ObjectNode> variants = new TreeMap<>();
        plan.variants().keySet().forEach(at -> variants.put(at, StockNumbers.ofNew(variant(now.input(), at))));
        return new ProductPlan(plan.fields(), plan.lists(), variants, plan.allVariants());
    }

    /**
     * @param before an export whose payload the shop holds
     * @param maxAlone so many variants at most can be written without their product
     */
    static ProductPlan difference(Exported before, Rendered.Payload now, int maxAlone) {
        ObjectNode old = Objects.requireNonNull(before.payload());
        ObjectNode input = now.input();
        ObjectNode fields = difference(old, single(input));
        Clearing.PRODUCT.clear(new KnownFields(List.of(old), Set.of()), input, fields);
        Set<String> lists = lists(list -> !Objects.equals(old.get(list), input.get(list)));
        FormerVariants former = new FormerVariants(before);
        SortedMap<Integer, ObjectNode> differences = differences(former, now);
        List<Integer> changed = differences.entrySet().stream()
                .filter(variant -> variant.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .toList();
        boolean all = !isSameSet(before, now)
                || changed.size() > maxAlone
                // With a write of the product due anyway, its variants go along: one call, not two.
                || !changed.isEmpty() && !(fields.isEmpty() && lists.isEmpty())
                || differences.values().stream().anyMatch(variant -> !ownFieldsOnly(variant));
        if (!all) {
            differences.keySet().retainAll(changed);
        }
        return new ProductPlan(fields, withFiles(lists, differences), differences, all && input.has("variants"));
    }

    /** A picture that a variant names must be named among the product's as well. */
    private static Set<String> withFiles(Set<String> lists, SortedMap<Integer, ObjectNode> variants) {
        if (variants.values().stream().anyMatch(variant -> variant.hasNonNull("file"))) {
            lists.add("files");
        }
        return lists;
    }

    /** Of each variant its option values, which tell it apart, and what is to change of it. */
    private static SortedMap<Integer, ObjectNode> differences(FormerVariants former, Rendered.Payload now) {
        SortedMap<Integer, ObjectNode> differences = new TreeMap<>();
        for (int position : positions(now.input())) {
            ObjectNode variant = StockNumbers.without(variant(now.input(), position));
            JsonNode before = former.of(now.variantIds().get(position), variant);
            ObjectNode sent = difference(before, variant);
            sent.set(OPTIONS, variant.path(OPTIONS).deepCopy());
            KnownFields held = former.held(now.variantIds().get(position), variant, Set.of());
            Clearing.VARIANT.clear(held, variant, sent);
            former.emptyMetafields(now.variantIds().get(position), variant, sent);
            differences.put(position, sent);
        }
        return differences;
    }

    private static ObjectNode difference(@Nullable JsonNode before, ObjectNode now) {
        ObjectNode changed = JsonNodeFactory.instance.objectNode();
        now.properties().forEach(field -> {
            JsonNode old = before == null ? null : before.get(field.getKey());
            if (field.getValue() instanceof ObjectNode inner && IN_PARTS.contains(field.getKey())) {
                ObjectNode parts = difference(old, inner);
                if (!parts.isEmpty()) {
                    changed.set(field.getKey(), parts);
                }
            } else if (!field.getValue().equals(old)) {
                changed.set(field.getKey(), field.getValue().deepCopy());
            }
        });
        return changed;
    }

    /**
     * Everything, whatever the shop holds; of what was once sent or is named by the mapping and has no value, the
     * absence.
     */
    static ProductPlan whole(@Nullable Exported once, Rendered.Payload now, MappedFields mapped) {
        ObjectNode input = now.input();
        KnownFields held = KnownFields.of(once, mapped.own());
        ObjectNode fields = single(input);
        Clearing.PRODUCT.clear(held, input, fields);
        return new ProductPlan(
                fields,
                lists(list -> input.has(list) || held.sent().stream().anyMatch(sent -> sent.has(list))),
                variants(positions(input), once, now, mapped.ofVariants()),
                input.has("variants"));
    }

    private static ObjectNode single(ObjectNode input) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : input.properties()) {
            String name = field.getKey();
            if (!VARIANTS.contains(name) && !WriteIntent.LISTS.contains(name) && !FollowUpFields.NAMES.contains(name)) {
                fields.set(name, field.getValue().deepCopy());
            }
        }
        return fields;
    }

    private static Set<String> lists(Predicate<String> sent) {
        return WriteIntent.LISTS.stream().filter(sent).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<Integer> positions(ObjectNode input) {
        return IntStream.range(0, input.path("variants").size()).boxed().toList();
    }

    private static JsonNode variant(ObjectNode input, int position) {
        return input.path("variants").path(position);
    }

    private static SortedMap<Integer, ObjectNode> variants(
            List<Integer> positions, @Nullable Exported once, Rendered.Payload now, Set<String> mapped) {
        FormerVariants former = new FormerVariants(once);
        SortedMap<Integer, ObjectNode> variants = new TreeMap<>();
        for (int position : positions) {
            ObjectNode variant = StockNumbers.without(variant(now.input(), position));
            KnownFields held = former.held(now.variantIds().get(position), variant, mapped);
            Clearing.VARIANT.clear(held, variant, variant);
            former.emptyMetafields(now.variantIds().get(position), variant, variant);
            variants.put(position, variant);
        }
        return variants;
    }

    /**
     * Takes out what stays as the shop has it: by now that may be another value than the one that is known here. Lists are
     * read before they are sent, and stay in.
     */
    void leave(EditedInShop edited, Rendered.Payload now) {
        Set<String> left = new HashSet<>(edited.kept(now));
        left.addAll(edited.asked());
        left.forEach(field -> PayloadFields.takeOut(fields, field));
        variants.forEach((position, variant) -> {
            String prefix = InputFields.ofVariant(now.variantIds().get(position)) + ".";
            left.stream()
                    .filter(field -> field.startsWith(prefix))
                    .forEach(field -> PayloadFields.takeOut(variant, field.substring(prefix.length())));
        });
    }

    /** A variant as its own bulk mutation takes it, which knows fewer fields, and some by other names. */
    static ObjectNode ownFields(ObjectNode variant) {
        return variant.retain(OWN_FIELDS);
    }

    /** Are the variants the same as in the last export, one for one? */
    static boolean inSameOrder(ExportItem product, Rendered.Payload now) {
        Exported before = product.exported();
        return product.isComparable() && before != null && isSameSet(before, now);
    }

    // By their ids too: variants may swap their option values, and then stand at each other's places.
    private static boolean isSameSet(Exported before, Rendered.Payload now) {
        return (before.variantIds().isEmpty() || before.variantIds().equals(now.variantIds()))
                && isSameSet(Objects.requireNonNull(before.payload()), now.input());
    }

    private static boolean isSameSet(ObjectNode before, ObjectNode now) {
        if (!before.path("productOptions").equals(now.path("productOptions"))
                || before.path("variants").size() != now.path("variants").size()) {
            return false;
        }
        return positions(now).stream()
                .allMatch(i -> variant(before, i)
                        .path("optionValues")
                        .equals(variant(now, i).path("optionValues")));
    }

    private static boolean ownFieldsOnly(ObjectNode difference) {
        return difference.propertyNames().stream().allMatch(name -> name.equals(OPTIONS) || OWN_FIELDS.contains(name));
    }

    /** Does the product itself stay as it is? Then at most its stock is another one. */
    boolean isEmpty() {
        return fields.isEmpty() && lists.isEmpty() && !allVariants && variants.isEmpty();
    }

    boolean onlyVariantFields() {
        return fields.isEmpty() && lists.isEmpty() && !allVariants && !variants.isEmpty();
    }
}
