package io.silkroute.sandbox.order;

import io.silkroute.sandbox.customer.Customers;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.shop.Shop;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a shop that has sold for a while: customers, and orders of every kind in the order in which they were placed. The
 * same seed makes the same.
 */
final class OrderHistory {
    private static final Set<String> FIELDS = Set.of("customers", "orders", "days", "seed");
    private static final int MAX_CUSTOMERS = 100_000;
    private static final int MAX_ORDERS = 200_000;
    private static final List<String> FIRST_NAMES = List.of("Anna", "Bob", "Chloé", "Dmitri", "Eun", "Farid", "Grace");
    private static final List<String> LAST_NAMES = List.of("Adams", "Bauer", "Chen", "Dubois", "Eriksson", "Fontana");
    private static final List<String> GOODS = List.of("Lamp", "Chair", "Table", "Shelf", "Rug", "Vase");

    private final Shop shop;
    private final Customers customers;
    private final Orders orders;
    private final Placement placement;
    private final Settlement settlement;

    OrderHistory(Shop shop, Customers customers, Orders orders, Placement placement, Settlement settlement) {
        this.shop = shop;
        this.customers = customers;
        this.orders = orders;
        this.placement = placement;
        this.settlement = settlement;
    }

    /** What makes an order another than most, and of how many in a hundred it does. */
    private enum Kind {
        TEST(3),
        GUEST(6),
        CANCELLED(3),
        UNPAID(4),
        PARTLY_REFUNDED(5),
        REFUNDED(3),
        EDITED(3),
        ABROAD(6), // paid in another currency than the shop's
        PLAIN(67);

        private final int share;

        Kind(int share) {
            this.share = share;
        }

        static Kind of(int percent) {
            int left = percent;
            for (Kind kind : values()) {
                left -= kind.share;
                if (left < 0) {
                    return kind;
                }
            }
            return PLAIN;
        }
    }

    /** @param wanted such as {@code {"customers": 2000, "orders": 10000, "days": 800, "seed": 1}} */
    void make(JsonNode wanted) {
        Placement.known(wanted, FIELDS, "orderHistory");
        int people = number(wanted, "customers", 0, MAX_CUSTOMERS);
        int placed = number(wanted, "orders", 0, MAX_ORDERS);
        int days = number(wanted, "days", 365, 36_500);
        Random random = new Random(wanted.path("seed").asLong(1));
        shop.write(() -> {
            long now = shop.now();
            long since = now - Duration.ofDays(days).toMillis();
            for (int n = 1; n <= people; n++) {
                customers.make(
                        email(n),
                        FIRST_NAMES.get(n % FIRST_NAMES.size()),
                        LAST_NAMES.get(n % LAST_NAMES.size()) + " " + n,
                        since);
            }
            long[] times = new long[placed];
            Arrays.setAll(times, n -> since + (long) (random.nextDouble() * (now - since)));
            Arrays.sort(times);
            int number = Integer.parseInt(orders.nextName().substring(1)); // counted once, not for each order
            for (long at : times) {
                while (orders.named("#" + number) != null) {
                    number++;
                }
                place(random, "#" + number, people, at);
            }
            return true;
        });
    }

    private static int number(JsonNode wanted, String field, int otherwise, int most) {
        int number = wanted.path(field).asInt(otherwise);
        if (number < 0 || number > most) {
            throw new IllegalArgumentException("orderHistory: " + field + " is from 0 to " + most);
        }
        return number;
    }

    private static String email(int n) {
        return String.format(Locale.ROOT, "customer-%05d@example.com", n);
    }

    private void place(Random random, String name, int people, long at) {
        Kind kind = Kind.of(random.nextInt(100));
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("name", name).put("createdAt", Times.of(at));
        if (people > 0 && kind != Kind.GUEST) {
            order.put("customer", email(1 + random.nextInt(people)));
        }
        for (int line = 0; line <= random.nextInt(3); line++) {
            order.withArray("lines")
                    .addObject()
                    .put("title", GOODS.get(random.nextInt(GOODS.size())))
                    .put("price", cents(500 + random.nextInt(20_000)))
                    .put("quantity", 1 + random.nextInt(2));
        }
        order.put("shipping", cents(random.nextInt(2) * 490));
        order.put("test", kind == Kind.TEST).put("paid", kind != Kind.UNPAID).put("edited", kind == Kind.EDITED);
        if (kind == Kind.ABROAD) {
            order.putObject("presentment").put("currency", "SEK").put("rate", "11.25");
        }
        placement.place(order);
        ObjectNode then = JsonNodeFactory.instance
                .objectNode()
                .put("order", name)
                .put("at", Times.of(Math.min(shop.now(), at + Duration.ofDays(3).toMillis())));
        switch (kind) {
            case CANCELLED -> settlement.cancel(then.put("refund", true));
            case REFUNDED -> settlement.refund(then);
            case PARTLY_REFUNDED -> settlement.refund(then.put("amount", "4.50"));
            default -> {}
        }
    }

    private static String cents(int cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }
}
