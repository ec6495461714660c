package io.silkroute.usage;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An order as the shop tells it: {@code anOrder(1).code("ANNA10", "10.00").net("90.00")}. */
final class AnOrder {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode order = JSON.createObjectNode();
    private final String currency;
    private int discounts;

    private AnOrder(long id, String currency) {
        this.currency = currency;
        order.put("id", "gid://shopify/Order/" + id)
                .put("legacyResourceId", Long.toString(id))
                .put("name", "#" + id)
                .put("updatedAt", "2026-11-20T10:00:00Z")
                .put("processedAt", "2026-11-20T09:00:00Z")
                .put("test", false)
                .put("displayFinancialStatus", "PAID")
                .putNull("cancelledAt");
        order.putArray("discountCodes");
        for (String list : new String[] {"discountApplications", "lineItems", "shippingLines"}) {
            ObjectNode connection = order.putObject(list);
            connection.putArray("nodes");
            connection.putObject("pageInfo").put("hasNextPage", false).putNull("endCursor");
        }
        net("100.00");
    }

    static AnOrder anOrder(long id) {
        return new AnOrder(id, "EUR");
    }

    static AnOrder anOrder(long id, String currency) {
        return new AnOrder(id, currency);
    }

    AnOrder net(String amount) {
        order.putObject("netPaymentSet").set("shopMoney", money(amount));
        return this;
    }

    AnOrder with(String field, @Nullable Object value) {
        order.set(field, JSON.valueToTree(value));
        return this;
    }

    /** A code, and what it took off each of some lines. */
    AnOrder code(String code, String... ofLines) {
        named(code);
        return discount("DiscountCodeApplication", "code", code, "lineItems", ofLines);
    }

    /** A code that stands at the order only: of an edited order, or of one that it took nothing off. */
    AnOrder named(String code) {
        ((ArrayNode) order.path("discountCodes")).add(code);
        return this;
    }

    AnOrder shipping(String code, String amount) {
        named(code);
        return discount("DiscountCodeApplication", "code", code, "shippingLines", amount);
    }

    AnOrder automatic(String title, String... ofLines) {
        return discount("AutomaticDiscountApplication", "title", title, "lineItems", ofLines);
    }

    AnOrder manual(String amount) {
        return discount("ManualDiscountApplication", "reason", "by hand", "lineItems", amount);
    }

    private AnOrder discount(String type, String field, String name, String lines, String... amounts) {
        int index = discounts++;
        ((ArrayNode) order.path("discountApplications").path("nodes"))
                .addObject()
                .put("__typename", type)
                .put("index", index)
                .put(field, name);
        for (String amount : amounts) {
            ObjectNode allocation = ((ArrayNode) order.path(lines).path("nodes"))
                    .addObject()
                    .putArray("discountAllocations")
                    .addObject();
            allocation.putObject("allocatedAmountSet").set("shopMoney", money(amount));
            allocation.putObject("discountApplication").put("index", index);
        }
        return this;
    }

    private ObjectNode money(String amount) {
        return JSON.createObjectNode().put("amount", amount).put("currencyCode", currency);
    }

    ObjectNode json() {
        return order;
    }

    UsedOrder read() {
        return UsageOfOrder.of(order);
    }
}
