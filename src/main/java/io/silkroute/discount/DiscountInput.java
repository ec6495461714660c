package io.silkroute.discount;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes of a payload the inputs that bring a discount to it. What has defaults inside goes whole, because Shopify resets
 * what is left out; what is selected goes as differences, of each list as many in a call as Shopify takes.
 */
final class DiscountInput {

    static final int MAX_IDS = 250; // shopify.dev/docs/api/usage/limits: input arrays

    private static final List<String> AS_IT_IS = List.of("title", "combinesWith");
    private static final List<String> CLEARED = List.of("usageLimit", "minimumRequirement");

    private final DiscountKind kind;
    private final JsonNode payload;
    private final @Nullable ShopDiscount shop;

    DiscountInput(JsonNode payload, @Nullable ShopDiscount shop) {
        this.kind = DiscountKind.of(payload.path("kind").asString(""));
        this.payload = payload;
        this.shop = shop;
    }

    /** @param code to be sent; null: none, or it stays */
    List<ObjectNode> inputs(@Nullable String code, List<String> tags, Period period, Set<String> audience) {
        List<Map<String, List<String>>> gets = chunks("customerGets", shop == null ? Map.of() : shop.gets());
        List<Map<String, List<String>>> buys = chunks("customerBuys", shop == null ? Map.of() : shop.buys());
        List<Map<String, List<String>>> people = peopleChunks(audience);
        List<ObjectNode> inputs = new ArrayList<>();
        int calls = Math.max(1, Math.max(people.size(), Math.max(gets.size(), buys.size())));
        for (int call = 0; call < calls; call++) {
            ObjectNode input = call == 0 ? scalars(code, tags, period) : JsonNodeFactory.instance.objectNode();
            items(input, "customerGets", call, gets);
            items(input, "customerBuys", call, buys);
            context(input, call, people);
            inputs.add(input);
        }
        return inputs;
    }

    private ObjectNode scalars(@Nullable String code, List<String> tags, Period period) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        AS_IT_IS.forEach(field -> input.set(field, payload.path(field)));
        CLEARED.stream().filter(this::has).forEach(field -> {
            if (payload.has(field)) {
                input.set(field, payload.path(field));
            } else if (shop != null) {
                input.putNull(field); // what it has lost
            }
        });
        if (kind.byCode()) {
            input.put(
                    "appliesOncePerCustomer",
                    payload.path("appliesOncePerCustomer").asBoolean(false));
        }
        if (kind.isFreeShipping()) {
            input.putObject("destination").put("all", true);
        }
        if (code != null) {
            input.put("code", code);
        }
        ArrayNode all = input.putArray("tags");
        tags.forEach(all::add);
        if (period.starts() != null) {
            input.put("startsAt", period.starts().toString());
        }
        Instant ends = period.ends();
        if (ends != null) {
            input.put("endsAt", ends.toString());
        } else {
            input.putNull("endsAt");
        }
        return input;
    }

    private boolean has(String field) {
        return field.equals("usageLimit") ? kind.byCode() : !kind.isBuyGet();
    }

    private void items(ObjectNode input, String side, int call, List<Map<String, List<String>>> chunks) {
        if (!payload.has(side)) {
            return;
        }
        Map<String, List<String>> chunk = call < chunks.size() ? chunks.get(call) : Map.of();
        boolean all = call == 0 && payload.path(side).path("items").path("all").asBoolean(false);
        if (call > 0 && chunk.isEmpty()) {
            return;
        }
        ObjectNode object = input.putObject(side);
        object.set("value", payload.path(side).path("value"));
        if (all) {
            object.putObject("items").put("all", true);
        } else if (!chunk.isEmpty()) {
            ObjectNode items = object.putObject("items");
            chunk.forEach((list, ids) -> {
                ObjectNode within = items.withObjectProperty(list.startsWith("product") ? "products" : "collections");
                ArrayNode into = within.putArray(list);
                ids.forEach(into::add);
            });
            if (items.has("collections")) {
                ObjectNode collections = (ObjectNode) items.path("collections");
                rename(collections, "collectionsToAdd", "add");
                rename(collections, "collectionsToRemove", "remove");
            }
        }
    }

    /** What an update has left of another kind of items, to be taken off in calls of its own. */
    List<ObjectNode> leftovers() {
        List<ObjectNode> inputs = new ArrayList<>();
        if (shop != null) {
            leftovers("customerGets", shop.gets(), inputs);
            leftovers("customerBuys", shop.buys(), inputs);
        }
        return inputs;
    }

    private void leftovers(String side, Map<String, Set<String>> held, List<ObjectNode> into) {
        if (!payload.has(side)) {
            return;
        }
        JsonNode items = payload.path(side).path("items");
        Map<String, List<String>> whole = new LinkedHashMap<>();
        for (String list : ShopDiscount.LISTS) {
            if (list.equals("collections") != items.has("collections")) {
                put(whole, list + "ToRemove", held.getOrDefault(list, Set.of()));
            }
        }
        List<Map<String, List<String>>> chunks = cut(whole);
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            ObjectNode input = JsonNodeFactory.instance.objectNode();
            items(input, side, chunk, chunks);
            into.add(input);
        }
    }

    private static void rename(ObjectNode object, String from, String to) {
        JsonNode value = object.remove(from);
        if (value != null) {
            object.set(to, value);
        }
    }

    /** Per call what of each list is added and removed. */
    private List<Map<String, List<String>>> chunks(String side, Map<String, Set<String>> held) {
        Map<String, List<String>> whole = new LinkedHashMap<>();
        JsonNode items = payload.path(side).path("items");
        boolean collections = items.has("collections");
        for (String list : ShopDiscount.LISTS) {
            Set<String> wanted = new LinkedHashSet<>();
            items.path(list).forEach(id -> wanted.add(id.asString("")));
            Set<String> before = held.getOrDefault(list, Set.of());
            Set<String> added = new LinkedHashSet<>(wanted);
            added.removeAll(before);
            Set<String> removed = new LinkedHashSet<>(before);
            removed.removeAll(wanted);
            // Another kind of items takes the place of what was there, and the two are not sent in one call.
            boolean other = list.equals("collections") != collections
                    || items.path("all").asBoolean(false);
            put(whole, list + "ToAdd", added);
            if (!other) {
                put(whole, list + "ToRemove", removed);
            }
        }
        return cut(whole);
    }

    private static void put(Map<String, List<String>> whole, String name, Set<String> ids) {
        if (!ids.isEmpty()) {
            whole.put(name, List.copyOf(ids));
        }
    }

    private static List<Map<String, List<String>>> cut(Map<String, List<String>> whole) {
        List<Map<String, List<String>>> chunks = new ArrayList<>();
        whole.forEach((list, ids) -> {
            for (int from = 0; from < ids.size(); from += MAX_IDS) {
                int chunk = from / MAX_IDS;
                if (chunk == chunks.size()) {
                    chunks.add(new LinkedHashMap<>());
                }
                chunks.get(chunk).put(list, ids.subList(from, Math.min(ids.size(), from + MAX_IDS)));
            }
        });
        return chunks;
    }

    private List<Map<String, List<String>>> peopleChunks(Set<String> audience) {
        Set<String> before = shop == null ? Set.of() : shop.audience();
        Map<String, List<String>> whole = new LinkedHashMap<>();
        Set<String> added = new LinkedHashSet<>(audience);
        added.removeAll(before);
        put(whole, "add", added);
        // Those of another kind go by themselves.
        Set<String> removed = new LinkedHashSet<>(before);
        removed.removeAll(audience);
        removed.removeIf(id -> id.contains("/Segment/") != segments());
        put(whole, "remove", removed);
        return audience.isEmpty() ? List.of() : cut(whole);
    }

    private boolean segments() {
        return payload.path("context").has("segments");
    }

    private void context(ObjectNode input, int call, List<Map<String, List<String>>> people) {
        if (payload.path("context").has("all")) {
            if (call == 0) {
                input.putObject("context").put("all", "ALL");
            }
            return;
        }
        if (call >= people.size()) {
            return;
        }
        ObjectNode within = input.putObject("context").putObject(segments() ? "customerSegments" : "customers");
        people.get(call).forEach((what, ids) -> {
            ArrayNode into = within.putArray(what);
            ids.forEach(into::add);
        });
    }
}
