package io.silkroute.loyalty.tier;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.loyalty.ledger.LoyaltyBooks;
import io.silkroute.loyalty.ledger.ShopPlaces;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Connectors whose tiers were not looked at on this day of the shop, or whose round was cut off; each on one node. Spend
 * that is a year old goes by itself, so a tier may change though no order comes.
 */
@Component("dueRounds")
public class DueRounds {

    private static final Logger LOG = LoggerFactory.getLogger(DueRounds.class);

    private final Connectors connectors;
    private final LoyaltyBooks books;
    private final ShopPlaces places;
    private final TierRounds rounds;
    private final Clock clock;
    private final boolean alone;

    DueRounds(
            Connectors connectors,
            LoyaltyBooks books,
            ShopPlaces places,
            TierRounds rounds,
            Clock clock,
            @Value("${spring.artemis.mode:}") String brokerMode) {
        this.connectors = connectors;
        this.books = books;
        this.places = places;
        this.rounds = rounds;
        this.clock = clock;
        this.alone = brokerMode.equals("embedded");
    }

    /** The connectors that this node is to look at, and no other node meanwhile. */
    public List<ConnectorName> find() {
        List<ConnectorName> due = new ArrayList<>();
        for (Connector connector : connectors.all()) {
            ConnectorName name = connector.name();
            if (connector.config().loyalty().enabled()
                    && books.find(name).filter(book -> due(connector, book)).isPresent()
                    && books.take(name, clock.instant(), TierRounds.LEASE)) {
                due.add(name);
            }
        }
        return due;
    }

    /** What a person has asked for goes on although the connector is not active: it asks the ledger alone. */
    private boolean due(Connector connector, LoyaltyBooks.Book book) {
        return book.evaluation() != null
                || connector.active()
                        && !rounds.today(places.known(connector.name())).equals(book.evaluatedOn());
    }

    public void look(ConnectorName connector) {
        if (books.find(connector).filter(book -> book.evaluation() == null).isPresent()) {
            places.ask(connector);
            books.begin(connector, TierRounds.DAILY);
        }
        rounds.work(connector);
        books.release(connector);
    }

    /** A round failed inside Silkroute; it goes on after its lease. */
    public void broke(ConnectorName connector, Exception failure) {
        LOG.error("Looking at the tiers of {} failed", connector, failure);
    }

    @EventListener(ApplicationStartedEvent.class)
    void started() {
        if (alone) {
            books.releaseAll();
        }
    }
}
