package io.silkroute.product;

import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.WriteIntent;
import io.silkroute.product.stock.StockNumbers;
import io.silkroute.product.stock.StockPlace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Which of a product's numbers the shop was told already, and may have sold from since: those with which it was made,
 * and those of the last recorded export. Of a variant that is another one in the shop now, nothing is known.
 */
final class KnownStock {

    private KnownStock() {}

    /**
     * @param refs ids that are known after the product's write
     * @param sent what was sent of it: with stock only where it was made
     */
    static Map<StockPlace, Integer> of(Stage.ToSend product, JsonNode refs, JsonNode sent) {
        List<String> ids = product.mapped().payload().variantIds();
        Map<StockPlace, Integer> known = new HashMap<>();
        // A force refresh restores the shop: every number goes, whatever was exported.
        if (!product.run().forceRefresh()) {
            Exported exported = product.item().exported();
            if (exported != null && exported.payload() != null) {
                known.putAll(exported(exported, product, refs));
            } else if (exported != null && exported.state() == Exported.State.SENDING) {
                known.putAll(StockNumbers.of(made(exported, product), ids));
            }
        }
        known.putAll(StockNumbers.of(sent.path("variants"), ids));
        return known;
    }

    private static Map<StockPlace, Integer> exported(Exported exported, Stage.ToSend product, JsonNode refs) {
        JsonNode before = ProductRefs.before(exported);
        List<String> ids = new ArrayList<>(before.propertyNames());
        JsonNode variants = Objects.requireNonNull(exported.payload()).path("variants");
        if (ids.size() != variants.size()) {
            return ofSameOptions(variants, product);
        }
        Map<StockPlace, Integer> numbers = StockNumbers.of(variants, ids);
        numbers.keySet()
                .removeIf(place -> !before.path(place.variant())
                        .equals(refs.path("variants").path(place.variant())));
        return numbers;
    }

    /** Where not all ids are known, by which the variants of then are told. */
    private static Map<StockPlace, Integer> ofSameOptions(JsonNode before, Stage.ToSend product) {
        Map<JsonNode, JsonNode> byOptions = new HashMap<>();
        before.forEach(variant -> byOptions.put(variant.path("optionValues"), variant));
        ArrayNode variants = JsonNodeFactory.instance.arrayNode();
        for (JsonNode variant : product.input().path("variants")) {
            variants.add(byOptions.getOrDefault(variant.path("optionValues"), JsonNodeFactory.instance.objectNode()));
        }
        return StockNumbers.of(variants, product.mapped().payload().variantIds());
    }

    /** The variants as a write has made them whose answer was lost. */
    private static ArrayNode made(Exported exported, Stage.ToSend product) {
        ArrayNode variants = JsonNodeFactory.instance.arrayNode();
        for (JsonNode variant : product.input().path("variants")) {
            JsonNode stock = WriteIntent.initialStock(exported, variant.path("optionValues"));
            variants.add(
                    StockNumbers.ofNew(JsonNodeFactory.instance.objectNode().set("inventoryQuantities", stock)));
        }
        return variants;
    }
}
