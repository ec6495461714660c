package io.silkroute.discount;

import io.silkroute.export.Asked;
import io.silkroute.export.Decision;
import io.silkroute.export.ItemCalls;
import io.silkroute.mapping.Rendered;
import io.silkroute.omission.LeftOut;
import io.silkroute.omission.Omission;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a discount names and the shop has lost: one id that is not there any more makes Shopify refuse the whole call, so
 * it is left out, and told.
 */
final class LostItems {

    private static final Operation STILL_THERE = Operation.named("stillThere");
    // "Product with id: 1 is invalid", "Collection with id: 1 is invalid"
    private static final Pattern INVALID = Pattern.compile(".* with id: (\\d+) is invalid");

    private LostItems() {}

    static Set<String> namedBy(CallResult.Refused refused) {
        Set<String> ids = new LinkedHashSet<>();
        refused.errors().stream()
                .filter(error -> error.field().contains("items"))
                .map(error -> INVALID.matcher(error.message()))
                .filter(Matcher::matches)
                .forEach(found -> ids.add(found.group(1)));
        return ids;
    }

    /** Which of all that a payload names are not in the shop any more. */
    static Asked<Set<String>> among(ItemCalls calls, JsonNode payload) {
        List<String> ids = new ArrayList<>();
        for (String side : List.of("customerGets", "customerBuys")) {
            eachNamed(payload, side, (list, id) -> ids.add(id));
        }
        return among(ShopReads.by(calls), ids);
    }

    /** The ids that a payload names on one side, each with the list that it stands in. */
    static void eachNamed(JsonNode payload, String side, BiConsumer<String, String> named) {
        for (String list : ShopDiscount.LISTS) {
            payload.path(side).path("items").path(list).forEach(id -> named.accept(list, id.asString("")));
        }
    }

    /** @param ask how the shop is asked @param ids of objects of the shop */
    static Asked<Set<String>> among(BiFunction<Operation, ObjectNode, Asked<JsonNode>> ask, List<String> ids) {
        Asked<Set<String>> lost = new Asked.Told<>(new LinkedHashSet<>());
        for (int from = 0; from < ids.size(); from += DiscountInput.MAX_IDS) {
            List<String> slice = ids.subList(from, Math.min(ids.size(), from + DiscountInput.MAX_IDS));
            lost = lost.then(known -> lost(ask, slice).map(more -> {
                known.addAll(more);
                return known;
            }));
        }
        return lost;
    }

    private static Asked<Set<String>> lost(BiFunction<Operation, ObjectNode, Asked<JsonNode>> ask, List<String> ids) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        ArrayNode asked = variables.putArray("ids");
        ids.forEach(asked::add);
        return ask.apply(STILL_THERE, variables).map(data -> {
            Set<String> lost = new LinkedHashSet<>(ids);
            data.path("nodes").forEach(node -> lost.remove(node.path("id").asString("")));
            return lost;
        });
    }

    /** Null if nothing would be left on one side. */
    static @Nullable ObjectNode without(JsonNode payload, Set<String> lost) {
        ObjectNode rest = ((ObjectNode) payload).deepCopy();
        for (String side : List.of("customerGets", "customerBuys")) {
            if (!(rest.path(side).path("items") instanceof ObjectNode items) || items.has("all")) {
                continue;
            }
            int left = 0;
            for (String list : ShopDiscount.LISTS) {
                ArrayNode kept = JsonNodeFactory.instance.arrayNode();
                items.path(list)
                        .valueStream()
                        .filter(id -> !lost.contains(id.asString("")))
                        .forEach(kept::add);
                items.remove(list);
                if (!kept.isEmpty()) {
                    items.set(list, kept);
                    left += kept.size();
                }
            }
            if (left == 0) {
                return null;
            }
        }
        return rest;
    }

    /** What is sent instead. Its hash is the whole's: nothing is sent again before the item or the shop's product changes. */
    record Sent(Decision.Mapped whole, ObjectNode payload, Set<String> lost) {

        Decision.Mapped mapped() {
            LeftOut told = new LeftOut(
                    Omission.SELECTION,
                    "%d of what it applies to the shop has lost, and so was left out: %s."
                            .formatted(lost.size(), String.join(", ", lost)));
            Rendered.Payload less = new Rendered.Payload(
                            payload,
                            List.of(),
                            whole.payload().notes(),
                            List.of(),
                            whole.payload().leftOut())
                    .lacking(told);
            return new Decision.Send(less, whole.hash(), Set.of());
        }
    }
}
