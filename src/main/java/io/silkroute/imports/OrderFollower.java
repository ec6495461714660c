package io.silkroute.imports;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.imports.OrdersToBook.Noted;
import io.silkroute.order.Booking;
import io.silkroute.order.Discrepancy;
import io.silkroute.order.FollowedOrders;
import io.silkroute.order.OrderBooks;
import io.silkroute.order.OrderQuery;
import io.silkroute.order.OrderReader;
import io.silkroute.order.ShopOrder;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
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
    private static final Operation NAMELESS = Operation.named("ordersToBookNameless");
    private static final Operation OF_CUSTOMERS_NAMELESS = Operation.named("lastOrdersToBookNameless");
    private static final int AT_ONCE = 20; // a call may cost 1,000 points
    private static final int MOST_CALLS = 50; // then it is the next connector's turn
    private static final Duration WHILE_SILENT = Duration.ofMinutes(1);

    /** What stands on no customer's page, and somebody has to see to. */
    private static final Set<Discrepancy.Reason> TOLD = EnumSet.of(
            Discrepancy.Reason.CURRENCY, Discrepancy.Reason.INVALID_AMOUNT, Discrepancy.Reason.DIFFERS_FROM_LEDGER);

    private final Connectors connectors;
    private final FollowedOrders followed;
    private final OrdersToBook noted;
    private final OrderBooks books;
    private final Gateway gateway;
    private final ActivityLog activity;
    private final Clock clock;
    private final Map<ConnectorName, Instant> silent = new ConcurrentHashMap<>(); // until when it is not asked again
    private final Set<ConnectorName> atWork = ConcurrentHashMap.newKeySet();
    private final Set<ConnectorName> forgotten = ConcurrentHashMap.newKeySet(); // of whom nothing is noted any more
    private final Set<ConnectorName> nameless = ConcurrentHashMap.newKeySet(); // whose shops keep the names back

    OrderFollower(
            Connectors connectors,
            FollowedOrders followed,
            OrdersToBook noted,
            OrderBooks books,
            Gateway gateway,
            ActivityLog activity,
            Clock clock) {
        this.connectors = connectors;
        this.followed = followed;
        this.noted = noted;
        this.books = books;
        this.gateway = gateway;
        this.activity = activity;
        this.clock = clock;
    }

    /** The connectors whose orders are to be read, and are not being read by this node. */
    public List<ConnectorName> find() {
        List<ConnectorName> due = new ArrayList<>();
        for (Connector connector : connectors.all()) {
            ConnectorName name = connector.name();
            Instant until = silent.get(name);
            if (!connector.active() || until != null && until.isAfter(clock.instant()) || atWork.contains(name)) {
                continue;
            }
            if (!followed.follows(name)) {
                if (forgotten.add(name)) {
                    noted.forget(name);
                }
            } else if (noted.any(name)) {
                due.add(name);
            }
        }
        forgotten.removeIf(followed::follows);
        atWork.addAll(due); // last: one that was noted as being read and is not would never be read again
        return due;
    }

    /** @throws RuntimeException the first of what failed; what was booked is not read again */
    public void read(ConnectorName connector) {
        List<RuntimeException> failures = new ArrayList<>();
        try {
            books.ready(connector);
            read(connector, ORDERS, NAMELESS, false, failures);
            read(connector, OF_CUSTOMERS, OF_CUSTOMERS_NAMELESS, true, failures);
        } finally {
            atWork.remove(connector);
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        silent.remove(connector);
    }

    private void read(
            ConnectorName connector,
            Operation operation,
            Operation withoutNames,
            boolean customers,
            List<RuntimeException> failures) {
        OrderQuery query = new OrderQuery(
                gateway, operation, withoutNames, nameless.contains(connector), () -> nameless.add(connector));
        int failed = failures.size();
        for (int call = 0; call < MOST_CALLS && failures.size() == failed; call++) {
            List<Noted> next = noted.next(connector, customers, AT_ONCE);
            if (next.isEmpty()) {
                return;
            }
            List<Noted> left = new ArrayList<>(next);
            try {
                left = book(connector, orders(connector, query, next, customers), failures);
            } catch (RuntimeException failure) {
                failures.add(failure);
            }
            noted.failed(connector, left);
            List<Noted> booked = new ArrayList<>(next);
            booked.removeAll(left);
            noted.booked(connector, booked);
        }
    }

    /** As they are now; what is gone is not among them. */
    private static Map<Noted, ShopOrder> orders(
            ConnectorName connector, OrderQuery query, List<Noted> next, boolean customers) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = variables.putArray("ids");
        next.forEach(one -> ids.add(one.id().gid()));
        JsonNode nodes = ImportBroken.data(query.ask(connector, variables)).path("nodes");
        Map<Noted, ShopOrder> orders = new LinkedHashMap<>();
        for (int i = 0; i < next.size(); i++) {
            JsonNode order = customers ? nodes.path(i).path("lastOrder") : nodes.path(i);
            if (order.path("id").isString()) {
                orders.put(next.get(i), OrderReader.order(order));
            }
        }
        return orders;
    }

    /** One that cannot be booked harms none of those beside it. @return those that could not be booked */
    private List<Noted> book(ConnectorName connector, Map<Noted, ShopOrder> orders, List<RuntimeException> failures) {
        List<Noted> left = new ArrayList<>();
        try {
            book(connector, orders.values());
        } catch (RuntimeException together) {
            orders.forEach((one, order) -> {
                try {
                    book(connector, List.of(order));
                } catch (RuntimeException alone) {
                    left.add(one);
                    failures.add(alone);
                }
            });
        }
        return left;
    }

    private void book(ConnectorName connector, Collection<ShopOrder> orders) {
        if (!orders.isEmpty()) {
            books.book(connector, orders, Booking.AS_IT_HAPPENS).stream()
                    .filter(found -> TOLD.contains(found.reason()))
                    .forEach(found -> activity.append(
                            Entry.note(connector.text(), "The order " + found.name() + ": " + found.sentence())));
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
