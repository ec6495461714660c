package io.silkroute.discount;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.conflict.compared.ComparedType;
import io.silkroute.conflict.compared.SameValue;
import io.silkroute.conflict.compared.ShopUnread;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.export.Asked;
import io.silkroute.export.edited.EditedInShop;
import io.silkroute.export.edited.EditedItems;
import io.silkroute.export.edited.PayloadFields;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.shopevent.ShopEvent;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.ShopifyId;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Discounts as the shop holds them, of campaigns or of codes with terms of their own; one call each. A code that joins its
 * campaign's discount has nothing of its own to be compared.
 */
final class DiscountComparison implements ComparedType {

    /** Campaigns and codes are compared in the same way. */
    @Configuration(proxyBeanMethods = false)
    static class OfBoth {

        @Bean
        ComparedType comparedCampaigns(Gateway gateway, Exports exports, EditedItems edited, Clock clock) {
            return new DiscountComparison(ItemType.CAMPAIGN, gateway, exports, edited, clock);
        }

        @Bean
        ComparedType comparedCodes(Gateway gateway, Exports exports, EditedItems edited, Clock clock) {
            return new DiscountComparison(ItemType.CODE, gateway, exports, edited, clock);
        }
    }

    private static final BigDecimal TOLERANCE = new BigDecimal("0.000001");

    private final ItemType type;
    private final Gateway gateway;
    private final Exports exports;
    private final EditedItems edited;
    private final Clock clock;

    DiscountComparison(ItemType type, Gateway gateway, Exports exports, EditedItems edited, Clock clock) {
        this.type = type;
        this.gateway = gateway;
        this.exports = exports;
        this.edited = edited;
        this.clock = clock;
    }

    @Override
    public ItemType type() {
        return type;
    }

    @Override
    public ShopEvent.Subject subject() {
        return ShopEvent.Subject.DISCOUNT;
    }

    @Override
    public PayloadFields fields() {
        return DiscountFields.FIELDS;
    }

    @Override
    public Map<String, Seen> look(ConnectorName connector, ConnectorConfig config, List<Exported> exported) {
        Map<String, Seen> seen = new HashMap<>();
        for (Exported one : exported) {
            ShopifyId id = one.shopifyId();
            // Of one that was only ended the rest was not sent, so that nothing can be said of it.
            if (id == null
                    || one.payload() == null
                    || !one.payload().has("kind")
                    || one.payload().has(DiscountRenderer.UNSENT)) {
                continue;
            }
            ShopDiscount.Reading reading = read(connector, id);
            if (reading instanceof ShopDiscount.Held held) {
                seen.put(one.key().id(), there(connector, one, held.discount()));
            } else if (reading instanceof ShopDiscount.Absent) {
                seen.put(one.key().id(), new Gone());
            }
        }
        return seen;
    }

    private ShopDiscount.Reading read(ConnectorName connector, ShopifyId id) {
        Asked<ShopDiscount.Reading> asked =
                ShopDiscount.read((operation, variables) -> ask(connector, operation, variables), id);
        return asked.either(reading -> reading, ended -> {
            throw new ShopUnread(ended.sentence());
        });
    }

    private Asked<JsonNode> ask(ConnectorName connector, Operation operation, ObjectNode variables) {
        CallResult answer = gateway.call(connector, operation, variables);
        if (answer instanceof CallResult.Accepted accepted) {
            return new Asked.Told<>(accepted.data());
        }
        throw ShopUnread.of(answer);
    }

    private There there(ConnectorName connector, Exported exported, ShopDiscount shop) {
        Set<String> lost = lost(connector, exported, shop);
        return new There(new HeldDiscount(exported, shop, lost::contains).fields(clock.instant()), null);
    }

    /** Of what it was sent with and holds no more, that which the shop has lost. */
    private Set<String> lost(ConnectorName connector, Exported exported, ShopDiscount shop) {
        Set<String> missing = new LinkedHashSet<>();
        missing(exported, "customerGets", shop.gets(), missing);
        missing(exported, "customerBuys", shop.buys(), missing);
        if (missing.isEmpty()) {
            return missing;
        }
        Map<ShopifyId, ItemKey> holders =
                exports.holders(connector, missing.stream().map(ShopifyId::new).toList());
        holders.forEach((id, key) -> {
            EditedInShop known =
                    edited.of(connector, key.type(), List.of(key.id())).getOrDefault(key.id(), EditedInShop.NOTHING);
            if (known.whole() == null) {
                missing.remove(id.gid()); // it is there, and somebody has taken it off
            }
        });
        return missing;
    }

    private static void missing(Exported exported, String side, Map<String, Set<String>> held, Set<String> missing) {
        JsonNode payload = exported.payload();
        for (String list : ShopDiscount.LISTS) {
            if (payload != null) {
                payload.path(side).path("items").path(list).forEach(id -> {
                    if (!held.getOrDefault(list, Set.of()).contains(id.asString(""))) {
                        missing.add(id.asString(""));
                    }
                });
            }
        }
    }

    @Override
    public boolean same(String field, JsonNode one, JsonNode other) {
        return switch (field) {
            case "title" -> SameValue.text(one, other);
            case "code" -> one.asString("").equalsIgnoreCase(other.asString(""));
            case "startsAt", "endsAt" -> SameValue.time(one, other);
            default -> sameTree(one, other);
        };
    }

    /** Numbers by their size however they are written, lists as sets; what is false or missing is nothing. */
    private static boolean sameTree(JsonNode one, JsonNode other) {
        if (isNothing(one) || isNothing(other)) {
            return isNothing(one) && isNothing(other);
        }
        if (one.isObject() && other.isObject()) {
            Set<String> names = new LinkedHashSet<>(one.propertyNames());
            names.addAll(other.propertyNames());
            return names.stream().allMatch(name -> sameTree(one.path(name), other.path(name)));
        }
        if (one.isArray() && other.isArray()) {
            return SameValue.set(one, other);
        }
        return one.isNumber() || other.isNumber() || SameValue.decimal(one, other)
                ? near(one, other)
                : SameValue.text(one, other);
    }

    private static boolean isNothing(JsonNode node) {
        return node.isNull()
                || node.isMissingNode()
                || node.isBoolean() && !node.asBoolean(false)
                || node.isContainer() && node.isEmpty();
    }

    private static boolean near(JsonNode one, JsonNode other) {
        try {
            return new BigDecimal(one.asString(""))
                            .subtract(new BigDecimal(other.asString("")))
                            .abs()
                            .compareTo(TOLERANCE)
                    <= 0;
        } catch (NumberFormatException noNumber) {
            return SameValue.text(one, other);
        }
    }
}
