package io.silkroute.loyalty.ledger;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.LoyaltyConfig;
import io.silkroute.connector.config.LoyaltyConfig.Period;
import io.silkroute.connector.config.LoyaltyConfig.Tier;
import io.silkroute.order.Amount;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Adds up what customers have spent and puts each into the highest tier that it reaches, or that a person has given. By the
 * thresholds that were applied last. A tier for life is not lost again, whatever is refunded.
 */
@Component
public class TierEvaluation {

    private final TermsHistory history;
    private final SpentSums sums;
    private final LedgerCustomers customers;
    private final TierOverrides overrides;
    private final TierMoves moves;
    private final Clock clock;

    TierEvaluation(
            TermsHistory history,
            SpentSums sums,
            LedgerCustomers customers,
            TierOverrides overrides,
            TierMoves moves,
            Clock clock) {
        this.history = history;
        this.sums = sums;
        this.customers = customers;
        this.overrides = overrides;
        this.moves = moves;
        this.clock = clock;
    }

    /** @param name null: none @param given by a person */
    public record Decided(
            @Nullable String name,
            boolean given,
            String reason,
            @Nullable String actor) {}

    /**
     * Within the caller's transaction, in which nobody else writes in these books.
     *
     * @param importId whose doing it is; null: no import's
     * @return how many have other metrics or another tier than before
     */
    public int evaluate(
            ConnectorName connector, Collection<String> ids, ShopPlaces.Place place, @Nullable String importId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        LoyaltyTerms terms = history.of(connector);
        LoyaltyConfig thresholds = terms.thresholdsAt(now);
        LoyaltyConfig by = terms.enabledAt(now) ? thresholds : null;
        Period period =
                thresholds == null ? Period.DAYS_365 : thresholds.evaluation().period();
        Map<String, SpentSums.Sum> spent = sums.since(connector, ids, period.since(now, place.zone()));
        Map<String, LedgerCustomer> before = customers.find(connector, ids);
        Map<String, List<TierOverride>> given = overrides.of(connector, ids);
        List<LedgerCustomer> changed = new ArrayList<>();
        List<TierMoves.Move> moved = new ArrayList<>();
        before.forEach((id, customer) -> {
            SpentSums.Sum sum = spent.getOrDefault(id, SpentSums.Sum.NONE);
            Decided decided = by == null
                    ? new Decided(customer.tier(), customer.given(), "", null)
                    : decide(customer, sum, by, given.getOrDefault(id, List.of()), place, now);
            LedgerCustomer after = measured(customer, sum, decided, now);
            if (!Objects.equals(customer.tier(), after.tier())) {
                moved.add(
                        new TierMoves.Move(id, customer.tier(), after.tier(), now, decided.reason(), decided.actor()));
            }
            if (differs(customer, after)) {
                changed.add(after);
            }
        });
        customers.measured(connector, changed, importId);
        customers.waitNoMore(connector, ids);
        moves.add(connector, moved);
        return changed.size();
    }

    /** What a customer's tier would be by these thresholds. */
    public Decided decide(
            LedgerCustomer customer,
            SpentSums.Sum sum,
            LoyaltyConfig thresholds,
            List<TierOverride> given,
            ShopPlaces.Place place,
            Instant now) {
        Optional<TierOverride> override = TierOverride.at(given, now);
        if (override.isPresent()) {
            return new Decided(
                    override.get().tier(),
                    true,
                    override.get().reason(),
                    override.get().actor());
        }
        Period period = thresholds.evaluation().period();
        BigDecimal spent = period == Period.LIFETIME ? sum.lifetimeSpent() : sum.spent();
        Tier reached = thresholds.reached(spent).orElse(null);
        String currency = place.currency() == null ? "" : place.currency();
        Tier held = customer.tier() == null || customer.given()
                ? null
                : thresholds.tier(customer.tier()).orElse(null);
        if (period == Period.LIFETIME
                && held != null
                && (reached == null || held.from().compareTo(reached.from()) > 0)) {
            return new Decided(held.name(), false, "A tier that was reached is kept for life.", null);
        }
        String since = period == Period.LIFETIME ? "in all" : "since " + period.firstDay(now, place.zone());
        return new Decided(
                reached == null ? null : reached.name(),
                false,
                "%s were spent %s; %s"
                        .formatted(
                                text(spent, currency),
                                since,
                                reached == null
                                        ? "no tier begins at so little."
                                        : reached.name() + " begins at " + text(reached.from(), currency) + "."),
                null);
    }

    private static String text(BigDecimal value, String currency) {
        return (Amount.of(value, currency).amount() + " " + currency).strip();
    }

    private static LedgerCustomer measured(LedgerCustomer before, SpentSums.Sum sum, Decided tier, Instant now) {
        boolean moves = !Objects.equals(before.tier(), tier.name());
        return new LedgerCustomer(
                before.id(),
                before.name(),
                before.email(),
                before.erased(),
                before.toldAt(),
                sum.orders(),
                sum.spent(),
                sum.lifetimeOrders(),
                sum.lifetimeSpent(),
                sum.lastOrder(),
                tier.name(),
                moves ? now : before.tierSince(),
                tier.given(),
                before.refreshedAt(),
                before.stale());
    }

    private static boolean differs(LedgerCustomer one, LedgerCustomer other) {
        return one.orders() != other.orders()
                || one.lifetimeOrders() != other.lifetimeOrders()
                || one.given() != other.given()
                || one.spent().compareTo(other.spent()) != 0
                || one.lifetimeSpent().compareTo(other.lifetimeSpent()) != 0
                || !Objects.equals(one.tier(), other.tier())
                || !Objects.equals(one.lastOrder(), other.lastOrder());
    }
}
