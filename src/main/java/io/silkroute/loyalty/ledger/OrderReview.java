package io.silkroute.loyalty.ledger;

import io.silkroute.order.Booking;
import io.silkroute.order.Discrepancy;
import io.silkroute.order.Discrepancy.Reason;
import io.silkroute.order.ShopOrder;
import io.silkroute.shopify.BoundedText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the books make of an order as the shop tells it.
 *
 * @param order earning nothing yet
 * @param discrepancy why it does not count; null: it does
 */
record OrderReview(LedgerOrder order, @Nullable Discrepancy discrepancy) {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_STATUS = 30;
    private static final int DIGITS = 6; // more than any currency has
    private static final BigDecimal MOST = BigDecimal.TEN.pow(15);
    private static final String REFUNDED = "REFUNDED";
    private static final String PARTIALLY_REFUNDED = "PARTIALLY_REFUNDED";

    /** @param currency the shop's; null: it is not known, and any will do */
    static OrderReview of(ShopOrder told, @Nullable String currency, Booking booking) {
        Discrepancy discrepancy = discrepancy(told, currency);
        boolean booked = discrepancy == null;
        return new OrderReview(
                new LedgerOrder(
                        told.id(),
                        bounded(told.name(), LONGEST_NAME),
                        micros(told.createdAt()),
                        micros(told.updatedAt()),
                        micros(told.paidAt() == null ? told.createdAt() : told.paidAt()),
                        bounded(told.status(), LONGEST_STATUS),
                        told.test(),
                        told.cancelled(),
                        told.customer() == null
                                ? null
                                : Long.toString(told.customer().id()),
                        told.currency() == null ? null : bounded(told.currency(), 10),
                        stored(told.total()),
                        stored(told.subtotal()),
                        stored(told.refunded()),
                        booked,
                        booking.updateMetrics(),
                        false,
                        booked ? spent(told) : BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        null,
                        booking.importId()),
                discrepancy);
    }

    private static String bounded(String text, int most) {
        return BoundedText.bounded(text.replace("\0", ""), most);
    }

    // As exact as the database keeps it, so that what is stored is known as the same.
    private static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable BigDecimal stored(@Nullable BigDecimal amount) {
        return amount == null || tooMuch(amount) ? null : amount.setScale(DIGITS, RoundingMode.HALF_UP);
    }

    private static boolean tooMuch(BigDecimal amount) {
        return amount.abs().compareTo(MOST) >= 0;
    }

    /** Paid less refunded; more than all cannot be refunded. Of an order that counts. */
    private static BigDecimal spent(ShopOrder order) {
        BigDecimal total = Optional.ofNullable(stored(order.total())).orElseThrow();
        BigDecimal refunded = Optional.ofNullable(stored(order.refunded()))
                .orElse(order.status().equals(REFUNDED) ? total : BigDecimal.ZERO);
        return total.subtract(refunded.min(total));
    }

    private static @Nullable Discrepancy discrepancy(ShopOrder order, @Nullable String currency) {
        Map<String, String> details = new LinkedHashMap<>();
        if (order.test()) {
            return told(order, Reason.TEST_ORDER, "It is a test order, which brings nobody anything.", details);
        }
        if (order.cancelled()) {
            return told(
                    order,
                    Reason.CANCELLED,
                    "It was cancelled. What it had earned is taken back; there is nothing to do.",
                    details);
        }
        if (!ShopOrder.isPaid(order.status())) {
            details.put("status", bounded(order.status(), LONGEST_STATUS));
            return told(
                    order,
                    Reason.NOT_PAID,
                    "It is not paid%s. It is counted when the shop tells that it is."
                            .formatted(order.status().isEmpty() ? " (the shop tells no payment status)" : ""),
                    details);
        }
        if (order.customer() == null) {
            return told(
                    order,
                    Reason.NO_CUSTOMER,
                    "It has no customer: a guest placed it, or the shop does not let this app know who did. Assign it to a"
                            + " customer in Shopify, or allow the app protected customer data.",
                    details);
        }
        if (order.currency() == null || currency != null && !order.currency().equals(currency)) {
            details.put("order", order.currency() == null ? "" : bounded(order.currency(), 10));
            details.put("shop", currency == null ? "" : currency);
            return told(
                    order,
                    Reason.CURRENCY,
                    order.currency() == null
                            ? "Its currency is not told. Import it again."
                            : "It is in %s, and the ledger is kept in %s. What it earns has to be adjusted by hand."
                                    .formatted(bounded(order.currency(), 10), currency),
                    details);
        }
        return amounts(order, details);
    }

    private static @Nullable Discrepancy amounts(ShopOrder order, Map<String, String> details) {
        String wrong = wrong("total", order.total(), true, details);
        wrong = wrong == null ? wrong("subtotal", order.subtotal(), true, details) : wrong;
        wrong = wrong == null
                ? wrong("refunded", order.refunded(), order.status().equals(PARTIALLY_REFUNDED), details)
                : wrong;
        return wrong == null
                ? null
                : told(
                        order,
                        Reason.INVALID_AMOUNT,
                        "Its %s. Look at the order in Shopify; what it earns can be adjusted by hand.".formatted(wrong),
                        details);
    }

    private static @Nullable String wrong(
            String what, @Nullable BigDecimal amount, boolean needed, Map<String, String> details) {
        if (amount == null) {
            return needed ? what + " is missing" : null;
        }
        if (amount.signum() < 0 || tooMuch(amount)) {
            details.put(what, BoundedText.bounded(amount.toPlainString(), 40));
            return what + (amount.signum() < 0 ? " is negative" : " is larger than any order's");
        }
        return null;
    }

    static Discrepancy told(ShopOrder order, Reason reason, String sentence, Map<String, String> details) {
        return new Discrepancy(order.id(), bounded(order.name(), LONGEST_NAME), reason, sentence, Map.copyOf(details));
    }
}
