package io.silkroute.loyalty.customer;

import io.silkroute.order.ShopOrder;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes of an order, as the shop tells it at its customer, what the ledger needs. */
final class OrderOfCustomer {

    private static final Set<String> PAYMENTS = Set.of("SALE", "CAPTURE");
    private static final Set<String> WAS_PAID = Set.of("PAID", "PARTIALLY_REFUNDED", "REFUNDED");

    private OrderOfCustomer() {}

    /** @throws IllegalArgumentException if it lacks what every order has */
    static ShopOrder of(JsonNode order, ShopOrder.Buyer buyer) {
        JsonNode total = order.at("/totalPriceSet/shopMoney");
        BigDecimal toPay = amount(total);
        String status = order.path("displayFinancialStatus").asString("");
        return new ShopOrder(
                Long.parseLong(order.path("legacyResourceId").asString("")),
                order.path("name").asString(""),
                placed(order),
                instant(order, "updatedAt"),
                WAS_PAID.contains(status) ? paidAt(order.path("transactions"), toPay) : null,
                status,
                order.path("test").asBoolean(false),
                order.path("cancelledAt").isString(),
                buyer,
                total.path("currencyCode").stringValue(null),
                toPay,
                subtotal(order),
                amount(order.at("/totalRefundedSet/shopMoney")));
    }

    // An order that was brought in from elsewhere was placed when it was processed.
    private static Instant placed(JsonNode order) {
        return instant(order, order.path("processedAt").isString() ? "processedAt" : "createdAt");
    }

    private record Payment(Instant at, BigDecimal amount) {}

    /** When so much had come that all was paid; with less, when the last payment came; null: none came. */
    private static @Nullable Instant paidAt(JsonNode transactions, @Nullable BigDecimal toPay) {
        List<Payment> payments = new ArrayList<>();
        for (JsonNode one : transactions) {
            BigDecimal amount = amount(one.at("/amountSet/shopMoney"));
            if (PAYMENTS.contains(one.path("kind").asString(""))
                    && one.path("status").asString("").equals("SUCCESS")
                    && amount != null) {
                payments.add(new Payment(
                        instant(one, one.path("processedAt").isString() ? "processedAt" : "createdAt"), amount));
            }
        }
        payments.sort(Comparator.comparing(Payment::at));
        BigDecimal received = BigDecimal.ZERO;
        Instant last = null;
        for (Payment payment : payments) {
            received = received.add(payment.amount());
            last = payment.at();
            if (toPay != null && received.compareTo(toPay) >= 0) {
                return last;
            }
        }
        return last;
    }

    /** Without tax: where prices are with it, Shopify's subtotal is too. */
    private static @Nullable BigDecimal subtotal(JsonNode order) {
        BigDecimal told = amount(order.at("/subtotalPriceSet/shopMoney"));
        BigDecimal tax = amount(order.at("/totalTaxSet/shopMoney"));
        return told == null || tax == null || !order.path("taxesIncluded").asBoolean(false) ? told : told.subtract(tax);
    }

    private static @Nullable BigDecimal amount(JsonNode money) {
        String text = money.path("amount").asString("");
        return text.isEmpty() ? null : new BigDecimal(text);
    }

    private static Instant instant(JsonNode of, String field) {
        String text = of.path(field).asString("");
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            throw new IllegalArgumentException("An order's " + field + " is no time: " + text, noTime);
        }
    }
}
