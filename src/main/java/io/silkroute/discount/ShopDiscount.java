package io.silkroute.discount;

import io.silkroute.export.Asked;
import io.silkroute.export.ItemCalls;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pages;
import io.silkroute.shopify.ShopifyId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A discount as the shop holds it.
 *
 * @param fields as the shop told them
 * @param gets the ids of what it grants something on, by kind: {@code products}, {@code productVariants}, {@code collections}
 * @param buys the same of what is to be bought
 */
record ShopDiscount(
        ShopifyId id,
        DiscountKind kind,
        JsonNode fields,
        Map<String, Set<String>> gets,
        Map<String, Set<String>> buys) {

    static final List<String> LISTS = List.of("products", "productVariants", "collections");

    static final Operation BY_ID = Operation.named("discountById");
    private static final int MAX_PAGES = 1_000;

    /** What the shop tells of an id. */
    sealed interface Reading permits Held, Absent, OfAnApp {}

    record Held(ShopDiscount discount) implements Reading {}

    /** It holds nothing there. */
    record Absent() implements Reading {}

    /** It holds something there that an app makes. */
    record OfAnApp() implements Reading {}

    /** Empty if the shop does not hold it, or holds something there that an app makes. */
    static Asked<Optional<ShopDiscount>> read(ItemCalls calls, ShopifyId id) {
        return read(ShopReads.by(calls), id)
                .map(reading -> reading instanceof Held held ? Optional.of(held.discount()) : Optional.empty());
    }

    /** @param ask how the shop is asked */
    static Asked<Reading> read(BiFunction<Operation, ObjectNode, Asked<JsonNode>> ask, ShopifyId id) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode().put("id", id.gid());
        Map<String, Set<String>> gets = new LinkedHashMap<>();
        Map<String, Set<String>> buys = new LinkedHashMap<>();
        JsonNode first = null;
        for (int page = 0; page < MAX_PAGES; page++) {
            Asked<JsonNode> asked = ask.apply(BY_ID, variables).map(data -> data.at("/discountNode/discount"));
            if (!(asked instanceof Asked.Told<JsonNode> told)) {
                return asked.map(nothing -> new Absent());
            }
            JsonNode discount = told.value();
            String type = discount.path("__typename").asString("");
            DiscountKind kind = DiscountKind.ofType(type).orElse(null);
            if (kind == null) {
                return new Asked.Told<>(type.isEmpty() ? new Absent() : new OfAnApp());
            }
            first = first == null ? discount : first;
            boolean more = add(discount.at("/customerGets/items"), gets, "gets", variables);
            more |= add(discount.at("/customerBuys/items"), buys, "buys", variables);
            if (!more) {
                return new Asked.Told<>(new Held(new ShopDiscount(id, kind, first, gets, buys)));
            }
        }
        throw new IllegalStateException(id + " has more pages of items than can be read");
    }

    // A list that has come to its end is told once more with the next page of another one, which changes nothing.
    private static boolean add(JsonNode items, Map<String, Set<String>> into, String prefix, ObjectNode variables) {
        boolean more = false;
        for (String list : LISTS) {
            JsonNode connection = items.path(list);
            connection
                    .path("nodes")
                    .forEach(node -> into.computeIfAbsent(list, name -> new LinkedHashSet<>())
                            .add(node.path("id").asString("")));
            String after = Pages.after(connection);
            if (after != null) {
                variables.put(prefix + cursor(list), after);
                more = true;
            }
        }
        return more;
    }

    private static String cursor(String list) {
        return switch (list) {
            case "products" -> "Products";
            case "productVariants" -> "Variants";
            default -> "Collections";
        };
    }

    Set<String> audience() {
        Set<String> ids = new LinkedHashSet<>();
        for (String list : List.of("customers", "segments")) {
            fields.path("context")
                    .path(list)
                    .forEach(one -> ids.add(one.path("id").asString("")));
        }
        return ids;
    }

    List<String> tags() {
        List<String> tags = new ArrayList<>();
        fields.path("tags").forEach(tag -> tags.add(tag.asString("")));
        return tags;
    }

    /** The one that is told first; null for an automatic one. */
    @Nullable
    String code() {
        return fields.at("/codes/nodes/0/code").stringValue(null);
    }

    long codes() {
        return fields.at("/codesCount/count").asLong(0);
    }

    Instant starts() {
        return OffsetDateTime.parse(fields.path("startsAt").asString()).toInstant();
    }

    @Nullable
    Instant ends() {
        String ends = fields.path("endsAt").stringValue(null);
        return ends == null ? null : OffsetDateTime.parse(ends).toInstant();
    }
}
