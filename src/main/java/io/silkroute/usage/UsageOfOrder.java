package io.silkroute.usage;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Makes of an order, as the shop tells it, what it says of its codes. The order is whole: all its lines, all its shipping
 * lines and all its discounts, for what a code took off stands at them.
 */
final class UsageOfOrder {

    private UsageOfOrder() {}

    /** @throws UnreadableOrder if it lacks what every order has */
    static UsedOrder of(JsonNode order) {
        JsonNode net = order.at("/netPaymentSet/shopMoney");
        String status = order.path("displayFinancialStatus").asString("");
        return new UsedOrder(
                required(order, "legacyResourceId"),
                UseKey.bounded(required(order, "name")),
                instant(order, "updatedAt"),
                instant(order, "processedAt"),
                status.length() > 30 ? status.substring(0, 30) : status,
                order.path("test").asBoolean(false),
                order.path("cancelledAt").isString(),
                required(net, "currencyCode"),
                amount(net),
                uses(order));
    }

    private static List<CodeUse> uses(JsonNode order) {
        Map<UseKey, String> written = new LinkedHashMap<>();
        Map<Integer, UseKey> byIndex = new HashMap<>();
        for (JsonNode code : order.path("discountCodes")) {
            addCode(code.asString(""), written);
        }
        for (JsonNode application : order.path("discountApplications").path("nodes")) {
            String code = application.path("code").asString("");
            String title = application.path("title").asString("");
            UseKey key = null;
            if (!code.isBlank()) {
                key = addCode(code, written);
            } else if (application.path("__typename").asString("").equals("AutomaticDiscountApplication")
                    && !title.isBlank()) {
                key = UseKey.ofTitle(title);
                written.putIfAbsent(key, UseKey.bounded(title));
            }
            if (key != null) { // what staff took off by hand is nobody's use
                byIndex.put(application.path("index").asInt(-1), key);
            }
        }
        Map<UseKey, BigDecimal> discounted = new HashMap<>();
        for (String lines : List.of("lineItems", "shippingLines")) {
            for (JsonNode line : order.path(lines).path("nodes")) {
                for (JsonNode allocation : line.path("discountAllocations")) {
                    UseKey key = byIndex.get(
                            allocation.at("/discountApplication/index").asInt(-1));
                    if (key != null) {
                        discounted.merge(key, amount(allocation.at("/allocatedAmountSet/shopMoney")), BigDecimal::add);
                    }
                }
            }
        }
        List<CodeUse> uses = new ArrayList<>();
        written.forEach((key, code) -> uses.add(new CodeUse(key, code, discounted.getOrDefault(key, BigDecimal.ZERO))));
        return List.copyOf(uses);
    }

    private static UseKey addCode(String code, Map<UseKey, String> written) {
        UseKey key = UseKey.ofCode(code);
        if (!code.isBlank()) {
            written.putIfAbsent(key, UseKey.bounded(code));
        }
        return key;
    }

    private static BigDecimal amount(JsonNode money) {
        try {
            return new BigDecimal(required(money, "amount"));
        } catch (NumberFormatException noNumber) {
            throw new UnreadableOrder("amount", money.path("amount").asString(""));
        }
    }

    static Instant instant(JsonNode order, String field) {
        String text = required(order, field);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            throw new UnreadableOrder(field, text);
        }
    }

    private static String required(JsonNode of, String field) {
        String text = of.path(field).asString("");
        if (text.isEmpty()) {
            throw new UnreadableOrder(field, "");
        }
        return text;
    }
}
