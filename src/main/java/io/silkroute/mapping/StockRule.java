package io.silkroute.mapping;

import io.silkroute.mapping.value.Coercion;
import io.silkroute.mapping.value.Expression;
import io.silkroute.mapping.value.Subject;
import io.silkroute.omission.Omission;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Where a variant's stock comes from: a number for the shop's one location, or numbers by the locations' names. Which of
 * several locations a number alone is for is not guessed; what cannot be sent is left out with a note, and the rest goes.
 */
record StockRule(Expression from) {

    /** A list that is no list of the payload's own: Shopify's own field, so that a mapping may fill it in itself. */
    static final String FIELD = "inventoryQuantities";

    private static final long FARTHEST = 1_000_000_000;
    private static final int MAX_NAMED = 5;

    /** @param locations Shopify's id by name; null if they are not known */
    void render(Subject subject, @Nullable Map<String, String> locations, ObjectNode variant) {
        JsonNode stock = from.of(subject);
        if (!Expression.there(stock)) {
            return;
        }
        if (locations == null) {
            subject.leftOut(
                    Omission.STOCK,
                    "Its stock was left out, because the shop does not tell its locations. Grant the app the access"
                            + " scopes read_locations, read_inventory and write_inventory.");
            return;
        }
        // Whatever the order in which the PIM names them: it is no difference.
        SortedMap<String, Integer> byId = new TreeMap<>();
        if (stock.isObject()) {
            stock.properties().forEach(entry -> {
                String id = locations.get(entry.getKey().strip());
                if (id == null) {
                    subject.leftOut(
                            Omission.STOCK,
                            "Its stock names the location %s, which the shop has not; it has %s. It was left out."
                                    .formatted(quoted(entry.getKey()), named(locations)));
                } else if (Expression.there(entry.getValue())) {
                    put(byId, id, entry.getKey(), entry.getValue(), subject);
                }
            });
        } else if (locations.size() == 1) {
            put(byId, locations.values().iterator().next(), null, stock, subject);
        } else {
            subject.leftOut(
                    Omission.STOCK,
                    "Its stock %s is a number alone, and the shop has %d locations (%s). It was left out. Send it"
                                    .formatted(Subject.quote(stock), locations.size(), named(locations))
                            + " with the location's name: {\"…\": 7}.");
        }
        if (!byId.isEmpty()) {
            ArrayNode list = variant.putArray(FIELD);
            byId.forEach((id, quantity) -> list.addObject()
                    .put("locationId", id)
                    .put("name", "available")
                    .put("quantity", quantity.intValue()));
        }
    }

    private static void put(
            Map<String, Integer> byId, String id, @Nullable String location, JsonNode value, Subject subject) {
        Integer quantity = whole(value);
        String at = location == null ? "" : " at " + quoted(location);
        if (quantity == null) {
            subject.leftOut(
                    Omission.STOCK,
                    "Its stock %s%s is not a whole number of at most 1,000,000,000; it was left out."
                            .formatted(Subject.quote(value), at));
        } else if (byId.putIfAbsent(id, quantity) != null) {
            subject.leftOut(
                    Omission.STOCK,
                    "Its stock names the location %s twice; the first number was taken.".formatted(at.substring(4)));
        }
    }

    private static @Nullable Integer whole(JsonNode value) {
        BigDecimal number = Coercion.decimal(value);
        if (number == null
                || Coercion.wholeDigits(number) > 10
                || number.stripTrailingZeros().scale() > 0
                || Math.abs(number.longValue()) > FARTHEST) {
            return null;
        }
        return number.intValue();
    }

    private static String named(Map<String, String> locations) {
        List<String> names = new ArrayList<>();
        locations.keySet().stream().limit(MAX_NAMED).forEach(name -> names.add(quoted(name)));
        return String.join(", ", names) + (locations.size() > MAX_NAMED ? " and others" : "");
    }

    private static String quoted(String name) {
        return Subject.quote(StringNode.valueOf(name));
    }
}
