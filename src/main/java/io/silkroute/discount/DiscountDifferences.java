package io.silkroute.discount;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * In which of a campaign's fields the shop holds something else than what was sent. Decimals are compared as numbers,
 * times to the second, selections as sets.
 */
final class DiscountDifferences {

    private static final BigDecimal TOLERANCE = new BigDecimal("0.000001");

    private final JsonNode wanted;
    private final ShopDiscount shop;
    private final List<String> fields = new ArrayList<>();

    private DiscountDifferences(JsonNode wanted, ShopDiscount shop) {
        this.wanted = wanted;
        this.shop = shop;
    }

    /** @param code that it is to have; null: any */
    static List<String> of(
            JsonNode payload, @Nullable String code, Period period, Set<String> audience, ShopDiscount shop) {
        DiscountDifferences differences = new DiscountDifferences(payload, shop);
        differences.compare(code, period, audience);
        return differences.fields;
    }

    private void compare(@Nullable String code, Period period, Set<String> audience) {
        DiscountKind kind = DiscountKind.of(wanted.path("kind").asString(""));
        differ("value", kind != shop.kind());
        differ("title", !text(wanted, "title").equals(text(shop.fields(), "title")));
        differ("code", code != null && shop.codes() == 1 && !code.equalsIgnoreCase(Objects.toString(shop.code(), "")));
        differ(
                "value",
                !sameValue(wanted.at("/customerGets/value"), shop.fields().at("/customerGets/value")));
        differ("applies", !kind.isFreeShipping() && !sameItems("customerGets", shop.gets()));
        differ(
                "value",
                kind.isBuyGet()
                        && !sameNumber(
                                wanted.at("/customerBuys/value/quantity"),
                                shop.fields().at("/customerBuys/value/quantity")));
        differ("applies", kind.isBuyGet() && !sameItems("customerBuys", shop.buys()));
        differ("eligibility", !audience.equals(shop.audience()));
        differ("minimum", !kind.isBuyGet() && !sameMinimum());
        differ(
                "limits",
                kind.byCode()
                        && (!sameNumber(wanted.path("usageLimit"), shop.fields().path("usageLimit"))
                                || wanted.path("appliesOncePerCustomer").asBoolean(false)
                                        != shop.fields()
                                                .path("appliesOncePerCustomer")
                                                .asBoolean(false)));
        for (String other : List.of("orderDiscounts", "productDiscounts", "shippingDiscounts")) {
            differ(
                    "combines",
                    wanted.path("combinesWith").path(other).asBoolean(false)
                            != shop.fields().path("combinesWith").path(other).asBoolean(false));
        }
        differ("startsAt", period.starts() != null && seconds(period.starts()) != seconds(shop.starts()));
        differ("endsAt", seconds(period.ends()) != seconds(shop.ends()));
    }

    private void differ(String field, boolean differs) {
        if (differs && !fields.contains(field)) {
            fields.add(field);
        }
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asString("").strip();
    }

    private static long seconds(@Nullable Instant time) {
        return time == null ? Long.MAX_VALUE : time.getEpochSecond();
    }

    private static boolean sameValue(JsonNode sent, JsonNode held) {
        if (sent.has("percentage")) {
            return sameNumber(sent.path("percentage"), held.path("percentage"));
        }
        if (sent.has("discountAmount")) {
            return sameNumber(sent.at("/discountAmount/amount"), held.at("/amount/amount"))
                    && sent.at("/discountAmount/appliesOnEachItem").asBoolean(false)
                            == held.path("appliesOnEachItem").asBoolean(false);
        }
        return !sent.has("discountOnQuantity")
                || sameNumber(sent.at("/discountOnQuantity/quantity"), held.at("/quantity/quantity"))
                        && sameNumber(sent.at("/discountOnQuantity/effect/percentage"), held.at("/effect/percentage"));
    }

    private boolean sameItems(String side, Map<String, Set<String>> held) {
        JsonNode items = wanted.path(side).path("items");
        if (items.path("all").asBoolean(false)) {
            return shop.fields().path(side).path("items").path("allItems").asBoolean(false);
        }
        for (String list : ShopDiscount.LISTS) {
            Set<String> ids = new LinkedHashSet<>();
            items.path(list).forEach(id -> ids.add(id.asString("")));
            if (!ids.equals(held.getOrDefault(list, Set.of()))) {
                return false;
            }
        }
        return true;
    }

    private boolean sameMinimum() {
        JsonNode sent = wanted.path("minimumRequirement");
        JsonNode held = shop.fields().path("minimumRequirement");
        return sameNumber(sent.at("/quantity/greaterThanOrEqualToQuantity"), held.path("greaterThanOrEqualToQuantity"))
                && sameNumber(
                        sent.at("/subtotal/greaterThanOrEqualToSubtotal"),
                        held.at("/greaterThanOrEqualToSubtotal/amount"));
    }

    private static boolean sameNumber(JsonNode sent, JsonNode held) {
        BigDecimal one = number(sent);
        BigDecimal other = number(held);
        return one == null || other == null
                ? one == null && other == null
                : one.subtract(other).abs().compareTo(TOLERANCE) <= 0;
    }

    private static @Nullable BigDecimal number(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : node.isString() ? new BigDecimal(node.stringValue("")) : null;
    }
}
