package io.silkroute.sandbox.order;

import io.silkroute.sandbox.catalogue.Assortment;
import io.silkroute.sandbox.customer.Customer;
import io.silkroute.sandbox.customer.Customers;
import io.silkroute.sandbox.discount.Basket;
import io.silkroute.sandbox.discount.Checkout;
import io.silkroute.sandbox.discount.Reduction;
import io.silkroute.sandbox.shop.Shop;
import io.silkroute.sandbox.tag.Tags;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Places an order that the control endpoint describes. */
final class Placement {
    private static final Set<String> FIELDS = Set.of(
            "name",
            "customer",
            "email",
            "codes",
            "discounts",
            "lines",
            "shipping",
            "country",
            "tax",
            "taxesIncluded",
            "paid",
            "test",
            "edited",
            "source",
            "note",
            "tags",
            "createdAt",
            "processedAt",
            "updatedAt",
            "presentment");
    private static final Set<String> OF_LINE =
            Set.of("sku", "title", "price", "quantity", "product", "variant", "giftCard");
    private static final Set<String> OF_DISCOUNT = Set.of("code", "automatic", "manual", "amount", "shipping");

    private final Shop shop;
    private final Customers customers;
    private final Assortment assortment;
    private final Checkout checkout;
    private final Orders orders;

    Placement(Shop shop, Customers customers, Assortment assortment, Checkout checkout, Orders orders) {
        this.shop = shop;
        this.customers = customers;
        this.assortment = assortment;
        this.checkout = checkout;
        this.orders = orders;
    }

    void place(JsonNode wanted) {
        known(wanted, FIELDS, "orders");
        Order order = new Order();
        order.id = shop.nextId();
        order.name = wanted.hasNonNull("name") ? wanted.path("name").asString("") : orders.nextName();
        if (orders.named(order.name) != null) {
            throw new IllegalArgumentException("orders: there is an order " + order.name + " already");
        }
        times(order, wanted);
        Customer customer = customer(wanted);
        order.customer = customer == null ? null : (Long) customer.id();
        order.email = wanted.path("email").asString(customer == null ? null : customer.email());
        order.note = wanted.path("note").asString(null);
        order.source = wanted.path("source").asString("web");
        order.tags = Tags.clean(texts(wanted.path("tags")));
        order.test = wanted.path("test").asBoolean(false);
        order.edited = wanted.path("edited").asBoolean(false);
        order.taxesIncluded = wanted.path("taxesIncluded").asBoolean(false);
        order.tax = money(wanted, "tax", "0");
        order.currency = shop.currency().getCurrencyCode();
        order.presentmentCurrency = wanted.path("presentment").path("currency").asString(order.currency);
        order.presentmentRate = money(wanted.path("presentment"), "rate", "1");
        order.codes = texts(wanted.path("codes"));
        order.shipping = money(wanted, "shipping", "0");
        List<Basket.Line> basket = new ArrayList<>();
        List<LineItem> lines = new ArrayList<>();
        for (JsonNode line : wanted.path("lines")) {
            lines.add(line(line, basket));
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("orders: an order has lines");
        }
        order.lines = lines;
        discounts(order, wanted, basket, customer);
        if (wanted.path("paid").asBoolean(true)) {
            order.transactions =
                    List.of(new Transaction(shop.nextId(), "SALE", "SUCCESS", order.total(), order.processedAt, null));
        }
        orders.put(order);
    }

    private void times(Order order, JsonNode wanted) {
        order.createdAt = time(wanted, "createdAt", shop.now());
        order.processedAt = time(wanted, "processedAt", order.createdAt);
        order.updatedAt = time(wanted, "updatedAt", order.createdAt);
    }

    static long time(JsonNode entry, String field, long otherwise) {
        return entry.has(field)
                ? OffsetDateTime.parse(entry.path(field).asString(""))
                        .toInstant()
                        .toEpochMilli()
                : otherwise;
    }

    static BigDecimal money(JsonNode entry, String field, String otherwise) {
        return new BigDecimal(entry.path(field).asString(otherwise));
    }

    static void known(JsonNode entry, Set<String> fields, String where) {
        for (String field : entry.propertyNames()) {
            if (!fields.contains(field)) {
                throw new IllegalArgumentException(where + ": " + field + " is none of " + fields);
            }
        }
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(each -> each.asString("")).toList();
    }

    private @Nullable Customer customer(JsonNode wanted) {
        String named = wanted.path("customer").asString("");
        if (named.isEmpty()) {
            return null;
        }
        Customer customer = named.startsWith("gid:") ? customers.customer(named) : customers.withEmail(named);
        if (customer == null) {
            throw new IllegalArgumentException("orders: no customer is " + named);
        }
        return customer;
    }

    private LineItem line(JsonNode wanted, List<Basket.Line> basket) {
        known(wanted, OF_LINE, "orders.lines");
        String sku = wanted.path("sku").asString(null);
        Assortment.Offer offer = sku == null ? null : assortment.offer(sku);
        if (offer == null && !wanted.has("price")) {
            throw new IllegalArgumentException("orders: nothing has the SKU " + sku + ", and no price is given");
        }
        String product = wanted.path("product").asString(offer == null ? null : offer.product());
        String variant = wanted.path("variant").asString(offer == null ? null : offer.variant());
        BigDecimal price = offer == null || wanted.has("price") ? money(wanted, "price", "0") : offer.price();
        int quantity = wanted.path("quantity").asInt(1);
        if (quantity < 1 || price.signum() < 0) {
            throw new IllegalArgumentException("orders: a line has one item or more, and no negative price");
        }
        basket.add(new Basket.Line(product, variant, offer == null ? List.of() : offer.collections(), quantity, price));
        return new LineItem(
                shop.nextId(),
                wanted.path("title").asString(offer == null ? "Item" : offer.title()),
                offer == null ? null : offer.variantTitle(),
                sku,
                product,
                variant,
                quantity,
                quantity,
                wanted.path("giftCard").asBoolean(false),
                price,
                List.of());
    }

    private void discounts(Order order, JsonNode wanted, List<Basket.Line> lines, @Nullable Customer customer) {
        List<Reduction> reductions;
        List<Application> applications = new ArrayList<>();
        if (wanted.has("discounts")) {
            reductions = given(order, wanted.path("discounts"), lines, applications);
        } else {
            Basket basket = new Basket(
                    lines,
                    order.shipping,
                    customer == null ? null : customer.gid(),
                    wanted.path("country").asString(null));
            Checkout.Outcome outcome = checkout.look(basket, order.codes, this::usedBefore);
            if (!outcome.refused().isEmpty()) {
                throw new IllegalArgumentException("orders: " + String.join("; ", outcome.refused()));
            }
            reductions = outcome.reductions();
            for (Reduction reduction : reductions) {
                applications.add(new Application(
                        applications.size(),
                        reduction.code() == null ? Application.By.AUTOMATIC : Application.By.CODE,
                        reduction.code(),
                        reduction.title(),
                        reduction.ofShipping(),
                        reduction.entitled(),
                        reduction.across(),
                        reduction.percentage(),
                        reduction.amount()));
            }
        }
        order.applications = applications;
        allocate(order, reductions);
        if (wanted.has("discounts")) {
            order.codes.forEach(code -> checkout.use(code, order.subtotal()));
        } else {
            checkout.use(reductions, order.subtotal());
        }
    }

    private static void allocate(Order order, List<Reduction> reductions) {
        order.lines = IntStream.range(0, order.lines.size())
                .mapToObj(i -> {
                    List<Allocation> allocations = new ArrayList<>();
                    for (int application = 0; application < reductions.size(); application++) {
                        BigDecimal off = reductions.get(application).lines().get(i);
                        if (off.signum() > 0) {
                            allocations.add(new Allocation(application, off));
                        }
                    }
                    LineItem line = order.lines.get(i);
                    return new LineItem(
                            line.id(),
                            line.title(),
                            line.variantTitle(),
                            line.sku(),
                            line.product(),
                            line.variant(),
                            line.quantity(),
                            line.current(),
                            line.giftCard(),
                            line.unitPrice(),
                            allocations);
                })
                .toList();
        order.ofShipping = IntStream.range(0, reductions.size())
                .filter(i -> reductions.get(i).shipping().signum() > 0)
                .mapToObj(i -> new Allocation(i, reductions.get(i).shipping()))
                .toList();
    }

    private boolean usedBefore(String customer, List<String> codes) {
        Customer held = Objects.requireNonNull(customers.customer(customer));
        return orders.ofCustomer(held.id()).stream().anyMatch(order -> order.used(codes));
    }

    /** Amounts as they were said, by codes that need not be this shop's. */
    private List<Reduction> given(
            Order order, JsonNode wanted, List<Basket.Line> lines, List<Application> applications) {
        List<Reduction> reductions = new ArrayList<>();
        List<String> codes = new ArrayList<>(order.codes);
        int digits = shop.currency().getDefaultFractionDigits();
        for (JsonNode each : wanted) {
            known(each, OF_DISCOUNT, "orders.discounts");
            String code = each.path("code").asString(null);
            String title = each.path("automatic").asString(each.path("manual").asString(code));
            if (title == null) {
                throw new IllegalArgumentException("orders.discounts: one of code, automatic and manual is given");
            }
            boolean ofShipping = each.path("shipping").asBoolean(false);
            BigDecimal amount = money(each, "amount", "0");
            reductions.add(Reduction.given(title, code, amount, ofShipping, lines, digits));
            applications.add(new Application(
                    applications.size(),
                    code != null
                            ? Application.By.CODE
                            : each.has("automatic") ? Application.By.AUTOMATIC : Application.By.MANUAL,
                    code,
                    title,
                    ofShipping,
                    false,
                    true,
                    null,
                    amount));
            if (code != null && codes.stream().noneMatch(code::equalsIgnoreCase)) {
                codes.add(code);
            }
        }
        order.codes = codes;
        return reductions;
    }
}
