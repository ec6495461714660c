package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.customer.Customer;
import io.silkroute.sandbox.customer.Customers;
import io.silkroute.sandbox.customer.Segment;
import io.silkroute.sandbox.discount.term.Eligibility;
import io.silkroute.sandbox.discount.term.Kind;
import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.shop.InSandbox;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What buyers see of discounts: which of their codes work, and what they and the automatic ones take off. Shopify finds
 * the best of all combinations; here codes are taken in their order, then automatic discounts, each if it goes together
 * with those before.
 */
@InSandbox
@Component("sandboxCheckout")
public final class Checkout {
    private static final int MOST_CODES = 5;
    private static final int MOST_SHIPPING_CODES = 1;

    private final Discounts discounts;
    private final Customers customers;

    Checkout(Discounts discounts, Customers customers) {
        this.discounts = discounts;
        this.customers = customers;
    }

    /** @param refused why a code does not work, one sentence each */
    public record Outcome(List<Reduction> reductions, List<String> refused) {}

    private record Candidate(Discount discount, @Nullable RedeemCode code) {}

    /** @param usedBefore whether this customer has ordered with one of these codes */
    public Outcome look(Basket basket, List<String> codes, BiPredicate<String, List<String>> usedBefore) {
        List<String> refused = new ArrayList<>();
        List<Candidate> taken = new ArrayList<>();
        for (String code : codes) {
            RedeemCode held = discounts.redeemCode(code);
            Discount discount = held == null ? null : discounts.get(held.discount());
            String fault = held == null || discount == null
                    ? "there is no such code"
                    : fault(discount, held, basket, usedBefore, taken);
            if (fault == null) {
                taken.add(new Candidate(Objects.requireNonNull(discount), held));
            } else {
                refused.add(code + ": " + fault);
            }
        }
        for (Discount discount : discounts.all().values()) {
            if (discount.automatic && fault(discount, null, basket, usedBefore, taken) == null) {
                taken.add(new Candidate(discount, null));
            }
        }
        return new Outcome(reductions(taken, basket), refused);
    }

    /** They are used; within a write of the shop. */
    public void use(List<Reduction> reductions, BigDecimal subtotal) {
        for (Reduction reduction : reductions) {
            Discount discount = discounts.get(reduction.discount());
            if (discount != null) {
                discounts.used(
                        discount, reduction.code() == null ? null : discounts.redeemCode(reduction.code()), subtotal);
            }
        }
    }

    /** A code was used in an order whose amounts were said; the code need not be one of this shop's. */
    public void use(String code, BigDecimal subtotal) {
        RedeemCode held = discounts.redeemCode(code);
        Discount discount = held == null ? null : discounts.get(held.discount());
        if (discount != null) {
            discounts.used(discount, held, subtotal);
        }
    }

    private @Nullable String fault(
            Discount discount,
            @Nullable RedeemCode code,
            Basket basket,
            BiPredicate<String, List<String>> usedBefore,
            List<Candidate> taken) {
        if (discount.status(discounts.shop.now()) != Discount.Status.ACTIVE) {
            return "it is not active";
        }
        if (taken.stream().anyMatch(other -> other.discount().id == discount.id)) {
            return "its discount is used already";
        }
        if (code != null && discount.usageLimit != null && code.uses() >= discount.usageLimit) {
            return "it was used as often as it may be";
        }
        if (discount.oncePerCustomer && basket.customer() != null) {
            List<String> own =
                    discounts.codesOf(discount).stream().map(RedeemCode::key).toList();
            if (usedBefore.test(basket.customer(), own)) {
                return "this customer has used it";
            }
        }
        if (!eligible(discount, basket.customer())) {
            return "this customer may not use it";
        }
        String combined = combined(discount, code != null, taken);
        if (combined != null) {
            return combined;
        }
        return Pricing.minimumReached(discount, basket) && takes(discount, basket)
                ? null
                : "the basket does not qualify for it";
    }

    private boolean takes(Discount discount, Basket basket) {
        return Pricing.reduction(discount, null, basket, basket.totals(), digits())
                        .total()
                        .signum()
                > 0;
    }

    private static @Nullable String combined(Discount discount, boolean code, List<Candidate> taken) {
        for (Candidate other : taken) {
            boolean together = discount.combines.with(other.discount().discountClass())
                    && other.discount().combines.with(discount.discountClass());
            if (!together) {
                return "it does not combine with " + other.discount().title;
            }
        }
        boolean shipping = discount.kind == Kind.FREE_SHIPPING;
        long codes = taken.stream()
                .filter(other -> other.code() != null && (other.discount().kind == Kind.FREE_SHIPPING) == shipping)
                .count();
        return code && codes >= (shipping ? MOST_SHIPPING_CODES : MOST_CODES) ? "there are too many codes" : null;
    }

    private boolean eligible(Discount discount, @Nullable String customer) {
        Eligibility context = discount.context;
        if (context.who() == Eligibility.Who.ALL) {
            return true;
        }
        Customer buyer = customer == null ? null : customers.customer(customer);
        if (buyer == null) {
            return false;
        }
        if (context.who() == Eligibility.Who.CUSTOMERS) {
            return context.ids().contains(buyer.gid());
        }
        return context.ids().stream().anyMatch(gid -> {
            Segment segment = customers.segment(Gid.number(gid, "Segment"));
            return segment != null && segment.contains(buyer);
        });
    }

    /** Those of products first, then of the order, then of the shipping; a line has one discount of products. */
    private List<Reduction> reductions(List<Candidate> taken, Basket basket) {
        List<BigDecimal> left = new ArrayList<>(basket.totals());
        List<BigDecimal> ofProducts = new ArrayList<>();
        basket.lines().forEach(line -> ofProducts.add(BigDecimal.ZERO));
        List<Reduction> all = new ArrayList<>();
        for (String discountClass : List.of("PRODUCT", "ORDER", "SHIPPING")) {
            for (Candidate candidate : taken) {
                if (!candidate.discount().discountClass().equals(discountClass)) {
                    continue;
                }
                String code = candidate.code() == null ? null : candidate.code().code();
                Reduction reduction = Pricing.reduction(candidate.discount(), code, basket, left, digits());
                if (discountClass.equals("PRODUCT")) {
                    reduction = Pricing.where(reduction, i -> ofProducts.get(i).signum() == 0);
                    for (int i = 0; i < left.size(); i++) {
                        ofProducts.set(
                                i, ofProducts.get(i).add(reduction.lines().get(i)));
                    }
                }
                for (int i = 0; i < left.size(); i++) {
                    left.set(i, left.get(i).subtract(reduction.lines().get(i)));
                }
                if (reduction.total().signum() > 0) {
                    all.add(reduction);
                }
            }
        }
        return all;
    }

    private int digits() {
        return discounts.shop.currency().getDefaultFractionDigits();
    }
}
