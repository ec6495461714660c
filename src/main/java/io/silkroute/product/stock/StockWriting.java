package io.silkroute.product.stock;

import io.silkroute.export.Answers;
import io.silkroute.export.Asked;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ItemCalls;
import io.silkroute.product.stock.StockAttempts.Attempt;
import io.silkroute.product.stock.StockLevels.Level;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The numbers of one product on their way: read, set, and once more what the shop has sold or counted meanwhile. */
final class StockWriting {

    private static final int SET_AT_ONCE = 250;
    // An item that sells more often than this while it is being written is left to a person, or to the next number.
    private static final int MAX_TRIES = 5;
    // The shop has sold meanwhile, or a call whose answer was lost has come twice: the next one reads anew.
    private static final Set<String> AGAIN =
            Set.of("CHANGE_FROM_QUANTITY_STALE", "COMPARE_QUANTITY_STALE", "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED");

    private final StockAttempts attempts;
    private final ItemCalls calls;
    private final Map<StockPlace, Integer> left;
    private final JsonNode variantIds;
    private final boolean inDoubt;
    private final Set<StockPlace> refused = new LinkedHashSet<>();
    private @Nullable Reason why; // of the first number that was given up
    private @Nullable Reason last; // of the last refusal, for numbers that ran out of tries

    /** @param inDoubt calls were made again, and only reading tells what the shop holds since */
    StockWriting(
            StockAttempts attempts,
            ItemCalls calls,
            Map<StockPlace, Integer> wanted,
            JsonNode variantIds,
            boolean inDoubt) {
        this.inDoubt = inDoubt;
        this.attempts = attempts;
        this.calls = calls;
        this.left = new LinkedHashMap<>(wanted);
        this.variantIds = variantIds;
    }

    /** @param told what the shop was told last of a number, by its place and Shopify's inventory item */
    Asked<StockResult> untilDone(BiFunction<StockPlace, String, @Nullable Integer> told) {
        for (int n = 0; n < MAX_TRIES && !left.isEmpty(); n++) {
            Asked<Map<StockPlace, Level>> read = StockLevels.read(calls, left.keySet(), variantIds);
            if (!inDoubt
                    && read instanceof Asked.Ended<?> ended
                    && ended.conclusion() instanceof Conclusion.Refused no) {
                last = no.reason();
                break; // the product is in the shop, and lacks the numbers that are left
            }
            if (!(read instanceof Asked.Told<Map<StockPlace, Level>> levels)) {
                return read.map(none -> StockResult.COMPLETE);
            }
            for (StockPlace place : left.keySet()) {
                if (!levels.value().containsKey(place)) {
                    refused.addAll(left.keySet());
                    return new Asked.Told<>(StockResult.gone(Set.copyOf(refused), place.variant()));
                }
            }
            if (n == 0) {
                left.entrySet()
                        .removeIf(number -> number.getValue()
                                .equals(told.apply(
                                        number.getKey(),
                                        level(levels.value(), number.getKey()).item())));
            }
            left.entrySet()
                    .removeIf(number -> number.getValue()
                            .equals(level(levels.value(), number.getKey()).quantity()));
            Asked<Boolean> sent = send(levels.value());
            if (!(sent instanceof Asked.Told<Boolean>)) {
                return sent.map(none -> StockResult.COMPLETE);
            }
        }
        refused.addAll(left.keySet());
        return new Asked.Told<>(
                refused.isEmpty()
                        ? StockResult.COMPLETE
                        : new StockResult(Set.copyOf(refused), why != null ? why : last, false));
    }

    private static Level level(Map<StockPlace, Level> levels, StockPlace place) {
        return Objects.requireNonNull(levels.get(place), "every number was found");
    }

    /** Everything that is left, once. */
    private Asked<Boolean> send(Map<StockPlace, Level> levels) {
        Map<String, List<StockPlace>> byName = new LinkedHashMap<>();
        for (StockPlace place : List.copyOf(left.keySet())) {
            if (level(levels, place).quantity() != null) {
                byName.computeIfAbsent(place.name(), name -> new ArrayList<>()).add(place);
                continue;
            }
            Asked<Boolean> activated = activate(place, level(levels, place));
            if (!(activated instanceof Asked.Told<Boolean>)) {
                return activated;
            }
        }
        for (Map.Entry<String, List<StockPlace>> one : byName.entrySet()) {
            List<StockPlace> places = one.getValue();
            for (int i = 0; i < places.size(); i += SET_AT_ONCE) {
                List<StockPlace> some = places.subList(i, Math.min(places.size(), i + SET_AT_ONCE));
                Asked<Boolean> set = set(one.getKey(), some, levels);
                if (!(set instanceof Asked.Told<Boolean>)) {
                    return set;
                }
            }
        }
        return new Asked.Told<>(true);
    }

    /** A location that does not stock an item yet begins to, with the number. */
    private Asked<Boolean> activate(StockPlace place, Level level) {
        ObjectNode variables = JsonNodeFactory.instance
                .objectNode()
                .put("item", level.item())
                .put("location", place.location())
                .put(place.name().equals("on_hand") ? "onHand" : "available", left.get(place));
        return call(StockWriter.ACTIVATE, variables, List.of(place));
    }

    private Asked<Boolean> set(String name, List<StockPlace> places, Map<StockPlace, Level> levels) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        ObjectNode input = variables.putObject("input");
        input.put("name", name)
                .put("reason", "correction")
                .put(
                        "referenceDocumentUri",
                        "gid://silkroute/Run/" + calls.run().id());
        for (StockPlace place : places) {
            Level level = level(levels, place);
            input.withArray("quantities")
                    .addObject()
                    .put("inventoryItemId", level.item())
                    .put("locationId", place.location())
                    .put("quantity", left.get(place))
                    .put("changeFromQuantity", level.quantity());
        }
        return call(StockWriter.SET, variables, places);
    }

    private Asked<Boolean> call(Operation operation, ObjectNode variables, List<StockPlace> places) {
        variables.put("key", UUID.randomUUID().toString());
        attempts.note(calls.run().connector(), calls.key().id(), new Attempt(operation.name(), variables));
        CallResult answer = Answers.forTheItem(calls.ask(operation, variables));
        if (answer instanceof CallResult.Refused no && Answers.denied(no)) {
            why = why != null ? why : no.reason();
            places.forEach(this::giveUp);
            return new Asked.Told<>(true);
        }
        // Without an entry for this call nobody knows whether it has arrived: its note stays, and the item is in doubt.
        if (answer instanceof CallResult.Refused no && !no.errors().isEmpty()) {
            refuse(no, places);
            return new Asked.Told<>(true);
        }
        return Answers.accepted(calls.run(), answer).map(data -> {
            places.forEach(left::remove);
            return true;
        });
    }

    /**
     * A call changes all of its numbers or none. Those to which the shop objects are given up, so that the others go with
     * the next one; a number that has moved meanwhile is read and tried again, and so is one whose location another app
     * has begun to stock.
     */
    private void refuse(CallResult.Refused no, List<StockPlace> places) {
        last = no.reason();
        for (UserError error : no.errors()) {
            if (error.code() == null || AGAIN.contains(error.code())) {
                continue;
            }
            // The reason is that of the first error; where another gives up, only its code and words are known.
            why = why != null ? why : error.equals(no.errors().get(0)) ? last : unexplained(error);
            int place = place(error.field());
            (place < places.size() ? List.of(places.get(place)) : places).forEach(this::giveUp);
        }
    }

    private static Reason unexplained(UserError error) {
        return new Reason(
                String.valueOf(error.code()),
                String.join(".", error.field()),
                error.message(),
                "Shopify does not take this number: " + error.message());
    }

    private void giveUp(StockPlace place) {
        left.remove(place);
        refused.add(place);
    }

    /** From {@code [input, quantities, 3, locationId]} the 3; a number that no call has where the error names none. */
    private static int place(List<String> field) {
        String place = field.size() > 2 ? field.get(2) : "";
        return place.matches("\\d{1,4}") ? Integer.parseInt(place) : Integer.MAX_VALUE;
    }
}
