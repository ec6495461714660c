package io.silkroute.order;

import io.silkroute.shopify.BoundedText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the shop's answers say of an order's money. What it does not tell, or not as it should, is null. */
public final class OrderReader {

    private static final int LONGEST = 255;
    private static final int LONGEST_STATUS = 30;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,6})?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Set<String> RECEIVED = Set.of("SALE", "CAPTURE");

    private OrderReader() {}

    public static List<ShopOrder> orders(JsonNode nodes) {
        List<ShopOrder> orders = new ArrayList<>();
        for (JsonNode node : nodes) {
            if (node.isObject()) { // null: it is gone, or is not told of any more
                orders.add(order(node));
            }
        }
        return orders;
    }

    /** @throws IllegalArgumentException if it has no number */
    public static ShopOrder order(JsonNode node) {
        return order(node, buyer(node.path("customer")));
    }

    /** One of the orders of a customer, who is not told with each of them. */
    public static ShopOrder order(JsonNode node, ShopOrder.@Nullable Buyer buyer) {
        JsonNode money = node.at("/totalPriceSet/shopMoney");
        BigDecimal total = amount(node, "totalPriceSet");
        String status = text(node, "displayFinancialStatus", LONGEST_STATUS);
        Instant created = instant(node, "createdAt");
        Instant updated = instant(node, "updatedAt");
        Instant processed = instant(node, "processedAt");
        // An order that was brought in from another system is older than the day on which it came into the shop.
        Instant placed = first(processed, first(created, updated));
        return new ShopOrder(
                number(node.path("id")),
                text(node, "name", LONGEST),
                placed == null ? Instant.EPOCH : placed,
                updated == null ? placed == null ? Instant.EPOCH : placed : updated,
                ShopOrder.isPaid(status) ? paidAt(node, total, placed) : null,
                status,
                node.path("test").asBoolean(false),
                node.path("cancelledAt").isString(),
                buyer,
                currency(money.path("currencyCode"), node.path("currencyCode")),
                total,
                subtotal(node),
                amount(node, "totalRefundedSet"));
    }

    private static @Nullable Instant first(@Nullable Instant one, @Nullable Instant otherwise) {
        return one == null ? otherwise : one;
    }

    private static long number(JsonNode id) {
        String gid = id.asString("");
        try {
            return Long.parseLong(gid.substring(gid.lastIndexOf('/') + 1));
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException(
                    "Shopify tells of an order without its number: " + BoundedText.bounded(gid, LONGEST));
        }
    }

    private static ShopOrder.@Nullable Buyer buyer(JsonNode customer) {
        return customer.path("id").isString()
                ? new ShopOrder.Buyer(
                        number(customer.path("id")),
                        text(customer, "displayName", LONGEST),
                        text(customer.path("defaultEmailAddress"), "emailAddress", LONGEST))
                : null;
    }

    private static String text(JsonNode node, String field, int longest) {
        JsonNode text = node.path(field);
        return text.isString() ? BoundedText.bounded(text.stringValue(""), longest) : "";
    }

    private static @Nullable String currency(JsonNode... told) {
        for (JsonNode one : told) {
            if (CURRENCY.matcher(one.asString("")).matches()) {
                return one.asString("");
            }
        }
        return null;
    }

    private static @Nullable BigDecimal amount(JsonNode node, String bag) {
        String text = node.path(bag).path("shopMoney").path("amount").asString("");
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    /**
     * Without tax: where prices are with it, Shopify's subtotal is too. The tax on shipping is not in it.
     * https://shopify.dev/docs/api/admin-graphql/latest/objects/Order#field-Order.fields.subtotalPriceSet
     */
    private static @Nullable BigDecimal subtotal(JsonNode node) {
        BigDecimal told = amount(node, "subtotalPriceSet");
        BigDecimal tax = amount(node, "totalTaxSet");
        if (told == null || tax == null || !node.path("taxesIncluded").asBoolean(false)) {
            return told;
        }
        BigDecimal ofLines = tax;
        for (JsonNode line : node.path("shippingLine").path("taxLines")) {
            BigDecimal ofShipping = amount(line, "priceSet");
            ofLines = ofShipping == null ? ofLines : ofLines.subtract(ofShipping);
        }
        return told.subtract(ofLines.max(BigDecimal.ZERO));
    }

    private record Payment(Instant at, @Nullable BigDecimal amount) {}

    /**
     * When the payment came by which all of it was there. There is no such field: it is the time of a transaction; where
     * the transactions do not say, the last of them, and where there is none, the order's own time.
     */
    private static @Nullable Instant paidAt(JsonNode node, @Nullable BigDecimal total, @Nullable Instant placed) {
        List<Payment> payments = new ArrayList<>();
        for (JsonNode one : node.path("transactions")) {
            Instant at = first(instant(one, "processedAt"), instant(one, "createdAt"));
            if (at != null
                    && RECEIVED.contains(one.path("kind").asString(""))
                    && one.path("status").asString("").equals("SUCCESS")) {
                payments.add(new Payment(at, amount(one, "amountSet")));
            }
        }
        payments.sort(Comparator.comparing(Payment::at));
        BigDecimal received = BigDecimal.ZERO;
        Instant last = placed;
        for (Payment payment : payments) {
            last = payment.at();
            received = payment.amount() == null ? received : received.add(payment.amount());
            if (total != null && received.compareTo(total) >= 0) {
                return last;
            }
        }
        return last;
    }

    private static @Nullable Instant instant(JsonNode node, String field) {
        JsonNode time = node.path(field);
        try {
            return time.isString() ? OffsetDateTime.parse(time.stringValue("")).toInstant() : null;
        } catch (DateTimeException none) {
            return null;
        }
    }
}
