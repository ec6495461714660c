package io.silkroute.loyalty.tier;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.loyalty.ledger.LedgerCustomers;
import io.silkroute.loyalty.ledger.LoyaltyBooks;
import io.silkroute.loyalty.ledger.OrderLedger;
import io.silkroute.loyalty.ledger.ShopPlaces;
import io.silkroute.loyalty.ledger.TermsHistory;
import io.silkroute.loyalty.ledger.TierEvaluation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.server.ResponseStatusException;

/** Looks at all customers of a connector, a page in a transaction. */
@Component
public class TierRounds {

    static final Duration LEASE = Duration.ofMinutes(15); // longer than two calls to a slow shop
    static final String DAILY = "daily";
    static final String ASKED = "asked";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PAGE = 500;

    private final Connectors connectors;
    private final OrderLedger ledger;
    private final LoyaltyBooks books;
    private final TermsHistory history;
    private final LedgerCustomers customers;
    private final TierEvaluation tiers;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TierRounds(
            Connectors connectors,
            OrderLedger ledger,
            LoyaltyBooks books,
            TermsHistory history,
            LedgerCustomers customers,
            TierEvaluation tiers,
            ActivityLog activity,
            TransactionTemplate transaction,
            Clock clock) {
        this.connectors = connectors;
        this.ledger = ledger;
        this.books = books;
        this.history = history;
        this.customers = customers;
        this.tiers = tiers;
        this.activity = activity;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * How far a round has come.
     *
     * @param state {@code running} or {@code completed}
     * @param customers that were looked at
     * @param changed that have other metrics or another tier than before
     */
    public record Round(String state, long customers, long changed) {

        public boolean completed() {
            return state.equals("completed");
        }
    }

    /**
     * Tiers anew from the ledger and the configuration of now, whose thresholds count from now on. A round that takes longer
     * than some seconds goes on by itself; one that is under way begins anew.
     */
    public Round recalculate(ConnectorName connector, String actor) {
        if (!connectors.asked(connector.text()).config().loyalty().enabled()) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT,
                    "loyalty.enabled is false: there are no tiers to recalculate. Switch it on first.");
        }
        ShopPlaces.Place place = ledger.open(connector);
        transaction.executeWithoutResult(status -> {
            ledger.lock(connector, place);
            history.apply(connector);
            books.begin(connector, ASKED);
            activity.append(Entry.ofOperator(
                    connector.text(), actor, "Tiers are made anew from the ledger and the present configuration."));
        });
        if (books.take(connector, clock.instant(), LEASE)) {
            try {
                return work(connector, place, clock.instant().plus(PATIENCE));
            } finally {
                books.release(connector);
            }
        }
        return new Round("running", 0, 0); // the node that is at it goes on with this one
    }

    /** The round that is under way, to its end. */
    void work(ConnectorName connector) {
        work(connector, ledger.open(connector), Instant.MAX);
    }

    private Round work(ConnectorName connector, ShopPlaces.Place place, Instant until) {
        Round round;
        do {
            round = Objects.requireNonNull(transaction.execute(status -> page(connector, place)));
        } while (!round.completed() && clock.instant().isBefore(until));
        return round;
    }

    private Round page(ConnectorName connector, ShopPlaces.Place place) {
        ShopPlaces.Place kept = ledger.lock(connector, place);
        LoyaltyBooks.Book book = books.find(connector).orElseThrow();
        if (book.evaluation() == null) {
            return new Round("completed", book.lookedAt(), book.moved());
        }
        List<String> page = customers.idsAfter(connector, book.place(), PAGE);
        if (book.evaluation().equals(ASKED)) {
            ledger.recompute(connector, page, kept);
        }
        int changed = tiers.evaluate(connector, page, kept, null);
        boolean last = page.size() < PAGE;
        books.advance(
                connector,
                page.isEmpty() ? book.place() : page.get(page.size() - 1),
                page.size(),
                changed,
                clock.instant().plus(LEASE));
        if (last) {
            books.evaluated(connector, today(kept));
        }
        return new Round(last ? "completed" : "running", book.lookedAt() + page.size(), book.moved() + changed);
    }

    String today(ShopPlaces.Place place) {
        return clock.instant().atZone(place.zone()).toLocalDate().toString();
    }
}
