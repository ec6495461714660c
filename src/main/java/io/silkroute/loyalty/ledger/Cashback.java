package io.silkroute.loyalty.ledger;

import io.silkroute.connector.config.LoyaltyConfig;
import io.silkroute.connector.config.LoyaltyConfig.Tier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a customer's orders earn: each the rate of the tier that those before it had reached, of its subtotal after
 * discounts. Before is by payment, and by id where two were paid at the same time. A function of the orders, the
 * configurations and what persons have decided on, and of nothing else.
 *
 * @param digits of the shop's currency
 */
record Cashback(LoyaltyTerms terms, ZoneId zone, int digits) {

    private static final Comparator<LedgerOrder> BY_PAYMENT =
            Comparator.comparing(LedgerOrder::paidAt).thenComparingLong(LedgerOrder::id);
    private static final BigDecimal ALL = new BigDecimal(100);
    private static final Earned NOTHING = new Earned(BigDecimal.ZERO, BigDecimal.ZERO, null);

    /**
     * @param takenBack with what was refunded, zero or less
     * @param tier that was reached before; null: none
     */
    record Earned(
            BigDecimal earned,
            BigDecimal takenBack,
            @Nullable String tier) {}

    /** @param orders all of one customer's @return what each of them earns, by its id */
    Map<Long, Earned> of(Collection<LedgerOrder> orders, List<TierOverride> overrides) {
        List<LedgerOrder> paid =
                orders.stream().filter(LedgerOrder::booked).sorted(BY_PAYMENT).toList();
        List<BigDecimal> spentBefore = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (LedgerOrder order : paid) {
            spentBefore.add(sum);
            sum = sum.add(order.spent());
        }
        Map<Long, Earned> earned = new HashMap<>();
        orders.forEach(order -> earned.put(order.id(), NOTHING));
        for (int i = 0; i < paid.size(); i++) {
            earned.put(paid.get(i).id(), earned(paid, spentBefore, i, overrides));
        }
        return earned;
    }

    private Earned earned(List<LedgerOrder> paid, List<BigDecimal> spentBefore, int i, List<TierOverride> overrides) {
        LedgerOrder order = paid.get(i);
        LoyaltyConfig rates = terms.ratesAt(order.paidAt());
        LoyaltyConfig thresholds = terms.thresholdsAt(order.paidAt());
        if (rates == null || thresholds == null || !rates.enabled()) {
            return NOTHING;
        }
        Instant since = thresholds.evaluation().period().since(order.paidAt(), zone);
        BigDecimal spent = spentBefore.get(i).subtract(spentBefore.get(Math.min(i, firstSince(paid, since))));
        String tier = TierOverride.at(overrides, order.paidAt())
                .map(TierOverride::tier)
                .orElseGet(() -> thresholds.reached(spent).map(Tier::name).orElse(null));
        BigDecimal rate = rate(tier, rates, thresholds);
        BigDecimal subtotal = Objects.requireNonNull(order.subtotal(), "a booked order has a subtotal");
        BigDecimal earned = subtotal.multiply(rate).divide(ALL, digits, RoundingMode.HALF_UP);
        return new Earned(earned, takenBack(earned, order), tier);
    }

    /** The place of the first order that was paid then or later. */
    private static int firstSince(List<LedgerOrder> paid, Instant since) {
        int low = 0;
        int high = paid.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (paid.get(middle).paidAt().isBefore(since)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A tier that the newest rates do not know any more, because no recalculation was asked for, keeps the rate it had. */
    private static BigDecimal rate(@Nullable String tier, LoyaltyConfig rates, LoyaltyConfig thresholds) {
        return tier == null
                ? BigDecimal.ZERO
                : rates.tier(tier)
                        .or(() -> thresholds.tier(tier))
                        .map(Tier::cashback)
                        .orElse(BigDecimal.ZERO);
    }

    /** As much of it as was refunded of the total. */
    private BigDecimal takenBack(BigDecimal earned, LedgerOrder order) {
        BigDecimal total = Objects.requireNonNull(order.total(), "a booked order has a total");
        BigDecimal refunded = total.subtract(order.spent());
        return total.signum() == 0
                ? BigDecimal.ZERO
                : earned.multiply(refunded)
                        .divide(total, digits, RoundingMode.HALF_UP)
                        .negate();
    }
}
