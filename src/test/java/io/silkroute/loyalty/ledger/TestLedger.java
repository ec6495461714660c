package io.silkroute.loyalty.ledger;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.LoyaltyConfig;
import io.silkroute.connector.secret.Secrets;
import io.silkroute.connector.secret.TestSecrets;
import io.silkroute.order.Booking;
import io.silkroute.order.Discrepancy;
import io.silkroute.platform.SettableClock;
import io.silkroute.shopify.ShopFacts;
import io.silkroute.shopify.call.FakeGateway;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.ObjectMapper;

/** Books on a database, with everything that they need. */
public final class TestLedger {

    public static final ConnectorName C = new ConnectorName("c");

    public final JdbcTemplate jdbc;
    public final Connectors connectors;
    public final SettableClock clock = SettableClock.at("2026-11-20T12:00:00Z");
    public final TransactionTemplate transaction;
    public final LoyaltyBooks books;
    public final TermsHistory history;
    public final LedgerEntries entries;
    public final LedgerCustomers customers;
    public final TierOverrides overrides;
    public final TierMoves moves;
    public final TierEvaluation tiers;
    public final ShopPlaces places;
    public final SpentSums sums;
    public final ShopFacts facts;
    public final OrderLedger ledger;
    final LedgerOrders orders;
    private final Map<ConnectorName, Connector> known = new HashMap<>();

    public TestLedger(DataSource database) {
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        connectors = new Connectors() {
            @Override
            public Optional<Connector> find(ConnectorName name) {
                return Optional.ofNullable(known.get(name));
            }

            @Override
            public List<Connector> all() {
                return List.copyOf(known.values());
            }

            @Override
            public Secrets secrets(ConnectorName name) {
                return Secrets.NONE;
            }
        };
        facts = new ShopFacts(jdbc);
        books = new LoyaltyBooks(jdbc);
        history = new TermsHistory(jdbc, connectors, new ObjectMapper(), clock);
        orders = new LedgerOrders(jdbc);
        entries = new LedgerEntries(jdbc);
        customers = new LedgerCustomers(jdbc, TestSecrets.box(), new PersonWords(TestSecrets.blindWords()));
        overrides = new TierOverrides(jdbc);
        moves = new TierMoves(jdbc);
        sums = new SpentSums(jdbc);
        tiers = new TierEvaluation(history, sums, customers, overrides, moves, clock);
        places = new ShopPlaces(new FakeGateway(), facts, clock);
        ledger = new OrderLedger(
                connectors,
                books,
                history,
                orders,
                entries,
                customers,
                overrides,
                tiers,
                places,
                new LoyaltyData(jdbc),
                new LedgerFigures(jdbc, books, entries),
                transaction,
                clock);
    }

    /** A shop in Berlin that counts in euros. */
    public TestLedger opened(LoyaltyConfig loyalty) {
        return opened(C, loyalty, "EUR", "Europe/Berlin");
    }

    public TestLedger opened(ConnectorName connector, LoyaltyConfig loyalty, String currency, String zone) {
        facts.sellsIn(connector, currency);
        facts.liesIn(connector, zone);
        return configured(connector, loyalty);
    }

    /** Saved, as of the clock's now. */
    public TestLedger configured(ConnectorName connector, LoyaltyConfig loyalty) {
        ConnectorConfig usual = ConnectorConfig.DEFAULTS.withShop(
                new ConnectorConfig.Shop("a.myshopify.com", null, ConnectorConfig.API_VERSION, null));
        known.put(
                connector,
                new Connector(
                        connector,
                        true,
                        new ConnectorConfig(
                                usual.shop(),
                                usual.export(),
                                usual.mapping(),
                                usual.linkExisting(),
                                usual.trigger(),
                                usual.batchSize(),
                                usual.conflicts(),
                                usual.exportPath(),
                                usual.guard(),
                                usual.rules(),
                                usual.campaigns(),
                                usual.pull(),
                                loyalty,
                                usual.notifications(),
                                usual.sources()),
                        Instant.EPOCH));
        history.note(connector);
        return this;
    }

    public void deactivated(ConnectorName connector) {
        known.computeIfPresent(connector, (name, was) -> new Connector(name, false, was.config(), was.createdAt()));
    }

    /** @param tiers such as {@code Silver 500 3} */
    public static LoyaltyConfig loyalty(LoyaltyConfig.Period period, String... tiers) {
        return new LoyaltyConfig(
                true,
                new LoyaltyConfig.Evaluation(period),
                Arrays.stream(tiers)
                        .map(tier -> tier.split(" "))
                        .map(parts ->
                                new LoyaltyConfig.Tier(parts[0], new BigDecimal(parts[1]), new BigDecimal(parts[2])))
                        .toList());
    }

    public Collection<Discrepancy> book(AShopOrder... orders) {
        return book(Booking.AS_IT_HAPPENS, orders);
    }

    public Collection<Discrepancy> book(Booking booking, AShopOrder... orders) {
        return ledger.book(C, Arrays.stream(orders).map(AShopOrder::told).toList(), booking);
    }

    public LedgerCustomer customer(long id) {
        return customers.find(C, Long.toString(id)).orElseThrow();
    }

    /** The entries as a person reads them, the earliest first, such as {@code 7 earned 1.00}. */
    public List<String> entries(long customer) {
        List<LedgerEntry> latest = entries.page(C, Long.toString(customer), null, 1000);
        Stream<String> read = latest.stream()
                .map(entry -> (entry.order() == null ? "-" : entry.order()) + " "
                        + entry.kind().word() + " "
                        + entry.amount().setScale(2, RoundingMode.UNNECESSARY));
        List<String> all = new ArrayList<>(read.toList());
        Collections.reverse(all);
        return all;
    }
}
