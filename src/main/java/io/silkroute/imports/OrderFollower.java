package io.silkroute.imports;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.imports.OrdersToBook.Noted;
import io.silkroute.order.Booking;
import io.silkroute.order.FollowedOrders;
import io.silkroute.order.OrderBooks;
import io.silkroute.order.OrderReader;
import io.silkroute.order.ShopOrder;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads orders that have changed and books them as they are now. Of a customer that has changed the last order is read, so
 * that the books learn who it is. What could not be read is read again.
 */
@Component("orderFollower")
class OrderFollower {

    private static final Logger LOG = LoggerFactory.getLogger(OrderFollower.class);
    private static final Operation ORDERS = Operation.named("ordersToBook");
    private static final Operation OF_CUSTOMERS = Operation.named("lastOrdersToBook");
    private static final int AT_ONCE = 20; // a call may cost 1,000 points
    private static final int MOST_CALLS = 50; // then it is the next connector's turn
    private static final Duration WHILE_SILENT = Duration.ofMinutes(1);

    private final Connectors connectors;
    private final FollowedOrders followed;
    private final OrdersToBook noted;
    private final OrderBooks books;
    private final Gateway gateway;
    private final Clock clock;
    private final Map<ConnectorName, Instant> silent = new ConcurrentHashMap<>(); // until when it is not asked again
    private final Set<ConnectorName> atWork = ConcurrentHashMap.newKeySet();

    OrderFollower(
            Connectors connectors,
            FollowedOrders followed,
            OrdersToBook noted,
            OrderBooks books,
            Gateway gateway,
            Clock clock) {
        this.connectors = connectors;
        this.followed = followed;
        this.noted = noted;
        this.books = books;
        this.gateway = gateway;
        this.clock = clock;
    }

    /** The connectors whose orders are to be read, and are not being read by this node. */
    public List<ConnectorName> find() {
        List<ConnectorName> due = new ArrayList<>();
        for (ConnectorName connector : noted.connectors()) {
            Instant until = silent.get(connector);
            boolean active = connectors.find(connector).map(Connector::active).orElse(false);
            if (active && !followed.follows(connector)) {
                noted.forget(connector);
            } else if (active && (until == null || !until.isAfter(clock.instant())) && atWork.add(connector)) {
                due.add(connector);
            }
        }
        return due;
    }

    /** @throws ImportBroken if the shop does not tell; what was booked before is not read again */
    public void read(ConnectorName connector) {
        try {
            read(connector, ORDERS, false);
            read(connector, OF_CUSTOMERS, true);
            silent.remove(connector);
        } finally {
            atWork.remove(connector);
        }
    }

    private void read(ConnectorName connector, Operation operation, boolean customers) {
        for (int call = 0; call < MOST_CALLS; call++) {
            List<Noted> next = noted.next(connector, customers, AT_ONCE);
            if (next.isEmpty()) {
                return;
            }
            ObjectNode variables = JsonNodeFactory.instance.objectNode();
            ArrayNode ids = variables.putArray("ids");
            next.forEach(one -> ids.add(one.id().gid()));
            Map<Long, ShopOrder> orders = new LinkedHashMap<>();
            for (JsonNode node : ImportBroken.data(gateway.call(connector, operation, variables))
                    .path("nodes")) {
                JsonNode order = customers ? node.path("lastOrder") : node;
                if (order.path("id").isString()) { // otherwise it is gone, or there is none
                    ShopOrder read = OrderReader.order(order);
                    orders.put(read.id(), read);
                }
            }
            if (!orders.isEmpty()) {
                books.book(connector, orders.values(), Booking.AS_IT_HAPPENS);
            }
            noted.booked(connector, next);
        }
    }

    /** The connector's orders could not be read or booked; they are tried again after a while. */
    public void broke(ConnectorName connector, Exception failure) {
        silent.put(connector, clock.instant().plus(WHILE_SILENT));
        Throwable cause = failure instanceof ImportBroken || failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof ImportBroken) {
            LOG.warn("Orders of {} that have changed are booked later: {}", connector, cause.getMessage());
        } else {
            LOG.error("Orders of {} that have changed could not be booked; they are tried again", connector, failure);
        }
    }
}
