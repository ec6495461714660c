package io.silkroute.sandbox.order;

import io.silkroute.sandbox.catalogue.Assortment;
import io.silkroute.sandbox.customer.Customers;
import io.silkroute.sandbox.discount.Checkout;
import io.silkroute.sandbox.graphql.Call;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.graphql.SearchQuery;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.metafield.Metafields;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Shop;
import io.silkroute.sandbox.tag.TaggedObjects;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Orders in the API, to be read, and in the control endpoint, to be placed. */
@InSandbox
@Component("sandboxOrderFeature")
final class OrderFeature implements SandboxFeature {
    private static final String READ = "read_orders";
    private static final String WRITE = "write_orders";

    private final Shop shop;
    private final Orders orders;
    private final OrderGraph graph;
    private final Placement placement;
    private final Settlement settlement;
    private final OrderHistory history;

    OrderFeature(
            Shop shop,
            Orders orders,
            Customers customers,
            Assortment assortment,
            Checkout checkout,
            Metafields metafields,
            TaggedObjects tagged) {
        this.shop = shop;
        this.orders = orders;
        this.graph = new OrderGraph(orders, customers, metafields);
        this.placement = new Placement(shop, customers, assortment, checkout, orders);
        this.settlement = new Settlement(shop, orders);
        this.history = new OrderHistory(shop, customers, orders, placement, settlement);
        tagged.keep(Order.GID, WRITE, this::tags);
    }

    /** Not {@code read_all_orders}: Shopify grants it to few, and on request. */
    @Override
    public List<String> scopes() {
        return List.of(READ, WRITE);
    }

    @Override
    public void wire(Wiring wiring) {
        wiring.schema("/shopify/admin-subset-orders.graphqls");
        graph.wire(wiring);
        graph.ofCustomer(wiring);
        wiring.node(Order.GID, READ, orders::visible);
        wiring.query("order", READ, (args, call) -> orders.visible(args.text("id", ""), call));
        wiring.searches("orders", OrderSearch.FIELDS);
        wiring.searches("ordersCount", OrderSearch.FIELDS);
        wiring.query("orders", READ, this::orders);
        wiring.query("ordersCount", READ, this::count);
    }

    private Predicate<Order> matches(Input args, Call call) {
        Predicate<Order> found = OrderSearch.orders(SearchQuery.parse(args.text("query")));
        return order -> orders.visible(order, call) && found.test(order);
    }

    private Map<String, Object> count(Input args, Call call) {
        long count = orders.all().values().stream().filter(matches(args, call)).count();
        int limit = args.limit(10_000);
        return Map.of("count", (int) Math.min(count, limit), "precision", count > limit ? "AT_LEAST" : "EXACT");
    }

    private Page orders(Input args, Call call) {
        Comparator<Order> order = switch (args.text("sortKey", "PROCESSED_AT")) {
            case "CREATED_AT" -> Comparator.comparing(each -> each.createdAt);
            case "PROCESSED_AT" -> Comparator.comparing(each -> each.processedAt);
            case "UPDATED_AT" -> Comparator.comparing(each -> each.updatedAt);
            case "TOTAL_PRICE" -> Comparator.comparing(Order::total);
            case "CURRENT_TOTAL_PRICE" -> Comparator.comparing(Order::currentTotal);
            default -> Comparator.comparing(Order::id);
        };
        return Page.of(
                orders.all().values().stream()
                        .filter(matches(args, call))
                        .sorted(order.thenComparing(Order::id))
                        .toList(),
                Order::id,
                args);
    }

    private Map<String, Object> tags(String gid, UnaryOperator<List<String>> change) {
        return shop.write(() -> {
            Order before = gid.isEmpty() ? null : orders.named(gid);
            if (before == null) {
                return Payload.errors(new UserError(List.of("id"), "Order does not exist", null));
            }
            Order order = before.copy();
            order.tags = change.apply(before.tags);
            order.updatedAt = shop.now();
            orders.put(order);
            return Payload.of("node", order, List.of());
        });
    }

    @Override
    public void tell(Map<String, Object> state) {
        state.put("orders", orders.all().size());
    }

    @Override
    public Map<String, Contents> contents() {
        return Map.of("orders", () -> orders.all().values().stream().map(OrderFeature::line));
    }

    private static Map<String, @Nullable Object> line(Order order) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("id", order.gid());
        line.put("name", order.name);
        line.put("processedAt", Times.of(order.processedAt));
        line.put("codes", order.codes);
        line.put("financialStatus", order.financialStatus());
        line.put("test", order.test);
        line.put("cancelled", order.cancelledAt != null);
        line.put("total", order.total().toPlainString());
        line.put("discounts", order.discounts().toPlainString());
        line.put("net", order.net().toPlainString());
        return line;
    }

    @Override
    public Map<String, Consumer<JsonNode>> controls() {
        return Map.of(
                "orders", wanted -> each(wanted, placement::place),
                "orderHistory", history::make,
                "payments", wanted -> each(wanted, settlement::pay),
                "refunds", wanted -> each(wanted, settlement::refund),
                "cancellations", wanted -> each(wanted, settlement::cancel));
    }

    boolean hasOrders() {
        return !orders.all().isEmpty();
    }

    /** @throws IllegalArgumentException if it cannot be placed as things are; nothing has changed then */
    void place(JsonNode wanted) {
        shop.write(() -> {
            placement.place(wanted);
            return true;
        });
    }

    private void each(JsonNode wanted, Consumer<JsonNode> one) {
        shop.write(() -> {
            wanted.forEach(one);
            return true;
        });
    }
}
