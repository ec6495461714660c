package io.silkroute.product;

import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.Stage;
import io.silkroute.mapping.ListPolicy;
import io.silkroute.mapping.Mapping;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pages;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopifyId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps what others have set on variants. {@code productSet} replaces the metafields of each variant that brings some, so
 * the shop's are read first, and only for these variants: of a few by their ids, of more by pages of their product's.
 */
final class VariantMetafields {

    private static final Operation BY_ID = Operation.named("variantMetafields");
    private static final Operation OF_PRODUCT = Operation.named("metafieldsOfVariants");
    private static final int A_FEW = 10; // as dear as a page of 250
    private static final int MAX = 250;

    private final ItemCalls calls;
    private final Stage.ToSend product;
    private final ShopifyId shopifyId;
    private final SortedMap<Integer, ObjectNode> sent = new TreeMap<>();
    private final Map<String, JsonNode> byId = new HashMap<>();
    private final Map<Map<String, String>, JsonNode> byOptions = new HashMap<>();

    private VariantMetafields(ItemCalls calls, Stage.ToSend product, ShopifyId shopifyId, ProductPlan plan) {
        this.calls = calls;
        this.product = product;
        this.shopifyId = shopifyId;
        plan.variants().forEach((position, variant) -> {
            if (variant.has(FormerVariants.METAFIELDS)) {
                sent.put(position, variant);
            }
        });
    }

    /** The plan with everybody's metafields in its variants. @param shopifyId null for a product that is not in the shop */
    static Asked<ProductPlan> merged(
            ItemCalls calls, Stage.ToSend product, Mapping mapping, @Nullable ShopifyId shopifyId, ProductPlan plan) {
        if (shopifyId == null
                || !plan.allVariants()
                || mapping.listPolicy(FormerVariants.METAFIELDS) == ListPolicy.REPLACE) {
            return new Asked.Told<>(plan);
        }
        VariantMetafields variants = new VariantMetafields(calls, product, shopifyId, plan);
        return variants.sent.isEmpty()
                ? new Asked.Told<>(plan)
                : variants.read().map(read -> {
                    variants.merge();
                    return plan;
                });
    }

    /** Of all variants that are sent; of one that the shop does not hold there is nothing. */
    private Asked<JsonNode> read() {
        List<String> ids =
                sent.keySet().stream().map(this::id).filter(id -> !id.isEmpty()).toList();
        Asked<JsonNode> read = ids.size() == sent.size() && ids.size() <= A_FEW ? byIds(ids) : pages(ids);
        return read.then(first -> {
            List<String> cut = cut();
            Asked<JsonNode> rest = new Asked.Told<>(first);
            for (int from = 0; from < cut.size(); from += A_FEW) {
                List<String> some = cut.subList(from, Math.min(cut.size(), from + A_FEW));
                rest = rest.then(before -> byIds(some));
            }
            return rest.then(last -> cut().isEmpty() ? new Asked.Told<>(last) : tooMany());
        });
    }

    private String id(int position) {
        return ProductRefs.variants(product)
                .path(product.mapped().payload().variantIds().get(position))
                .asString("");
    }

    private Asked<JsonNode> byIds(List<String> ids) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        ids.forEach(variables.putArray("ids")::add);
        return calls.read(BY_ID, variables).map(data -> {
            data.path("nodes").forEach(this::take);
            return data;
        });
    }

    private Asked<JsonNode> pages(List<String> ids) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode().put("id", shopifyId.gid());
        boolean any = ids.size() < sent.size(); // one without an id may be anywhere
        @Nullable String after;
        do {
            Asked<JsonNode> data = calls.read(OF_PRODUCT, variables);
            if (!(data instanceof Asked.Told<JsonNode> told)) {
                return data;
            }
            JsonNode page = told.value().path("product").path("variants");
            page.path("nodes").forEach(this::take);
            after = any || !byId.keySet().containsAll(ids) ? Pages.after(page) : null;
            variables.put("after", after);
        } while (after != null);
        return new Asked.Told<>(variables);
    }

    private void take(JsonNode variant) {
        byId.put(variant.path("id").asString(""), variant);
        byOptions.put(ProductRefs.options(variant.path("selectedOptions"), "name", "value"), variant);
    }

    /** Those that are sent and of whose metafields there are more. */
    private List<String> cut() {
        return sent.keySet().stream()
                .map(this::held)
                .filter(held -> held.at("/metafields/pageInfo/hasNextPage").asBoolean(false))
                .map(held -> held.path("id").asString(""))
                .toList();
    }

    // Shopify tells a variant without an id by its options, and so can we.
    private JsonNode held(int position) {
        String id = id(position);
        JsonNode options = product.input().path("variants").path(position).path("optionValues");
        JsonNode held = id.isEmpty()
                ? byId.get(byOptions
                        .getOrDefault(ProductRefs.options(options, "optionName", "name"), MissingNode.getInstance())
                        .path("id")
                        .asString(""))
                : byId.get(id);
        return held == null ? MissingNode.getInstance() : held;
    }

    private static Asked<JsonNode> tooMany() {
        return new Asked.Ended<>(new Conclusion.Refused(new Reason(
                "TOO_MANY_ENTRIES",
                FormerVariants.METAFIELDS,
                null,
                "A variant holds more than " + MAX + " metafields in the shop, more than can be read and kept."
                        + " Remove some there, or set the list to replace in the mapping.")));
    }

    private void merge() {
        ExportItem item = product.item();
        FormerVariants former = new FormerVariants(item.exported());
        sent.forEach((position, variant) -> {
            String id = product.mapped().payload().variantIds().get(position);
            Set<JsonNode> unchanged = new HashSet<>();
            JsonNode before = item.isComparable() ? former.of(id, variant) : null;
            if (before != null) {
                before.path(FormerVariants.METAFIELDS).forEach(unchanged::add);
            }
            variant.set(
                    FormerVariants.METAFIELDS,
                    ShopLists.metafields(
                            variant.path(FormerVariants.METAFIELDS),
                            former.metafields(id, variant),
                            unchanged,
                            held(position).path(FormerVariants.METAFIELDS).path("nodes")));
        });
    }
}
