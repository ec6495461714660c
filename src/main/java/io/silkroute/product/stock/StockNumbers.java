package io.silkroute.product.stock;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The stock in a product's payload: the {@code inventoryQuantities} of its variants. */
public final class StockNumbers {

    static final String FIELD = "inventoryQuantities";

    private StockNumbers() {}

    /** @param ids PIM ids of the variants, in their order */
    public static Map<StockPlace, Integer> of(JsonNode variants, List<String> ids) {
        Map<StockPlace, Integer> numbers = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            for (JsonNode number : variants.path(i).path(FIELD)) {
                numbers.put(place(ids.get(i), number), number.path("quantity").asInt(0));
            }
        }
        return numbers;
    }

    private static StockPlace place(String variant, JsonNode number) {
        return new StockPlace(
                variant,
                number.path("locationId").asString(""),
                number.path("name").asString(""));
    }

    /**
     * Puts numbers into an input.
     *
     * @param ids PIM ids of the input's variants, in their order; one that is not there is added to both
     */
    public static void add(ObjectNode input, List<String> ids, Map<StockPlace, Integer> numbers) {
        numbers.forEach((place, quantity) -> {
            if (!ids.contains(place.variant())) {
                ids.add(place.variant());
                input.withArray("variants").addObject();
            }
            if (input.path("variants").path(ids.indexOf(place.variant())) instanceof ObjectNode variant) {
                variant.withArray(FIELD)
                        .addObject()
                        .put("locationId", place.location())
                        .put("name", place.name())
                        .put("quantity", quantity);
            }
        });
    }

    public static boolean any(JsonNode variants) {
        for (JsonNode variant : variants) {
            if (!variant.path(FIELD).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** A variant as a write takes it that is not to touch its stock. */
    public static ObjectNode without(JsonNode variant) {
        ObjectNode other = (ObjectNode) variant.deepCopy();
        other.remove(FIELD);
        return other;
    }

    /** A variant that is made with its stock. That it may be made with less than none is nowhere promised. */
    public static ObjectNode ofNew(JsonNode variant) {
        ObjectNode other = without(variant);
        for (JsonNode number : variant.path(FIELD)) {
            if (number.path("quantity").asInt(0) >= 0) {
                other.withArray(FIELD).add(number);
            }
        }
        return other;
    }

    /** The payload that the shop does hold. @param before numbers that it held, and still does where they are missing */
    public static ObjectNode lacking(
            ObjectNode input, List<String> ids, Set<StockPlace> missing, Map<StockPlace, Integer> before) {
        ObjectNode held = input.deepCopy();
        for (int i = 0; i < ids.size(); i++) {
            if (!(held.path("variants").path(i) instanceof ObjectNode variant)) {
                continue;
            }
            ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
            for (JsonNode number : variant.path(FIELD)) {
                StockPlace place = place(ids.get(i), number);
                Integer former = before.get(place);
                if (!missing.contains(place)) {
                    numbers.add(number);
                } else if (former != null) {
                    numbers.add(((ObjectNode) number.deepCopy()).put("quantity", former.intValue()));
                }
            }
            variant.remove(FIELD);
            if (!numbers.isEmpty()) {
                variant.set(FIELD, numbers);
            }
        }
        return held;
    }
}
