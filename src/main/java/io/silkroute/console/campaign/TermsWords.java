package io.silkroute.console.campaign;

import io.silkroute.campaign.Selection;
import io.silkroute.campaign.Terms;
import io.silkroute.campaign.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A campaign's terms in words. */
final class TermsWords {

    private TermsWords() {}

    static List<String> of(Terms terms) {
        List<String> words = new ArrayList<>();
        words.add(value(terms.value()) + " "
                + (terms.isAutomatic()
                        ? "It applies by itself."
                        : terms.code() == null
                                ? "Customers type one of its codes."
                                : "Customers type " + terms.code() + ", or another of its codes."));
        words.add(selection(terms));
        words.add(who(terms.eligibility()));
        if (terms.minimum() != null) {
            words.add(
                    terms.minimum().subtotal() != null
                            ? "For orders of " + plain(terms.minimum().subtotal()) + " or more."
                            : "For " + terms.minimum().quantity() + " items or more.");
        }
        if (terms.limits() != null) {
            words.add(limits(terms.limits()));
        }
        words.add(combines(terms.combines()));
        return words;
    }

    private static String value(@Nullable Value value) {
        if (value instanceof Value.Percentage percentage) {
            return plain(percentage.percent()) + " % off.";
        }
        if (value instanceof Value.Amount amount) {
            return plain(amount.amount()) + (amount.currency() == null ? "" : " " + amount.currency()) + " off "
                    + (amount.each() ? "each item." : "the order.");
        }
        if (value instanceof Value.FreeShipping) {
            return "Free shipping.";
        }
        if (value instanceof Value.BuyGet buyGet) {
            return "Buy " + buyGet.buys() + " of " + counted(buyGet.bought()) + ", get " + buyGet.gets() + " of "
                    + counted(buyGet.got())
                    + (buyGet.percent().compareTo(BigDecimal.valueOf(100)) == 0
                            ? " for nothing."
                            : " with " + plain(buyGet.percent()) + " % off.");
        }
        return "It grants nothing that can be read.";
    }

    private static String selection(Terms terms) {
        String applies =
                terms.applies() == null ? "It applies to everything" : "It applies to " + counted(terms.applies());
        int excluded =
                terms.excludedProducts() == null ? 0 : terms.excludedProducts().size();
        return applies + (excluded == 0 ? "." : ", but not to " + counted(excluded, "product") + ".");
    }

    private static String counted(Selection selection) {
        List<String> parts = new ArrayList<>();
        add(parts, selection.products(), "product", "products");
        add(parts, selection.variants(), "variant", "variants");
        add(parts, selection.categories(), "category", "categories");
        return parts.isEmpty() ? "nothing" : String.join(" and ", parts);
    }

    private static void add(List<String> parts, List<String> ids, String one, String many) {
        if (!ids.isEmpty()) {
            parts.add(ids.size() + " " + (ids.size() == 1 ? one : many));
        }
    }

    private static String counted(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    private static String who(Terms.@Nullable Eligibility eligibility) {
        if (eligibility == null) {
            return "Everybody can use it.";
        }
        List<String> parts = new ArrayList<>();
        if (!eligibility.segments().isEmpty()) {
            parts.add("customers of " + String.join(", ", eligibility.segments()));
        }
        if (!eligibility.customers().isEmpty()) {
            parts.add(counted(eligibility.customers().size(), "named customer"));
        }
        return "Only " + String.join(" and ", parts) + " can use it.";
    }

    private static String limits(Terms.Limits limits) {
        List<String> parts = new ArrayList<>();
        if (limits.uses() != null) {
            parts.add("each code " + (limits.uses() == 1 ? "once" : limits.uses() + " times"));
        }
        if (Boolean.TRUE.equals(limits.oncePerCustomer())) {
            parts.add("once per customer");
        }
        return parts.isEmpty() ? "No limit of uses." : "Can be used " + String.join(", ", parts) + ".";
    }

    private static String combines(Terms.@Nullable Combinations combines) {
        List<String> with = new ArrayList<>();
        if (combines != null && combines.order()) {
            with.add("order");
        }
        if (combines != null && combines.product()) {
            with.add("product");
        }
        if (combines != null && combines.shipping()) {
            with.add("shipping");
        }
        return with.isEmpty()
                ? "It does not combine with other discounts."
                : "It combines with " + String.join(" and ", with) + " discounts.";
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
