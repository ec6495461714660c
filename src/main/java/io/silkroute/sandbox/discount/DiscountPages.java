package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.customer.Customers;
import io.silkroute.sandbox.discount.term.Combines;
import io.silkroute.sandbox.discount.term.Eligibility;
import io.silkroute.sandbox.graphql.SearchQuery;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.shop.InSandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The pages on which a person sees the shop's discounts. */
@Controller
@InSandbox
class DiscountPages {
    private static final int SIZE = 50;
    private static final int MOST_CODES = 500;
    private static final int FEW = 3;

    private final Discounts discounts;
    private final DiscountGraph graph;

    DiscountPages(Discounts discounts, Customers customers) {
        this.discounts = discounts;
        this.graph = new DiscountGraph(discounts, customers);
    }

    record Row(
            long id,
            String title,
            String status,
            String summary,
            boolean automatic,
            List<String> codes,
            int more,
            long uses,
            String starts,
            @Nullable String ends,
            List<String> tags) {}

    @GetMapping("/sandbox/discounts")
    String discounts(
            @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") long before, Model model) {
        String query = q.length() > 200 ? q.substring(0, 200) : q;
        Predicate<Discount> matches = new DiscountSearch(discounts).discounts(SearchQuery.parse(query));
        NavigableMap<Long, Discount> newestFirst = discounts.all().descendingMap();
        if (before > 0) {
            newestFirst = newestFirst.tailMap(before, false);
        }
        List<Row> rows = new ArrayList<>();
        long next = 0;
        for (Discount discount : newestFirst.values()) {
            if (!matches.test(discount)) {
                continue;
            }
            if (rows.size() == SIZE) {
                next = rows.get(SIZE - 1).id();
                break;
            }
            rows.add(row(discount));
        }
        model.addAttribute("domain", discounts.shop.domain());
        model.addAttribute("total", discounts.all().size());
        model.addAttribute("q", query);
        model.addAttribute("before", before);
        model.addAttribute("next", next);
        model.addAttribute("rows", rows);
        return "sandbox/discounts";
    }

    @GetMapping("/sandbox/discounts/{id}")
    String discount(@PathVariable long id, Model model) {
        Discount discount = discounts.get(id);
        if (discount == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "The sandbox shop holds no discount " + id + ".");
        }
        List<RedeemCode> codes = discounts.codesOf(discount);
        model.addAttribute("domain", discounts.shop.domain());
        model.addAttribute("row", row(discount));
        model.addAttribute("facts", facts(discount));
        model.addAttribute("metafields", discount.metafields);
        model.addAttribute("total", codes.size());
        model.addAttribute("codes", codes.stream().limit(MOST_CODES).toList());
        return "sandbox/discount";
    }

    private Row row(Discount discount) {
        List<RedeemCode> codes = discounts.codesOf(discount);
        return new Row(
                discount.id,
                discount.title,
                discount.status(discounts.shop.now()).name(),
                graph.summary(discount),
                discount.automatic,
                codes.stream().limit(FEW).map(RedeemCode::code).toList(),
                Math.max(0, codes.size() - FEW),
                discount.uses,
                Times.of(discount.startsAt),
                discount.endsAt == null ? null : Times.of(discount.endsAt),
                discount.tags);
    }

    record Fact(String name, String value) {}

    private List<Fact> facts(Discount discount) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Type", discount.typename()));
        facts.add(new Fact("Class", discount.discountClass()));
        facts.add(new Fact("Customers", customers(discount.context)));
        facts.add(new Fact("Combines with", combines(discount.combines)));
        if (!discount.automatic) {
            facts.add(new Fact(
                    "Uses of each code",
                    (discount.usageLimit == null ? "no limit" : discount.usageLimit + " at most")
                            + (discount.oncePerCustomer ? ", once per customer" : "")));
        }
        facts.add(new Fact("Uses told to apps", String.valueOf(discount.counted)));
        facts.add(new Fact("Updated", Times.of(discount.updatedAt)));
        return facts;
    }

    private static String customers(Eligibility context) {
        int count = context.ids().size();
        return switch (context.who()) {
            case ALL -> "all";
            case CUSTOMERS -> count + (count == 1 ? " customer" : " customers");
            case SEGMENTS -> count + (count == 1 ? " segment" : " segments");
        };
    }

    private static String combines(Combines combines) {
        List<String> with = new ArrayList<>();
        for (Map.Entry<String, String> each : List.of(
                Map.entry("ORDER", "order"), Map.entry("PRODUCT", "product"), Map.entry("SHIPPING", "shipping"))) {
            if (combines.with(each.getKey())) {
                with.add(each.getValue());
            }
        }
        return with.isEmpty() ? "no other discount" : String.join(", ", with) + " discounts";
    }
}
