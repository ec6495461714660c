package io.silkroute.loyalty.customer;

import io.silkroute.connector.ConnectorName;
import io.silkroute.loyalty.ledger.LedgerCustomer;
import io.silkroute.loyalty.ledger.LedgerCustomers;
import io.silkroute.loyalty.ledger.OrderLedger;
import io.silkroute.order.Booking;
import io.silkroute.order.Discrepancy;
import io.silkroute.order.OrderQuery;
import io.silkroute.order.OrderReader;
import io.silkroute.order.ShopOrder;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a customer with all orders that the shop tells of, and books them. Visitors of one customer wait for one reading. */
@Component
public class CustomerVisits {

    private static final Logger LOG = LoggerFactory.getLogger(CustomerVisits.class);
    private static final Operation READ = Operation.named("customerWithOrders");
    private static final Operation NAMELESS = Operation.named("customerWithOrdersNameless");
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_PAGES = 500; // Shopify pages through 25,000 objects

    private final Gateway gateway;
    private final OrderLedger ledger;
    private final LedgerCustomers customers;
    private final ExecutorService threads;
    private final Clock clock;
    private final Set<ConnectorName> nameless = ConcurrentHashMap.newKeySet(); // whose shops keep the names back
    private final Map<Asked, CompletableFuture<Visit>> readings = new ConcurrentHashMap<>();

    CustomerVisits(
            Gateway gateway,
            OrderLedger ledger,
            LedgerCustomers customers,
            @Qualifier("loyaltyThreads") ExecutorService threads,
            Clock clock) {
        this.gateway = gateway;
        this.ledger = ledger;
        this.customers = customers;
        this.threads = threads;
        this.clock = clock;
    }

    private record Asked(ConnectorName connector, String customer) {}

    /**
     * What came of asking the shop.
     *
     * @param orders that it told of
     * @param discrepancies orders that do not count
     * @param problem why it is not as of now; null: it is
     * @param unknown the shop has answered that it has no such customer
     */
    public record Visit(
            int orders,
            List<Discrepancy> discrepancies,
            @Nullable String problem,
            boolean unknown) {

        private static Visit told(int orders, List<Discrepancy> discrepancies) {
            return new Visit(orders, discrepancies, null, false);
        }

        private static Visit failed(String problem) {
            return new Visit(0, List.of(), problem, false);
        }
    }

    /** Asks the shop unless it was asked within a minute. Waits for it a few seconds; a reading that takes longer goes on. */
    public Visit visit(ConnectorName connector, String id) {
        Instant refreshed =
                customers.find(connector, id).map(LedgerCustomer::refreshedAt).orElse(null);
        return refreshed != null && refreshed.plus(FRESH).isAfter(clock.instant())
                ? Visit.told(0, List.of())
                : awaited(connector, id, PATIENCE);
    }

    /** Asks the shop whenever it was asked. */
    public Visit sync(ConnectorName connector, String id) {
        return awaited(connector, id, LONG_PATIENCE);
    }

    private Visit awaited(ConnectorName connector, String id, Duration patience) {
        Asked asked = new Asked(connector, id);
        CompletableFuture<Visit> reading = readings.computeIfAbsent(
                asked, any -> CompletableFuture.supplyAsync(() -> read(connector, id), threads));
        CompletableFuture<Visit> unused = reading.whenComplete((visit, failure) -> readings.remove(asked, reading));
        try {
            return reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            return Visit.failed("The shop has not answered yet.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Visit.failed("Silkroute shuts down.");
        } catch (ExecutionException failure) {
            LOG.error("Reading customer {} of {} failed", id, connector, failure.getCause());
            return Visit.failed("Reading the customer failed inside Silkroute; the log says how.");
        }
    }

    private Visit read(ConnectorName connector, String id) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode().put("id", "gid://shopify/Customer/" + id);
        List<Discrepancy> discrepancies = new ArrayList<>();
        int orders = 0;
        ledger.ready(connector);
        OrderQuery query =
                new OrderQuery(gateway, READ, NAMELESS, nameless.contains(connector), () -> nameless.add(connector));
        for (int page = 0; page < MOST_PAGES; page++) {
            CallResult answer = query.ask(connector, variables);
            if (!(answer instanceof CallResult.Accepted accepted)) {
                return Visit.failed(answer.whyNot().sentence());
            }
            JsonNode customer = accepted.data().path("customer");
            if (!customer.isObject()) {
                return new Visit(
                        0, List.of(), "The shop has no such customer, or does not let this app know of it.", true);
            }
            List<ShopOrder> told = orders(customer, Long.parseLong(id));
            if (page == 0) {
                ledger.meet(
                        connector,
                        new LedgerCustomers.Person(
                                id, customer.path("displayName").asString(""), email(customer), clock.instant()));
            }
            discrepancies.addAll(ledger.book(connector, told, Booking.AS_IT_HAPPENS));
            orders += told.size();
            String after = Pages.after(customer.path("orders"));
            if (after == null) {
                customers.refreshed(connector, id, clock.instant());
                return Visit.told(orders, discrepancies);
            }
            variables.put("after", after);
        }
        return Visit.failed("The customer has more orders than Shopify tells at once; import them instead.");
    }

    private static List<ShopOrder> orders(JsonNode customer, long id) {
        ShopOrder.Buyer buyer =
                new ShopOrder.Buyer(id, customer.path("displayName").asString(""), email(customer));
        List<ShopOrder> orders = new ArrayList<>();
        for (JsonNode node : customer.path("orders").path("nodes")) {
            orders.add(OrderReader.order(node, buyer));
        }
        return orders;
    }

    private static String email(JsonNode customer) {
        return customer.at("/defaultEmailAddress/emailAddress").asString("");
    }
}
