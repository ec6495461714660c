package io.silkroute.sandbox.order;

import io.silkroute.sandbox.customer.Customer;
import io.silkroute.sandbox.customer.Customers;
import io.silkroute.sandbox.graphql.Call;
import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Shelf;
import io.silkroute.sandbox.shop.Shop;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The shelf of orders. */
@InSandbox
@Component("sandboxOrders")
final class Orders {
    static final String ALL = "read_all_orders";
    private static final Duration WINDOW = Duration.ofDays(60);
    private static final int FIRST_NUMBER = 1001;

    private final Shop shop;
    private final Customers customers;
    private final Shelf<Order> orders;
    private final Map<String, Long> byName = new ConcurrentHashMap<>();
    private final Map<Long, ConcurrentSkipListSet<Long>> ofCustomer = new ConcurrentHashMap<>();

    Orders(Shop shop, Customers customers) {
        this.shop = shop;
        this.customers = customers;
        this.orders = shop.shelf("order", Order.class, Order::id, new Index()).telling(OrderNotices::of);
    }

    NavigableMap<Long, Order> all() {
        return orders.all();
    }

    /** Without the scope the older ones are not there, and nothing says so. */
    boolean visible(Order order, Call call) {
        return call.scopes().contains(ALL) || order.createdAt >= shop.now() - WINDOW.toMillis();
    }

    @Nullable
    Order visible(String gid, Call call) {
        Order order = orders.get(Gid.number(gid, Order.GID));
        return order == null || !visible(order, call) ? null : order;
    }

    @Nullable
    Order get(long id) {
        return orders.get(id);
    }

    /** By its id or name. */
    @Nullable
    Order named(String name) {
        Long id = byName.get(name);
        return orders.get(id == null ? Gid.number(name, Order.GID) : id);
    }

    String nextName() {
        int number = FIRST_NUMBER + orders.all().size();
        while (byName.containsKey("#" + number)) {
            number++;
        }
        return "#" + number;
    }

    List<Order> ofCustomer(long customer) {
        return ofCustomer.getOrDefault(customer, new ConcurrentSkipListSet<>()).stream()
                .flatMap(id -> Stream.ofNullable(orders.get(id)))
                .toList();
    }

    /** Also what Shopify tells of the customer's orders. */
    void put(Order order) {
        orders.put(order);
        Customer customer = order.customer == null ? null : customers.customer(order.customer);
        if (customer != null) {
            List<Order> own = ofCustomer(customer.id()).stream()
                    .filter(each -> !each.test)
                    .toList();
            customers.spent(
                    customer.id(),
                    own.size(),
                    own.stream()
                            .filter(each -> each.cancelledAt == null)
                            .map(Order::net)
                            .reduce(BigDecimal.ZERO, BigDecimal::add));
        }
    }

    private final class Index implements Shelf.Index<Order> {
        @Override
        public void adding(@Nullable Order before, Order now) {
            shop.seen(now.id);
            now.lines.forEach(line -> shop.seen(line.id()));
            now.transactions.forEach(transaction -> shop.seen(transaction.id()));
            now.refunds.forEach(refund -> {
                shop.seen(refund.id());
                refund.lines().forEach(line -> shop.seen(line.id()));
            });
            byName.put(now.name, now.id);
            if (now.customer != null) {
                ofCustomer
                        .computeIfAbsent(now.customer, id -> new ConcurrentSkipListSet<>())
                        .add(now.id);
            }
        }

        @Override
        public void cleared() {
            byName.clear();
            ofCustomer.clear();
        }
    }
}
