package io.silkroute.sandbox.order;

import io.silkroute.sandbox.shop.Shop;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Pays, refunds and cancels orders as the control endpoint says. */
final class Settlement {
    private static final Set<String> OF_PAYMENT = Set.of("order", "amount", "kind", "status", "at");
    private static final Set<String> OF_REFUND = Set.of("order", "amount", "lines", "shipping", "note", "at");
    private static final Set<String> OF_CANCELLATION = Set.of("order", "refund", "reason", "at");
    private static final Set<String> REASONS = Set.of("CUSTOMER", "DECLINED", "FRAUD", "INVENTORY", "OTHER", "STAFF");
    private static final Set<String> KINDS = Set.of("SALE", "CAPTURE", "AUTHORIZATION", "VOID");
    private static final Set<String> STATUSES =
            Set.of("SUCCESS", "PENDING", "FAILURE", "ERROR", "AWAITING_RESPONSE", "UNKNOWN");

    private final Shop shop;
    private final Orders orders;

    Settlement(Shop shop, Orders orders) {
        this.shop = shop;
        this.orders = orders;
    }

    private Order named(JsonNode wanted) {
        String name = wanted.path("order").asString("");
        Order order = orders.named(name);
        if (order == null) {
            throw new IllegalArgumentException("no order is " + name);
        }
        return order;
    }

    private static String oneOf(Set<String> values, String value) {
        if (!values.contains(value)) {
            throw new IllegalArgumentException(value + " is none of " + values);
        }
        return value;
    }

    void pay(JsonNode wanted) {
        Placement.known(wanted, OF_PAYMENT, "payments");
        Order before = named(wanted);
        BigDecimal amount = Placement.money(
                wanted, "amount", before.total().subtract(before.received()).toPlainString());
        Order order = before.with(new Transaction(
                shop.nextId(),
                oneOf(KINDS, wanted.path("kind").asString("SALE")),
                oneOf(STATUSES, wanted.path("status").asString("SUCCESS")),
                amount,
                Placement.time(wanted, "at", shop.now()),
                null));
        order.updatedAt = shop.now();
        orders.put(order);
    }

    void refund(JsonNode wanted) {
        Placement.known(wanted, OF_REFUND, "refunds");
        Order before = named(wanted);
        List<Refund.Line> lines = new ArrayList<>();
        List<LineItem> left = new ArrayList<>(before.lines);
        for (JsonNode each : wanted.path("lines")) {
            int at = indexOf(left, each);
            LineItem line = left.get(at);
            int quantity = each.path("quantity").asInt(line.current());
            if (quantity < 1 || quantity > line.current()) {
                throw new IllegalArgumentException(
                        "refunds: there are " + line.current() + " of " + line.title() + " left");
            }
            lines.add(new Refund.Line(shop.nextId(), line.id(), quantity, line.discounted(quantity)));
            left.set(at, line.left(line.current() - quantity));
        }
        BigDecimal shipping = Placement.money(wanted, "shipping", "0");
        BigDecimal amount = wanted.has("amount") || lines.isEmpty() && shipping.signum() == 0
                ? Placement.money(wanted, "amount", before.net().toPlainString())
                : lines.stream().map(Refund.Line::subtotal).reduce(shipping, BigDecimal::add);
        orders.put(refunded(
                before, left, lines, amount, shipping, wanted.path("note").asString(null), wanted));
    }

    private Order refunded(
            Order before,
            List<LineItem> left,
            List<Refund.Line> lines,
            BigDecimal amount,
            BigDecimal shipping,
            @Nullable String note,
            JsonNode wanted) {
        if (amount.signum() < 0 || amount.compareTo(before.net()) > 0) {
            throw new IllegalArgumentException("refunds: " + before.net() + " were received and not given back yet");
        }
        long at = Placement.time(wanted, "at", shop.now());
        Long sale = before.transactions.stream()
                .filter(Transaction::received)
                .map(Transaction::id)
                .findFirst()
                .orElse(null);
        Transaction back = new Transaction(shop.nextId(), "REFUND", "SUCCESS", amount, at, sale);
        Order order = before.with(back);
        List<Refund> refunds = new ArrayList<>(before.refunds);
        refunds.add(new Refund(shop.nextId(), at, note, amount, shipping, lines, List.of(back.id())));
        order.refunds = refunds;
        order.lines = left;
        order.updatedAt = shop.now();
        return order;
    }

    private static int indexOf(List<LineItem> lines, JsonNode wanted) {
        String sku = wanted.path("sku").asString("");
        String title = wanted.path("title").asString("");
        for (int i = 0; i < lines.size(); i++) {
            LineItem line = lines.get(i);
            if (!sku.isEmpty() && sku.equals(line.sku()) || !title.isEmpty() && title.equals(line.title())) {
                return i;
            }
        }
        throw new IllegalArgumentException("refunds: no line of the order is " + wanted);
    }

    /** Its uses of codes are not given back. */
    void cancel(JsonNode wanted) {
        Placement.known(wanted, OF_CANCELLATION, "cancellations");
        Order before = named(wanted);
        if (before.cancelledAt != null) {
            throw new IllegalArgumentException("cancellations: " + before.name + " is cancelled already");
        }
        List<LineItem> left = before.lines.stream().map(line -> line.left(0)).toList();
        boolean refund = wanted.path("refund").asBoolean(false) && before.net().signum() > 0;
        Order order =
                refund ? refunded(before, left, List.of(), before.net(), BigDecimal.ZERO, null, wanted) : before.copy();
        order.lines = left;
        order.cancelledAt = Placement.time(wanted, "at", shop.now());
        order.cancelReason = oneOf(REASONS, wanted.path("reason").asString("CUSTOMER"));
        order.updatedAt = shop.now();
        orders.put(order);
    }
}
