package io.silkroute.loyalty.ledger;

import io.silkroute.connector.ConnectorName;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A customer's orders, for those who show them. */
@Component
public class BookedOrders {

    private final LedgerOrders orders;

    BookedOrders(LedgerOrders orders) {
        this.orders = orders;
    }

    /**
     * @param counts does it, and do totals follow it?
     * @param cashback what the customer has of it
     * @param tier that was reached before it; null: none
     */
    public record BookedOrder(
            long id,
            String name,
            Instant paidAt,
            String status,
            boolean counts,
            BigDecimal spent,
            BigDecimal cashback,
            @Nullable String tier) {}

    /** Latest first. */
    public List<BookedOrder> of(ConnectorName connector, String customer, int limit) {
        return orders.latest(connector, customer, limit).stream()
                .map(order -> new BookedOrder(
                        order.id(),
                        order.name(),
                        order.paidAt(),
                        order.status(),
                        order.booked() && order.counted(),
                        order.spent(),
                        order.net(),
                        order.tier()))
                .toList();
    }
}
