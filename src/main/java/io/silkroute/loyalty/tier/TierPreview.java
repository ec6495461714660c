package io.silkroute.loyalty.tier;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.LoyaltyConfig;
import io.silkroute.loyalty.ledger.LedgerCustomer;
import io.silkroute.loyalty.ledger.LedgerCustomers;
import io.silkroute.loyalty.ledger.LoyaltyBooks;
import io.silkroute.loyalty.ledger.ShopPlaces;
import io.silkroute.loyalty.ledger.SpentSums;
import io.silkroute.loyalty.ledger.TierEvaluation;
import io.silkroute.loyalty.ledger.TierOverride;
import io.silkroute.loyalty.ledger.TierOverrides;
import io.silkroute.order.Amount;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who would move if tiers were made anew by a configuration that is not saved. Nothing is changed. */
@Component
public class TierPreview {

    private static final int PAGE = 500;

    private final LoyaltyBooks books;
    private final ShopPlaces places;
    private final LedgerCustomers customers;
    private final SpentSums sums;
    private final TierOverrides overrides;
    private final TierEvaluation tiers;
    private final Clock clock;

    TierPreview(
            LoyaltyBooks books,
            ShopPlaces places,
            LedgerCustomers customers,
            SpentSums sums,
            TierOverrides overrides,
            TierEvaluation tiers,
            Clock clock) {
        this.books = books;
        this.places = places;
        this.customers = customers;
        this.sums = sums;
        this.overrides = overrides;
        this.tiers = tiers;
        this.clock = clock;
    }

    /** @param from null: has none @param to null: would have none @param spent in the period of the configuration */
    public record Mover(
            String id,
            String name,
            @Nullable String from,
            @Nullable String to,
            Amount spent,
            String reason) {}

    /** How many would move from one tier to another. */
    public record Moves(@Nullable String from, @Nullable String to, long customers) {}

    /**
     * @param customers that were looked at
     * @param moving of those
     * @param items a page of those, by id
     * @param next null: there are no more
     */
    public record Preview(
            long customers,
            long moving,
            List<Moves> moves,
            List<Mover> items,
            @Nullable String next) {}

    private record Pair(String from, String to) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            int by = from.compareTo(other.from);
            return by == 0 ? to.compareTo(other.to) : by;
        }
    }

    /** @param after the cursor of the page before; empty: from the first */
    public Preview of(ConnectorName connector, LoyaltyConfig asked, String after, int limit) {
        ShopPlaces.Place known = places.known(connector);
        String kept = books.find(connector).map(LoyaltyBooks.Book::currency).orElse(null);
        String currency = kept != null ? kept : known.currency() == null ? "" : known.currency();
        ShopPlaces.Place place = new ShopPlaces.Place(currency, known.zone());
        Instant now = clock.instant();
        Instant since = asked.evaluation().period().since(now, place.zone());
        Map<Pair, Long> counts = new TreeMap<>();
        List<Mover> movers = new ArrayList<>();
        long looked = 0;
        String at = "";
        List<String> page;
        do {
            page = customers.idsAfter(connector, at, PAGE);
            Map<String, SpentSums.Sum> spent = sums.since(connector, page, since);
            Map<String, LedgerCustomer> each = new TreeMap<>(customers.find(connector, page));
            Map<String, List<TierOverride>> given = overrides.of(connector, page);
            for (LedgerCustomer customer : each.values()) {
                SpentSums.Sum sum = spent.getOrDefault(customer.id(), SpentSums.Sum.NONE);
                TierEvaluation.Decided decided =
                        tiers.decide(customer, sum, asked, given.getOrDefault(customer.id(), List.of()), place, now);
                if (!Objects.equals(customer.tier(), decided.name())) {
                    counts.merge(new Pair(text(customer.tier()), text(decided.name())), 1L, Long::sum);
                    if (movers.size() <= limit && customer.id().compareTo(after) > 0) {
                        movers.add(mover(customer, decided, sum.spent(), currency));
                    }
                }
            }
            looked += page.size();
            at = page.isEmpty() ? at : page.get(page.size() - 1);
        } while (page.size() == PAGE);
        boolean more = movers.size() > limit;
        List<Mover> shown = more ? movers.subList(0, limit) : movers;
        return new Preview(
                looked,
                counts.values().stream().mapToLong(Long::longValue).sum(),
                counts.entrySet().stream()
                        .map(one -> new Moves(
                                named(one.getKey().from()), named(one.getKey().to()), one.getValue()))
                        .toList(),
                List.copyOf(shown),
                more ? shown.get(shown.size() - 1).id() : null);
    }

    private static Mover mover(
            LedgerCustomer customer, TierEvaluation.Decided decided, BigDecimal spent, String currency) {
        return new Mover(
                customer.id(),
                customer.name(),
                customer.tier(),
                decided.name(),
                Amount.of(spent, currency),
                decided.reason());
    }

    private static String text(@Nullable String tier) {
        return tier == null ? "" : tier;
    }

    private static @Nullable String named(String tier) {
        return tier.isEmpty() ? null : tier;
    }
}
