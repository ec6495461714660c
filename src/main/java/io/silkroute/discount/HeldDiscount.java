package io.silkroute.discount;

import io.silkroute.export.Asked;
import io.silkroute.export.ledger.Exported;
import io.silkroute.shopify.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A discount of the shop in the form of the payload that it was made of, field by field. */
final class HeldDiscount {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectNode payload;
    private final JsonNode refs;
    private final ShopDiscount shop;
    private final Set<String> lost;

    private HeldDiscount(ObjectNode payload, @Nullable ObjectNode refs, ShopDiscount shop, Set<String> lost) {
        this.payload = payload;
        this.refs = refs == null ? JSON.objectNode() : refs;
        this.shop = shop;
        this.lost = lost;
    }

    /** Was it sent as a discount of its own, with all that it has? Of one that was only ended the rest was not. */
    static boolean wasSent(Exported exported) {
        return exported.payload() != null
                && exported.payload().has("kind")
                && !exported.payload().has(DiscountRenderer.UNSENT);
    }

    /**
     * Of what it was sent with and holds no more the shop is asked whether it has that at all.
     *
     * @param ask how the shop is asked
     * @param exported with what was sent
     */
    static Asked<HeldDiscount> of(
            BiFunction<Operation, ObjectNode, Asked<JsonNode>> ask, Exported exported, ShopDiscount shop) {
        ObjectNode payload = Objects.requireNonNull(exported.payload());
        Set<String> missing = new LinkedHashSet<>();
        missing(payload, "customerGets", shop.gets(), missing);
        missing(payload, "customerBuys", shop.buys(), missing);
        return LostItems.among(ask, List.copyOf(missing))
                .map(lost -> new HeldDiscount(payload, exported.refs(), shop, lost));
    }

    private static void missing(ObjectNode payload, String side, Map<String, Set<String>> held, Set<String> missing) {
        LostItems.eachNamed(payload, side, (list, id) -> {
            if (!held.getOrDefault(list, Set.of()).contains(id)) {
                missing.add(id);
            }
        });
    }

    /** Is it otherwise than it was sent? */
    boolean differs(Instant now) {
        return fields(now).entrySet().stream()
                .anyMatch(field -> !DiscountComparison.areSame(
                        field.getKey(),
                        DiscountFields.FIELDS.get(payload, List.of(), field.getKey()),
                        field.getValue()));
    }

    /** Without those that were not sent, and those of which it is not known what was sent. */
    Map<String, JsonNode> fields(Instant now) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        DiscountKind kind = DiscountKind.of(payload.path("kind").asString(""));
        fields.put("title", orNull(shop.fields().path("title")));
        String code = shop.code();
        if (payload.has("code") && shop.codes() == 1 && code != null) {
            fields.put("code", JSON.textNode(code));
        }
        fields.put("value", value());
        if (!kind.isFreeShipping()) {
            fields.put("applies", applies());
        }
        JsonNode eligibility = eligibility();
        if (eligibility != null) {
            fields.put("eligibility", eligibility);
        }
        if (!kind.isBuyGet()) {
            fields.put("minimum", minimum());
        }
        if (kind.byCode()) {
            ObjectNode limits = JSON.objectNode();
            limits.set("usageLimit", orNull(shop.fields().path("usageLimit")));
            limits.set("appliesOncePerCustomer", orNull(shop.fields().path("appliesOncePerCustomer")));
            fields.put("limits", limits);
        }
        fields.put("combines", orNull(shop.fields().path("combinesWith")));
        dates(fields, now);
        return fields;
    }

    private static JsonNode orNull(JsonNode node) {
        return node.isMissingNode() ? JSON.nullNode() : node;
    }

    private JsonNode value() {
        ObjectNode value = JSON.objectNode();
        if (!shop.kind().isFreeShipping()) {
            value.set("customerGets", gets(shop.fields().at("/customerGets/value")));
        }
        if (shop.kind().isBuyGet()) {
            value.putObject("customerBuys").set("quantity", shop.fields().at("/customerBuys/value/quantity"));
        }
        value.put("kind", shop.kind().word());
        return value;
    }

    private static ObjectNode gets(JsonNode held) {
        ObjectNode value = JSON.objectNode();
        if (held.has("percentage")) {
            value.set("percentage", held.path("percentage"));
        } else if (held.has("amount")) {
            ObjectNode amount = value.putObject("discountAmount");
            amount.set("amount", held.at("/amount/amount"));
            amount.set("appliesOnEachItem", held.path("appliesOnEachItem"));
        } else {
            ObjectNode quantity = value.putObject("discountOnQuantity");
            quantity.set("quantity", held.at("/quantity/quantity"));
            quantity.putObject("effect").set("percentage", held.at("/effect/percentage"));
        }
        return value;
    }

    private JsonNode applies() {
        ObjectNode both = JSON.objectNode();
        both.set("customerGets", items("customerGets", shop.gets()));
        if (shop.kind().isBuyGet()) {
            both.set("customerBuys", items("customerBuys", shop.buys()));
        }
        return both;
    }

    // What the shop has lost of it is another conflict, and comes back by itself.
    private ObjectNode items(String side, Map<String, Set<String>> held) {
        ObjectNode items = JSON.objectNode();
        if (shop.fields().path(side).path("items").path("allItems").asBoolean(false)) {
            return items.put("all", true);
        }
        for (String list : ShopDiscount.LISTS) {
            Set<String> ids = new TreeSet<>(held.getOrDefault(list, Set.of()));
            payload.path(side).path("items").path(list).forEach(id -> {
                if (lost.contains(id.asString(""))) {
                    ids.add(id.asString(""));
                }
            });
            if (!ids.isEmpty()) {
                ArrayNode all = items.putArray(list);
                ids.forEach(all::add);
            }
        }
        return items;
    }

    /** As it was sent, if these are the ones that were found for it then; null if that is not known. */
    private @Nullable JsonNode eligibility() {
        JsonNode sent = payload.path("context");
        Set<String> before = new LinkedHashSet<>();
        refs.path("audience").forEach(id -> before.add(id.asString("")));
        if (!sent.has("all") && before.isEmpty()) {
            return null;
        }
        if (before.equals(shop.audience())) {
            return sent;
        }
        ObjectNode context = JSON.objectNode();
        if (shop.audience().isEmpty()) {
            return context.put("all", "ALL");
        }
        ArrayNode ids = context.putArray(shop.fields().path("context").has("segments") ? "segments" : "customers");
        new TreeSet<>(shop.audience()).forEach(ids::add);
        return context;
    }

    private JsonNode minimum() {
        JsonNode held = shop.fields().path("minimumRequirement");
        ObjectNode minimum = JSON.objectNode();
        if (held.has("greaterThanOrEqualToQuantity")) {
            minimum.putObject("quantity")
                    .set("greaterThanOrEqualToQuantity", held.path("greaterThanOrEqualToQuantity"));
        } else if (held.has("greaterThanOrEqualToSubtotal")) {
            minimum.putObject("subtotal")
                    .set("greaterThanOrEqualToSubtotal", held.at("/greaterThanOrEqualToSubtotal/amount"));
        }
        return minimum.isEmpty() ? JSON.nullNode() : minimum;
    }

    /** Its own dates, as long as the shop has them; while it is paused it has others, which are ours. */
    private void dates(Map<String, JsonNode> fields, Instant now) {
        Period period = Period.of(payload, refs, shop, now);
        boolean active = payload.path("active").asBoolean(true);
        if (active && payload.has("startsAt")) {
            fields.put("startsAt", JSON.textNode(shop.starts().toString()));
        }
        boolean asMeant = seconds(period.ends()).equals(seconds(shop.ends()));
        Instant ends = shop.ends();
        fields.put(
                "endsAt",
                asMeant
                        ? DiscountFields.FIELDS.get(payload, List.of(), "endsAt")
                        : ends == null ? JSON.nullNode() : JSON.textNode(ends.toString()));
    }

    private static List<Long> seconds(@Nullable Instant time) {
        List<Long> seconds = new ArrayList<>();
        if (time != null) {
            seconds.add(time.getEpochSecond());
        }
        return seconds;
    }
}
