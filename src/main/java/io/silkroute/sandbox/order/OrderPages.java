package io.silkroute.sandbox.order;

import io.silkroute.sandbox.customer.Customer;
import io.silkroute.sandbox.customer.Customers;
import io.silkroute.sandbox.graphql.SearchQuery;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Money;
import io.silkroute.sandbox.shop.Shop;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The page on which a person sees the shop's orders. */
@Controller
@InSandbox
class OrderPages {
    private static final int SIZE = 50;

    private final Shop shop;
    private final Orders orders;
    private final Customers customers;
    private final OrderFeature feature;

    OrderPages(Shop shop, Orders orders, Customers customers, OrderFeature feature) {
        this.feature = feature;
        this.shop = shop;
        this.orders = orders;
        this.customers = customers;
    }

    record Row(
            long id,
            String name,
            String processed,
            String customer,
            String status,
            boolean test,
            boolean cancelled,
            List<Code> codes,
            String items,
            String total,
            String net) {}

    /** @param off what it took off this order */
    record Code(String code, String off) {}

    @GetMapping("/sandbox/orders")
    String orders(
            @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") long before, Model model) {
        String query = q.length() > 200 ? q.substring(0, 200) : q;
        Predicate<Order> matches = OrderSearch.orders(SearchQuery.parse(query));
        NavigableMap<Long, Order> newestFirst = orders.all().descendingMap();
        if (before > 0) {
            newestFirst = newestFirst.tailMap(before, false);
        }
        List<Row> rows = new ArrayList<>();
        long next = 0;
        for (Order order : newestFirst.values()) {
            if (!matches.test(order)) {
                continue;
            }
            if (rows.size() == SIZE) {
                next = rows.get(SIZE - 1).id();
                break;
            }
            rows.add(row(order));
        }
        model.addAttribute("domain", shop.domain());
        model.addAttribute("total", orders.all().size());
        model.addAttribute("q", query);
        model.addAttribute("before", before);
        model.addAttribute("next", next);
        model.addAttribute("rows", rows);
        return "sandbox/orders";
    }

    /** As a buyer does it; apps that have subscribed to it are told. */
    @PostMapping("/sandbox/orders")
    String place(
            @RequestParam String sku,
            @RequestParam(defaultValue = "1") int quantity,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String customer) {
        ObjectNode wanted = JsonNodeFactory.instance.objectNode();
        wanted.putArray("lines").addObject().put("sku", sku.strip()).put("quantity", quantity);
        if (!code.isBlank()) {
            wanted.putArray("codes").add(code.strip());
        }
        if (!customer.isBlank()) {
            wanted.put("customer", customer.strip());
        }
        try {
            feature.place(wanted);
        } catch (IllegalArgumentException refused) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, refused.getMessage());
        }
        return "redirect:/sandbox/orders";
    }

    private Row row(Order order) {
        String status = order.financialStatus();
        return new Row(
                order.id,
                order.name,
                Times.of(order.processedAt),
                customer(order),
                status == null ? "NO PAYMENT" : status,
                order.test,
                order.cancelledAt != null,
                order.applications.stream().map(each -> code(order, each)).toList(),
                items(order),
                money(order, order.total()),
                money(order, order.net()));
    }

    private String customer(Order order) {
        Customer customer = order.customer == null ? null : customers.customer(order.customer);
        return customer == null ? "guest" : customer.displayName();
    }

    private static Code code(Order order, Application application) {
        BigDecimal off = BigDecimal.ZERO;
        for (LineItem line : order.lines) {
            off = off.add(of(line.allocations(), application));
        }
        return new Code(
                application.code() == null ? application.title() : application.code(),
                money(order, off.add(of(order.ofShipping, application))));
    }

    private static BigDecimal of(List<Allocation> allocations, Application application) {
        return Allocation.sum(allocations.stream()
                .filter(each -> each.application() == application.index())
                .toList());
    }

    private static String items(Order order) {
        int items = order.lines.stream().mapToInt(LineItem::quantity).sum();
        return items + (items == 1 ? " item" : " items");
    }

    private static String money(Order order, BigDecimal amount) {
        return Money.normal(amount.toPlainString(), Currency.getInstance(order.currency)) + " " + order.currency;
    }
}
