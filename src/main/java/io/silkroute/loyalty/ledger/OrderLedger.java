package io.silkroute.loyalty.ledger;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.order.Amount;
import io.silkroute.order.Booking;
import io.silkroute.order.Discrepancy;
import io.silkroute.order.ImportFigures;
import io.silkroute.order.OrderBooks;
import io.silkroute.order.ShopOrder;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the books of shops' orders. Bookings of one connector are made one after the other, whichever node makes them. */
@Component
public class OrderLedger implements OrderBooks {

    private static final int PAGE = 500;

    private final Connectors connectors;
    private final LoyaltyBooks books;
    private final TermsHistory history;
    private final LedgerOrders orders;
    private final LedgerEntries entries;
    private final LedgerCustomers customers;
    private final TierOverrides overrides;
    private final TierEvaluation tiers;
    private final ShopPlaces places;
    private final LoyaltyData data;
    private final LedgerFigures figures;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OrderLedger(
            Connectors connectors,
            LoyaltyBooks books,
            TermsHistory history,
            LedgerOrders orders,
            LedgerEntries entries,
            LedgerCustomers customers,
            TierOverrides overrides,
            TierEvaluation tiers,
            ShopPlaces places,
            LoyaltyData data,
            LedgerFigures figures,
            TransactionTemplate transaction,
            Clock clock) {
        this.connectors = connectors;
        this.books = books;
        this.history = history;
        this.orders = orders;
        this.entries = entries;
        this.customers = customers;
        this.overrides = overrides;
        this.tiers = tiers;
        this.places = places;
        this.data = data;
        this.figures = figures;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void ready(ConnectorName connector) {
        open(connector);
    }

    @Override
    public Collection<Discrepancy> book(ConnectorName connector, Collection<ShopOrder> told, Booking booking) {
        if (told.isEmpty()) {
            return List.of();
        }
        ShopPlaces.Place place = opened(connector);
        return Objects.requireNonNull(transaction.execute(status -> {
            ShopPlaces.Place kept = keptIn(connector, place, told);
            history.note(connector);
            OrderBooking one = new OrderBooking(
                    connector,
                    booking,
                    cashback(connector, kept),
                    kept.currency(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    new OrderBooking.Stores(orders, entries, customers, overrides));
            Collection<Discrepancy> discrepancies = one.book(told);
            if (booking.updateMetrics()) {
                String importId = booking.importId();
                if (importId == null) {
                    tiers.evaluate(connector, one.measurable(), kept, null);
                } else {
                    customers.waitFor(connector, importId, one.measurable());
                }
            }
            return discrepancies;
        }));
    }

    /** Somebody whom the shop tells of, whether there are orders or not. */
    public void meet(ConnectorName connector, LedgerCustomers.Person person) {
        ShopPlaces.Place place = open(connector);
        transaction.executeWithoutResult(status -> {
            ShopPlaces.Place kept = lock(connector, place);
            Map<String, LedgerCustomer> known = customers.find(connector, List.of(person.id()));
            customers.meet(connector, List.of(person.id()), Map.of(person.id(), person), known);
            if (known.isEmpty()) {
                history.note(connector);
                tiers.evaluate(connector, List.of(person.id()), kept, null);
            }
        });
    }

    /** The entries of these customers are made as their orders say, and totals follow all of their orders. */
    public void recompute(ConnectorName connector, Collection<String> ids, ShopPlaces.Place place) {
        orders.countAll(connector, ids);
        new OrderBooking(
                        connector,
                        Booking.AS_IT_HAPPENS,
                        cashback(connector, place),
                        place.currency(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        new OrderBooking.Stores(orders, entries, customers, overrides))
                .recompute(ids);
    }

    /** Makes the books where there are none; those of another shop are forgotten. @return where the shop lies */
    public ShopPlaces.Place open(ConnectorName connector) {
        places.of(connector);
        return opened(connector);
    }

    /** Asks nobody. */
    private ShopPlaces.Place opened(ConnectorName connector) {
        String shop =
                connectors.asked(connector.text()).config().shop().address().toString();
        if (!books.open(connector, shop).shop().equals(shop)) {
            data.clear(connector);
            books.becomes(connector, shop);
        }
        return places.known(connector);
    }

    /** Nobody else writes in these books until the transaction ends. @return with the currency in which they are kept */
    public ShopPlaces.Place lock(ConnectorName connector, ShopPlaces.Place place) {
        String kept = books.lock(connector).currency();
        return new ShopPlaces.Place(kept == null ? place.currency() : kept, place.zone());
    }

    /** Books whose shop has not said in what it counts are kept in what the first order says. */
    private ShopPlaces.Place keptIn(ConnectorName connector, ShopPlaces.Place place, Collection<ShopOrder> told) {
        @Nullable String kept = books.lock(connector).currency();
        String currency = kept != null
                ? kept
                : place.currency() != null
                        ? place.currency()
                        : told.stream()
                                .map(ShopOrder::currency)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null);
        if (kept == null && currency != null) {
            books.keptIn(connector, currency);
        }
        return new ShopPlaces.Place(currency, place.zone());
    }

    private Cashback cashback(ConnectorName connector, ShopPlaces.Place place) {
        String currency = place.currency();
        return new Cashback(history.of(connector), place.zone(), Amount.digits(currency == null ? "" : currency));
    }

    @Override
    public ImportFigures figures(ConnectorName connector, String importId) {
        return figures.of(connector, importId);
    }

    @Override
    public long settle(ConnectorName connector, Booking booking, Runnable eachPage) {
        String importId = booking.importId();
        if (importId == null || !booking.updateMetrics()) {
            return 0;
        }
        ShopPlaces.Place place = open(connector);
        boolean more = true;
        while (more) { // one page after the other, each in a transaction of its own: what is settled stays settled
            eachPage.run();
            more = settlePage(connector, importId, place);
        }
        return customers.movedIn(connector, importId);
    }

    private boolean settlePage(ConnectorName connector, String importId, ShopPlaces.Place place) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            ShopPlaces.Place kept = lock(connector, place);
            Collection<String> page = new TreeSet<>(customers.waiting(connector, importId, PAGE));
            tiers.evaluate(connector, page, kept, importId);
            return page.size() == PAGE;
        }));
    }
}
