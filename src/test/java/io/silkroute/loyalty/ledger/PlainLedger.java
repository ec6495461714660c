package io.silkroute.loyalty.ledger;

import static java.util.Objects.requireNonNull;

import io.silkroute.connector.config.LoyaltyConfig;
import io.silkroute.order.ShopOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ledger once more, plain and slow: from the orders alone, one after the other, each looking at all those before it. It
 * shares no code with the one that is tested.
 */
final class PlainLedger {

    /** From when on a configuration's rates count, and its thresholds. */
    record Version(Instant rates, @Nullable Instant thresholds, LoyaltyConfig config) {}

    private final List<Version> versions;
    private final ZoneId zone;
    private final int digits;
    private final String currency;

    PlainLedger(List<Version> versions, ZoneId zone, int digits, String currency) {
        this.versions = versions;
        this.zone = zone;
        this.digits = digits;
        this.currency = currency;
    }

    boolean counts(ShopOrder order) {
        return !order.test()
                && !order.cancelled()
                && order.customer() != null
                && List.of("PAID", "PARTIALLY_REFUNDED", "REFUNDED").contains(order.status())
                && currency.equals(order.currency())
                && order.total() != null
                && order.total().signum() >= 0;
    }

    private static Instant paid(ShopOrder order) {
        return order.paidAt() == null ? order.createdAt() : order.paidAt();
    }

    private static BigDecimal spent(ShopOrder order) {
        return requireNonNull(order.total()).subtract(requireNonNull(order.refunded()));
    }

    private List<ShopOrder> of(Collection<ShopOrder> all, long customer) {
        List<ShopOrder> his = new ArrayList<>();
        for (ShopOrder order : all) {
            if (counts(order) && requireNonNull(order.customer()).id() == customer) {
                his.add(order);
            }
        }
        his.sort(Comparator.comparing(PlainLedger::paid).thenComparing(ShopOrder::id));
        return his;
    }

    private static boolean within(LocalDate day, LocalDate today, LoyaltyConfig.Period period) {
        return switch (period) {
            case DAYS_365 -> day.plusDays(365).isAfter(today);
            case LIFETIME -> true;
            case CALENDAR_YEAR -> day.getYear() == today.getYear();
        };
    }

    private LoyaltyConfig rates(Instant at) {
        LoyaltyConfig found = versions.get(0).config();
        for (Version version : versions) {
            if (!version.rates().isAfter(at)) {
                found = version.config();
            }
        }
        return found;
    }

    private LoyaltyConfig thresholds(Instant at) {
        LoyaltyConfig found = versions.get(0).config();
        for (Version version : versions) {
            if (version.thresholds() != null && !version.thresholds().isAfter(at)) {
                found = version.config();
            }
        }
        return found;
    }

    private static String tier(LoyaltyConfig config, BigDecimal spent) {
        String name = "";
        BigDecimal highest = null;
        for (LoyaltyConfig.Tier tier : config.tiers()) {
            if (spent.compareTo(tier.from()) >= 0
                    && (highest == null || tier.from().compareTo(highest) > 0)) {
                name = tier.name();
                highest = tier.from();
            }
        }
        return name;
    }

    private static BigDecimal rate(String tier, LoyaltyConfig rates, LoyaltyConfig otherwise) {
        for (LoyaltyConfig config : List.of(rates, otherwise)) {
            for (LoyaltyConfig.Tier one : config.tiers()) {
                if (one.name().equals(tier)) {
                    return one.cashback();
                }
            }
        }
        return BigDecimal.ZERO;
    }

    /** By order what it earned and what was taken back, without orders that come to nothing. */
    Map<Long, List<BigDecimal>> ledger(Collection<ShopOrder> all, Collection<Long> customers) {
        Map<Long, List<BigDecimal>> ledger = new TreeMap<>();
        for (long customer : customers) {
            List<ShopOrder> his = of(all, customer);
            for (int i = 0; i < his.size(); i++) {
                ShopOrder order = his.get(i);
                LocalDate today = paid(order).atZone(zone).toLocalDate();
                LoyaltyConfig thresholds = thresholds(paid(order));
                LoyaltyConfig rates = rates(paid(order));
                BigDecimal before = BigDecimal.ZERO;
                for (int j = 0; j < i; j++) {
                    if (within(
                            paid(his.get(j)).atZone(zone).toLocalDate(),
                            today,
                            thresholds.evaluation().period())) {
                        before = before.add(spent(his.get(j)));
                    }
                }
                BigDecimal earned = rates.enabled()
                        ? requireNonNull(order.subtotal())
                                .multiply(rate(tier(thresholds, before), rates, thresholds))
                                .movePointLeft(2)
                                .setScale(digits, RoundingMode.HALF_UP)
                        : BigDecimal.ZERO;
                BigDecimal total = requireNonNull(order.total());
                BigDecimal back = total.signum() == 0
                        ? BigDecimal.ZERO
                        : earned.multiply(requireNonNull(order.refunded())).divide(total, digits, RoundingMode.HALF_UP);
                if (earned.signum() != 0 || back.signum() != 0) {
                    ledger.put(
                            order.id(),
                            List.of(earned.stripTrailingZeros(), back.negate().stripTrailingZeros()));
                }
            }
        }
        return ledger;
    }

    /** By customer what was spent in the period, and the tier; empty: none. */
    Map<Long, String> standing(Collection<ShopOrder> all, Collection<Long> customers, Instant now) {
        Map<Long, String> standing = new TreeMap<>();
        LocalDate today = now.atZone(zone).toLocalDate();
        LoyaltyConfig thresholds = thresholds(now);
        for (long customer : customers) {
            BigDecimal spent = BigDecimal.ZERO;
            int n = 0;
            for (ShopOrder order : of(all, customer)) {
                if (within(
                        paid(order).atZone(zone).toLocalDate(),
                        today,
                        thresholds.evaluation().period())) {
                    spent = spent.add(spent(order));
                    n++;
                }
            }
            standing.put(
                    customer,
                    n + " orders, " + spent.stripTrailingZeros().toPlainString() + " " + tier(thresholds, spent));
        }
        return standing;
    }
}
