package io.silkroute.discount;

import io.silkroute.campaign.Terms;
import io.silkroute.campaign.UsedUp;
import io.silkroute.campaign.Value;
import io.silkroute.catalogue.Item;
import io.silkroute.export.ExportItem;
import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.Rendered;
import io.silkroute.mapping.Source;
import io.silkroute.omission.LeftOut;
import io.silkroute.omission.Omission;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the shop is to hold of a campaign or a code: the mapping's fields, and beside them what it grants, on what, to
 * whom, and whether it is active. Items are named by the shop's ids, customers and segments as the PIM names them.
 */
final class DiscountRenderer {

    /** Of a payload that is paused: why nothing but its end can be sent. */
    static final String UNSENT = "unsent";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int PERCENT_DIGITS = 12;

    private final ExportItem item;
    private final DiscountRelated related;
    private final Terms terms;
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    private DiscountRenderer(ExportItem item, DiscountRelated related) {
        this.item = item;
        this.related = related;
        this.terms = related.terms();
    }

    static Rendered render(ExportItem item, DiscountRelated related, Mapping mapping) {
        return new DiscountRenderer(item, related)
                .with(mapping.render(new Source(
                        new Item(item.key(), related.image()),
                        List.of(),
                        List.of(),
                        item.run().currency(),
                        null)));
    }

    private Rendered with(Rendered mapped) {
        if (mapped instanceof Rendered.Refused refused) {
            problems.addAll(refused.reasons());
        }
        ObjectNode input = mapped instanceof Rendered.Payload payload
                ? payload.input().deepCopy()
                : JsonNodeFactory.instance.objectNode();
        if (mapped instanceof Rendered.Payload payload) {
            notes.addAll(payload.notes());
            leftOut.addAll(payload.leftOut());
        }
        Value value = Objects.requireNonNull(terms.value(), "neither it nor its campaign grants anything");
        DiscountKind kind = kind(value);
        input.put("kind", kind.word());
        grant(value, input);
        input.set("context", context());
        input.put("active", terms.isActive());
        limits(kind, input);
        tags(input);
        related.selections().forEach(this::look);
        if (!problems.isEmpty() && terms.isActive()) {
            return new Rendered.Refused(List.copyOf(problems));
        }
        // Whatever else is wrong with it, what is paused ends in the shop.
        if (!problems.isEmpty()) {
            problems.forEach(input.putArray(UNSENT)::add);
            notes.add("Nothing but its end is sent: " + String.join(" ", problems));
        }
        return new Rendered.Payload(input, List.of(), List.copyOf(notes), List.of(), List.copyOf(leftOut));
    }

    private DiscountKind kind(Value value) {
        boolean automatic = terms.isAutomatic();
        if (value instanceof Value.FreeShipping) {
            return automatic ? DiscountKind.AUTOMATIC_FREE_SHIPPING : DiscountKind.CODE_FREE_SHIPPING;
        }
        if (value instanceof Value.BuyGet) {
            return automatic ? DiscountKind.AUTOMATIC_BXGY : DiscountKind.CODE_BXGY;
        }
        return automatic ? DiscountKind.AUTOMATIC_BASIC : DiscountKind.CODE_BASIC;
    }

    private void grant(Value value, ObjectNode input) {
        if (value instanceof Value.Percentage percentage) {
            ObjectNode gets = input.putObject("customerGets");
            gets.putObject("value").put("percentage", fraction(percentage.percent()));
            gets.set("items", related.applied().items());
        } else if (value instanceof Value.Amount amount) {
            currency(amount);
            ObjectNode gets = input.putObject("customerGets");
            gets.putObject("value")
                    .putObject("discountAmount")
                    .put("amount", amount.amount().stripTrailingZeros().toPlainString())
                    .put("appliesOnEachItem", amount.each());
            gets.set("items", related.applied().items());
        } else if (value instanceof Value.BuyGet deal) {
            ObjectNode gets = input.putObject("customerGets");
            ObjectNode quantity = gets.putObject("value").putObject("discountOnQuantity");
            quantity.put("quantity", String.valueOf(deal.gets()))
                    .putObject("effect")
                    .put("percentage", fraction(deal.percent()));
            gets.set("items", related.applied().items());
            ObjectNode buys = input.putObject("customerBuys");
            buys.putObject("value").put("quantity", String.valueOf(deal.buys()));
            buys.set("items", Objects.requireNonNull(related.bought()).items());
            withoutOthers("buy and get");
            if (terms.minimum() != null) {
                problems.add("It has a minimum; a discount by buying and getting has none in Shopify. Take it out.");
            }
        } else {
            withoutOthers("free shipping");
        }
    }

    private void withoutOthers(String what) {
        if (terms.applies() != null || terms.excludedProducts() != null) {
            problems.add(
                    "It grants %s and names what it applies to (applies, excludes); Shopify knows no such discount."
                            .formatted(what));
        }
    }

    // Amounts carry no currency, so another one's would be taken for the shop's.
    private void currency(Value.Amount amount) {
        String shops = item.run().currency();
        if (amount.currency() != null && shops != null && !amount.currency().equalsIgnoreCase(shops)) {
            problems.add("Its amount is in %s, and the shop has its prices in %s; Shopify takes no other currency."
                    .formatted(amount.currency(), shops));
        }
    }

    private static BigDecimal fraction(BigDecimal percent) {
        return percent.divide(HUNDRED, PERCENT_DIGITS, RoundingMode.HALF_UP).stripTrailingZeros();
    }

    private ObjectNode context() {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        Terms.Eligibility eligibility = terms.eligibility();
        if (eligibility == null) {
            return context.put("all", "ALL");
        }
        if (!eligibility.customers().isEmpty() && !eligibility.segments().isEmpty()) {
            problems.add("It is for customers and for segments; Shopify takes one of them. Make two campaigns of it.");
        }
        list(context, "customers", eligibility.customers());
        list(context, "segments", eligibility.segments());
        return context;
    }

    private static void list(ObjectNode into, String name, List<String> words) {
        if (!words.isEmpty()) {
            words.stream().sorted().forEach(into.withArray(name)::add);
        }
    }

    private void limits(DiscountKind kind, ObjectNode input) {
        Terms.Limits limits = terms.limits();
        if (!kind.byCode()) {
            input.remove(List.of("code", "usageLimit", "appliesOncePerCustomer"));
            if (limits != null && limits.uses() != null) {
                lacks(Omission.LIMIT, automaticLimit(limits.uses()));
            }
            if (limits != null && Boolean.TRUE.equals(limits.oncePerCustomer())) {
                lacks(
                        Omission.LIMIT,
                        "That each customer may use it once is not in the shop: an automatic discount cannot say it.");
            }
        } else if (limits != null && limits.uses() != null && related.hasCodes()) {
            notes.add("Shopify counts its limit of %d uses for each of its codes by itself.".formatted(limits.uses()));
        }
        if (kind.byCode() && related.campaign() == null && terms.code() == null) {
            input.remove("code"); // the one that it is made with is any of those that join it
        }
    }

    private String automaticLimit(int uses) {
        UsedUp.Reached reached = related.usedUp();
        return reached == null
                ? "Its limit of %d uses is not in the shop, an automatic discount has none there: it is ended from here when the orders that were read show as many, so that some more may get it."
                        .formatted(uses)
                : "Its limit of %d uses is reached: %d orders used it, so that it is ended from here."
                        .formatted(reached.allowed(), reached.uses());
    }

    private void lacks(Omission cause, String sentence) {
        leftOut.add(new LeftOut(cause, sentence));
        notes.add(sentence);
    }

    private void tags(ObjectNode input) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        List<String> left = new ArrayList<>();
        input.path("tags").forEach(tag -> {
            if (kept.size() < DiscountTag.MAX_TAGS - 1) {
                kept.add(tag);
            } else {
                left.add(tag.asString(""));
            }
        });
        input.set("tags", kept);
        if (!left.isEmpty()) {
            lacks(
                    Omission.ENTRY,
                    "Shopify takes %d tags of a discount, and one is the connector's; left out: %s."
                            .formatted(DiscountTag.MAX_TAGS, String.join(", ", left)));
        }
    }

    private void look(Applied applied) {
        if (applied.refused() != null) {
            problems.add(applied.refused());
        } else if (applied.isEmpty() && !terms.isActive()) {
            problems.add("Nothing of what it applies to is in the shop.");
        }
        if (applied.note() != null) {
            notes.add(applied.note());
        }
    }

    /** What it waits for, first of all that it names; null if nothing. */
    static @Nullable String missing(Applied applied) {
        if (applied.missing().isEmpty()) {
            return applied.refused() == null && applied.isEmpty()
                    ? "Waits for the first product to be in the shop: it applies to all products but some."
                    : null;
        }
        int more = applied.missing().size() - 1;
        return "Waits for %s, which it applies to%s and which is not in the shop yet."
                .formatted(applied.missing().get(0), more == 0 ? "" : ", and " + more + " more,");
    }
}
