package io.silkroute.loyalty.ledger;

import io.silkroute.order.ShopOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An order as a shop tells it: paid, by customer 1, unless it is said otherwise. */
public final class AShopOrder {

    private final long id;
    private Instant paidAt = Instant.parse("2026-11-01T12:00:00Z");
    private Duration age = Duration.ZERO;
    private String status = "PAID";
    private boolean test;
    private boolean cancelled;
    private boolean paid = true;
    private ShopOrder.@Nullable Buyer customer = new ShopOrder.Buyer(1, "Anna Smith", "anna@example.com");
    private @Nullable String currency = "EUR";
    private @Nullable BigDecimal total = new BigDecimal("120.00");
    private @Nullable BigDecimal subtotal = new BigDecimal("100.00");
    private @Nullable BigDecimal refunded = BigDecimal.ZERO;

    private AShopOrder(long id) {
        this.id = id;
    }

    public static AShopOrder order(long id) {
        return new AShopOrder(id);
    }

    public AShopOrder paidAt(String time) {
        paidAt = Instant.parse(time);
        return this;
    }

    /** How long after the order was placed it was changed last. */
    public AShopOrder later(int minutes) {
        age = Duration.ofMinutes(minutes);
        return this;
    }

    public AShopOrder by(long customerId) {
        customer = new ShopOrder.Buyer(customerId, "Customer " + customerId, "c" + customerId + "@example.com");
        return this;
    }

    public AShopOrder byGuest() {
        customer = null;
        return this;
    }

    public AShopOrder status(String word) {
        status = word;
        return this;
    }

    public AShopOrder unpaid(String word) {
        paid = false;
        return status(word);
    }

    public AShopOrder test() {
        test = true;
        return this;
    }

    public AShopOrder cancelled() {
        cancelled = true;
        return this;
    }

    public AShopOrder in(@Nullable String code) {
        currency = code;
        return this;
    }

    /** Total and subtotal, without shipping and tax. */
    public AShopOrder of(String amount) {
        return total(amount).subtotal(amount);
    }

    public AShopOrder total(@Nullable String amount) {
        total = amount == null ? null : new BigDecimal(amount);
        return this;
    }

    public AShopOrder subtotal(@Nullable String amount) {
        subtotal = amount == null ? null : new BigDecimal(amount);
        return this;
    }

    public AShopOrder refunded(@Nullable String amount) {
        refunded = amount == null ? null : new BigDecimal(amount);
        return status("PARTIALLY_REFUNDED");
    }

    public ShopOrder told() {
        return new ShopOrder(
                id,
                "#" + id,
                paidAt,
                paidAt.plus(age),
                paid ? paidAt : null,
                status,
                test,
                cancelled,
                customer,
                currency,
                total,
                subtotal,
                refunded);
    }
}
