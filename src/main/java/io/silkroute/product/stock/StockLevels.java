package io.silkroute.product.stock;

import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.ItemCalls;
import io.silkroute.shopify.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a shop holds of a product's stock at this moment. */
final class StockLevels {

    static final Operation READ = Operation.named("variantStock");
    private static final int READ_AT_ONCE = 50;

    private StockLevels() {}

    /**
     * A number as the shop has it.
     *
     * @param item Shopify's id of the variant's inventory item
     * @param quantity null where the location does not stock it yet
     */
    record Level(String item, @Nullable Integer quantity) {}

    /** Those of variants that are in the shop. @param variantIds Shopify's ids by PIM id */
    static Asked<Map<StockPlace, Level>> read(ItemCalls calls, Collection<StockPlace> places, JsonNode variantIds) {
        Map<String, Set<String>> byLocation = new LinkedHashMap<>();
        for (StockPlace place : places) {
            String id = variantIds.path(place.variant()).asString("");
            if (!id.isEmpty()) {
                byLocation
                        .computeIfAbsent(place.location(), location -> new LinkedHashSet<>())
                        .add(id);
            }
        }
        Map<StockPlace, Level> levels = new HashMap<>();
        for (Map.Entry<String, Set<String>> location : byLocation.entrySet()) {
            List<String> ids = new ArrayList<>(location.getValue());
            Map<String, JsonNode> items = new HashMap<>();
            for (int i = 0; i < ids.size(); i += READ_AT_ONCE) {
                ObjectNode variables = JsonNodeFactory.instance.objectNode().put("location", location.getKey());
                ids.subList(i, Math.min(ids.size(), i + READ_AT_ONCE)).forEach(variables.withArray("ids")::add);
                Asked<JsonNode> data = Answers.accepted(calls.run(), Answers.forTheItem(calls.ask(READ, variables)));
                if (!(data instanceof Asked.Told<JsonNode> told)) {
                    return data.map(none -> levels);
                }
                told.value()
                        .path("nodes")
                        .forEach(node -> items.put(node.path("id").asString(""), node.path("inventoryItem")));
            }
            for (StockPlace place : places) {
                JsonNode item = items.get(variantIds.path(place.variant()).asString(""));
                if (item != null
                        && place.location().equals(location.getKey())
                        && item.path("id").isString()) {
                    levels.put(place, level(item, place.name()));
                }
            }
        }
        return new Asked.Told<>(levels);
    }

    private static Level level(JsonNode item, String name) {
        Integer quantity = null;
        for (JsonNode one : item.path("inventoryLevel").path("quantities")) {
            if (one.path("name").asString("").equals(name)) {
                quantity = one.path("quantity").asInt(0);
            }
        }
        return new Level(item.path("id").asString(""), quantity);
    }
}
