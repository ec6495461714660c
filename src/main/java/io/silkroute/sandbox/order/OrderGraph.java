package io.silkroute.sandbox.order;

import io.silkroute.sandbox.customer.Customer;
import io.silkroute.sandbox.customer.Customers;
import io.silkroute.sandbox.graphql.Call;
import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.graphql.Typed;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.metafield.Metafields;
import io.silkroute.sandbox.shop.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How orders are read. */
final class OrderGraph {
    private final Orders orders;
    private final Customers customers;
    private final Metafields metafields;

    OrderGraph(Orders orders, Customers customers, Metafields metafields) {
        this.orders = orders;
        this.customers = customers;
        this.metafields = metafields;
    }

    /** A part of an order, which knows the order for its currency and its discounts. */
    private record Part<T>(Order order, T part) {}

    /** A discount of an order as one of three types. */
    private record Applied(Order order, Application application) implements Typed {
        @Override
        public String typename() {
            return application.by().typename;
        }
    }

    private static Map<String, Object> bag(Order order, BigDecimal amount) {
        Currency presentment = Currency.getInstance(order.presentmentCurrency);
        return Map.of(
                "shopMoney",
                Money.of(amount.toPlainString(), Currency.getInstance(order.currency)),
                "presentmentMoney",
                Money.of(
                        amount.multiply(order.presentmentRate)
                                .setScale(presentment.getDefaultFractionDigits(), RoundingMode.HALF_UP)
                                .toPlainString(),
                        presentment));
    }

    void wire(Wiring wiring) {
        Wiring.Type<Order> type = wiring.object("Order", Order.class)
                .get("id", Order::gid)
                .get("legacyResourceId", o -> String.valueOf(o.id))
                .get("name", o -> o.name)
                .get("createdAt", o -> Times.of(o.createdAt))
                .get("processedAt", o -> Times.of(o.processedAt))
                .get("updatedAt", o -> Times.of(o.updatedAt))
                .get("cancelledAt", o -> o.cancelledAt == null ? null : Times.of(o.cancelledAt))
                .get("cancelReason", o -> o.cancelReason)
                .get("closed", o -> false)
                .get("confirmed", o -> true)
                .get("currencyCode", o -> o.currency)
                .get("presentmentCurrencyCode", o -> o.presentmentCurrency)
                .guarded("customer", "read_customers", (o, args, call) -> customer(o))
                .get("discountCode", o -> o.codes.isEmpty() ? null : o.codes.get(0))
                .get("discountCodes", o -> o.codes)
                .get("displayFinancialStatus", Order::financialStatus)
                .get("edited", o -> o.edited)
                .get("email", o -> o.email)
                .get("fullyPaid", Order::fullyPaid)
                .get("unpaid", o -> o.received().signum() == 0)
                .get("note", o -> o.note)
                .get("sourceName", o -> o.source)
                .get("tags", o -> o.tags)
                .get("taxesIncluded", o -> o.taxesIncluded)
                .get("test", o -> o.test)
                .read("discountApplications", (o, args) -> applications(o, args))
                .read(
                        "lineItems",
                        (o, args) ->
                                Page.of(parts(o, o.lines), part -> part.part().id(), args))
                .get("shippingLine", o -> o.shipping.signum() == 0 ? null : o)
                .read("shippingLines", (o, args) -> shippingLines(o, args))
                .read("refunds", (o, args) -> first(parts(o, o.refunds), args))
                .read("transactions", (o, args) -> first(parts(o, o.transactions), args));
        amounts(type);
        lines(wiring);
        payments(wiring);
        for (Application.By by : Application.By.values()) {
            wiring.<Applied>on(by.typename)
                    .get("index", a -> a.application().index())
                    .get("code", a -> a.application().code())
                    .get("title", a -> a.application().title())
                    .get("allocationMethod", a -> a.application().across() ? "ACROSS" : "EACH")
                    .get("targetSelection", a -> a.application().entitled() ? "ENTITLED" : "ALL")
                    .get("targetType", a -> a.application().ofShipping() ? "SHIPPING_LINE" : "LINE_ITEM")
                    .get("value", OrderGraph::value);
        }
        wiring.<Part<Allocation>>on("DiscountAllocation")
                .get("allocatedAmountSet", a -> bag(a.order(), a.part().amount()))
                .get(
                        "discountApplication",
                        a -> new Applied(
                                a.order(), a.order().applications.get(a.part().application())));
    }

    private static void amounts(Wiring.Type<Order> type) {
        Map<String, Function<Order, BigDecimal>> amounts = Map.ofEntries(
                Map.entry("totalPriceSet", Order::total),
                Map.entry("originalTotalPriceSet", Order::total),
                Map.entry("subtotalPriceSet", Order::subtotal),
                Map.entry("totalTaxSet", o -> o.tax),
                Map.entry("totalDiscountsSet", Order::discounts),
                Map.entry("totalShippingPriceSet", o -> o.shipping),
                Map.entry("currentSubtotalPriceSet", Order::currentSubtotal),
                Map.entry("currentTotalPriceSet", Order::currentTotal),
                Map.entry("currentTotalTaxSet", Order::currentTax),
                Map.entry("currentShippingPriceSet", Order::currentShipping),
                Map.entry("currentTotalDiscountsSet", Order::currentDiscounts),
                Map.entry("totalReceivedSet", Order::received),
                Map.entry("totalRefundedSet", Order::refunded),
                Map.entry("netPaymentSet", Order::net),
                Map.entry("totalOutstandingSet", Order::outstanding));
        amounts.forEach((field, amount) -> type.get(field, order -> bag(order, amount.apply(order))));
    }

    /** The orders of a customer, as the customer is read. */
    void ofCustomer(Wiring wiring) {
        wiring.<Customer>on("Customer")
                .guarded(
                        "lastOrder",
                        "read_orders",
                        (c, args, call) -> visible(c, call).stream()
                                .max(Comparator.comparing(order -> order.processedAt))
                                .orElse(null))
                .guarded("orders", "read_orders", (c, args, call) -> Page.of(visible(c, call), Order::id, args));
    }

    private List<Order> visible(Customer customer, Call call) {
        return orders.ofCustomer(customer.id()).stream()
                .filter(order -> orders.visible(order, call))
                .toList();
    }

    private @Nullable Customer customer(Order order) {
        return order.customer == null ? null : customers.customer(order.customer);
    }

    private static <T> List<Part<T>> parts(Order order, List<T> parts) {
        return parts.stream().map(part -> new Part<>(order, part)).toList();
    }

    private static <T> List<T> first(List<T> all, Input args) {
        return all.subList(0, Math.min(all.size(), args.number("first", all.size())));
    }

    private static Page applications(Order order, Input args) {
        return Page.of(
                order.applications.stream().map(a -> new Applied(order, a)).toList(),
                applied -> applied.application().index() + 1L,
                args);
    }

    private static Object value(Applied applied) {
        Application application = applied.application();
        return application.percentage() != null
                ? Map.of("__typename", "PricingPercentageValue", "percentage", application.percentage())
                : typed(Money.of(
                        Objects.requireNonNullElse(application.amount(), BigDecimal.ZERO)
                                .toPlainString(),
                        Currency.getInstance(applied.order().currency)));
    }

    private static Map<String, Object> typed(Map<String, Object> money) {
        Map<String, Object> typed = new HashMap<>(money);
        typed.put("__typename", "MoneyV2");
        return typed;
    }

    private void lines(Wiring wiring) {
        wiring.<Part<LineItem>>on("LineItem")
                .get("id", l -> Gid.of("LineItem", l.part().id()))
                .get("title", l -> l.part().title())
                .get("name", l -> name(l.part()))
                .get("variantTitle", l -> l.part().variantTitle())
                .get("sku", l -> l.part().sku())
                .get("quantity", l -> l.part().quantity())
                .get("currentQuantity", l -> l.part().current())
                .get("isGiftCard", l -> l.part().giftCard())
                .get("product", l -> source(l.part().product()))
                .get("variant", l -> source(l.part().variant()))
                .get("originalUnitPriceSet", l -> bag(l.order(), l.part().unitPrice()))
                .get("originalTotalSet", l -> bag(l.order(), l.part().original()))
                .read("discountedTotalSet", (l, args) -> bag(l.order(), discounted(l, args)))
                .get("discountAllocations", l -> parts(l.order(), l.part().allocations()));
        wiring.<Order>on("ShippingLine")
                .get("id", o -> Gid.of("ShippingLine", o.id))
                .get("title", o -> "Standard")
                .get("code", o -> "Standard")
                .get("originalPriceSet", o -> bag(o, o.shipping))
                .get("discountedPriceSet", o -> bag(o, o.discountedShipping()))
                .get("currentDiscountedPriceSet", o -> bag(o, o.currentShipping()))
                .get("taxLines", o -> List.of()) // what is played is the tax on goods
                .get("discountAllocations", o -> parts(o, o.ofShipping));
    }

    private static String name(LineItem line) {
        return line.variantTitle() == null ? line.title() : line.title() + " - " + line.variantTitle();
    }

    /** Without codes, unless they are asked for. */
    private static BigDecimal discounted(Part<LineItem> line, Input args) {
        BigDecimal all = line.part().original();
        for (Allocation allocation : line.part().allocations()) {
            boolean byCode =
                    line.order().applications.get(allocation.application()).by() == Application.By.CODE;
            if (!byCode || args.flag("withCodeDiscounts", false)) {
                all = all.subtract(allocation.amount());
            }
        }
        return all;
    }

    private @Nullable Object source(@Nullable String gid) {
        return gid == null ? null : metafields.source(gid);
    }

    private static Page shippingLines(Order order, Input args) {
        return Page.of(order.shipping.signum() == 0 ? List.of() : List.of(order), Order::id, args);
    }

    private void payments(Wiring wiring) {
        wiring.<Part<Transaction>>on("OrderTransaction")
                .get("id", t -> t.part().gid())
                .get("kind", t -> t.part().kind())
                .get("status", t -> t.part().status())
                .get("gateway", t -> t.order().test ? "bogus" : "shopify_payments")
                .get("test", t -> t.order().test)
                .get("createdAt", t -> Times.of(t.part().at()))
                .get("processedAt", t -> Times.of(t.part().at()))
                .get("amountSet", t -> bag(t.order(), t.part().amount()))
                .get("parentTransaction", t -> transaction(t.order(), t.part().parent()));
        wiring.<Part<Refund>>on("Refund")
                .get("id", r -> Gid.of("Refund", r.part().id()))
                .get("createdAt", r -> Times.of(r.part().at()))
                .get("processedAt", r -> Times.of(r.part().at()))
                .get("updatedAt", r -> Times.of(r.part().at()))
                .get("note", r -> r.part().note())
                .get("order", Part::order)
                .get("totalRefundedSet", r -> bag(r.order(), r.part().amount()))
                .read(
                        "refundLineItems",
                        (r, args) -> Page.of(
                                parts(r.order(), r.part().lines()),
                                line -> line.part().id(),
                                args))
                .read(
                        "transactions",
                        (r, args) -> Page.of(
                                parts(r.order(), r.order().transactions).stream()
                                        .filter(t -> r.part()
                                                .transactions()
                                                .contains(t.part().id()))
                                        .toList(),
                                t -> t.part().id(),
                                args));
        wiring.<Part<Refund.Line>>on("RefundLineItem")
                .get("id", l -> Gid.of("RefundLineItem", l.part().id()))
                .get("quantity", l -> l.part().quantity())
                .get("subtotalSet", l -> bag(l.order(), l.part().subtotal()))
                .get("priceSet", l -> bag(l.order(), lineOf(l).unitPrice()))
                .get("totalTaxSet", l -> bag(l.order(), BigDecimal.ZERO))
                .get("lineItem", l -> new Part<>(l.order(), lineOf(l)));
    }

    private static LineItem lineOf(Part<Refund.Line> line) {
        return line.order().lines.stream()
                .filter(each -> each.id() == line.part().lineItem())
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Part<Transaction> transaction(Order order, @Nullable Long id) {
        return parts(order, order.transactions).stream()
                .filter(each -> Objects.equals(each.part().id(), id))
                .findFirst()
                .orElse(null);
    }
}
