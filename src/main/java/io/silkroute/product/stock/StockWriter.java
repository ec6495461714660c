package io.silkroute.product.stock;

import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.ItemExporter;
import io.silkroute.product.stock.StockAttempts.Attempt;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sets a product's stock to the PIM's numbers, each from the number that the shop holds at that moment: a sale between
 * reading and writing is noticed, and both are done again. Each call has a key and is noted before it is made, so that
 * one whose answer was lost in a crash is made again as it was, and has one effect.
 */
@Component
public class StockWriter {

    static final Operation SET = Operation.named("inventorySetQuantities");
    static final Operation ACTIVATE = Operation.named("inventoryActivate");

    private final StockAttempts attempts;

    public StockWriter(StockAttempts attempts) {
        this.attempts = attempts;
    }

    /**
     * @param numbers as the PIM has them
     * @param known those that the shop was told already: they are not sent again
     * @param variantIds Shopify's ids by PIM id
     * @param inDoubt may calls have been made whose answers are not recorded?
     */
    public Asked<StockResult> write(
            ItemCalls calls,
            Map<StockPlace, Integer> numbers,
            Map<StockPlace, Integer> known,
            JsonNode variantIds,
            boolean inDoubt) {
        List<Attempt> open = inDoubt && !numbers.isEmpty()
                ? attempts.open(calls.run().connector(), calls.key().id())
                : List.of();
        Map<StockPlace, Integer> wanted = new LinkedHashMap<>(numbers);
        if (open.isEmpty()) {
            wanted.entrySet().removeIf(number -> number.getValue().equals(known.get(number.getKey())));
        }
        if (wanted.isEmpty()) {
            return new Asked.Told<>(StockResult.COMPLETE);
        }
        return again(calls, open)
                .then(told -> new StockWriting(attempts, calls, wanted, variantIds, !open.isEmpty())
                        .untilDone((place, item) -> {
                            Integer again = told.get(new Entry(item, place.location(), place.name()));
                            return again != null ? again : known.get(place);
                        }));
    }

    /** What setting these takes in a forecast: a location's numbers are read together and all are set together. */
    public static List<ItemExporter.Share> shares(Collection<StockPlace> places) {
        Map<String, ObjectNode> read = new LinkedHashMap<>();
        places.forEach(place -> read.computeIfAbsent(
                        place.location(),
                        location -> JsonNodeFactory.instance.objectNode().put("location", location))
                .withArray("ids")
                .add(place.variant()));
        List<ItemExporter.Share> shares = new ArrayList<>();
        read.values().forEach(variables -> shares.add(ItemExporter.Share.whole(StockLevels.READ, variables)));
        shares.add(ItemExporter.Share.whole(SET, JsonNodeFactory.instance.objectNode()));
        return shares;
    }

    /** An item's number at a location, as a call names it. */
    private record Entry(String item, String location, String name) {}

    /** Makes these calls again; tells which numbers they have set, now or the first time. */
    private static Asked<Map<Entry, Integer>> again(ItemCalls calls, List<Attempt> open) {
        Map<Entry, Integer> told = new HashMap<>();
        for (Attempt attempt : open) {
            CallResult answer =
                    Answers.forTheItem(calls.ask(Operation.named(attempt.operation()), attempt.variables()));
            if (answer instanceof CallResult.Accepted) {
                told.putAll(numbers(attempt));
            } else if (!(answer instanceof CallResult.Refused no) || no.errors().isEmpty() && !Answers.denied(no)) {
                return Answers.accepted(calls.run(), answer).map(none -> told);
            }
        }
        return new Asked.Told<>(told);
    }

    private static Map<Entry, Integer> numbers(Attempt attempt) {
        Map<Entry, Integer> numbers = new HashMap<>();
        JsonNode variables = attempt.variables();
        if (attempt.operation().equals(ACTIVATE.name())) {
            String name = variables.has("onHand") ? "on_hand" : "available";
            numbers.put(
                    new Entry(
                            variables.path("item").asString(""),
                            variables.path("location").asString(""),
                            name),
                    variables
                            .path(name.equals("on_hand") ? "onHand" : "available")
                            .asInt(0));
        }
        JsonNode input = variables.path("input");
        for (JsonNode one : input.path("quantities")) {
            numbers.put(
                    new Entry(
                            one.path("inventoryItemId").asString(""),
                            one.path("locationId").asString(""),
                            input.path("name").asString("")),
                    one.path("quantity").asInt(0));
        }
        return numbers;
    }
}
