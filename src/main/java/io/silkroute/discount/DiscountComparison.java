package io.silkroute.discount;

import io.silkroute.catalogue.ItemType;
import io.silkroute.conflict.compared.ComparedType;
import io.silkroute.conflict.compared.SameValue;
import io.silkroute.conflict.compared.ShopUnread;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.export.Asked;
import io.silkroute.export.edited.PayloadFields;
import io.silkroute.export.ledger.Exported;
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
import java.util.function.BiFunction;
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
        ComparedType comparedCampaigns(Gateway gateway, Clock clock) {
            return new DiscountComparison(ItemType.CAMPAIGN, gateway, clock);
        }

        @Bean
        ComparedType comparedCodes(Gateway gateway, Clock clock) {
            return new DiscountComparison(ItemType.CODE, gateway, clock);
        }
    }

    private static final BigDecimal TOLERANCE = new BigDecimal("0.000001");

    private final ItemType type;
    private final Gateway gateway;
    private final Clock clock;

    DiscountComparison(ItemType type, Gateway gateway, Clock clock) {
        this.type = type;
        this.gateway = gateway;
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
            if (id == null || !HeldDiscount.wasSent(one)) {
                continue;
            }
            BiFunction<Operation, ObjectNode, Asked<JsonNode>> ask =
                    (operation, variables) -> ask(connector, operation, variables);
            ShopDiscount.Reading reading = told(ShopDiscount.read(ask, id));
            if (reading instanceof ShopDiscount.Held held) {
                HeldDiscount there = told(HeldDiscount.of(ask, one, held.discount()));
                seen.put(one.key().id(), new There(there.fields(clock.instant()), null));
            } else if (reading instanceof ShopDiscount.Absent) {
                seen.put(one.key().id(), new Gone());
            }
        }
        return seen;
    }

    private Asked<JsonNode> ask(ConnectorName connector, Operation operation, ObjectNode variables) {
        CallResult answer = gateway.call(connector, operation, variables);
        if (answer instanceof CallResult.Accepted accepted) {
            return new Asked.Told<>(accepted.data());
        }
        throw ShopUnread.of(answer);
    }

    private static <T> T told(Asked<T> asked) {
        return asked.either(told -> told, ended -> {
            throw new ShopUnread(ended.sentence());
        });
    }

    @Override
    public boolean same(String field, JsonNode one, JsonNode other) {
        return areSame(field, one, other);
    }

    static boolean areSame(String field, JsonNode one, JsonNode other) {
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
