package io.silkroute.loyalty.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.silkroute.connector.ConnectorName;
import io.silkroute.loyalty.ledger.BookedOrders;
import io.silkroute.loyalty.ledger.LedgerCustomer;
import io.silkroute.loyalty.ledger.LedgerCustomers;
import io.silkroute.loyalty.ledger.LedgerEntries;
import io.silkroute.loyalty.ledger.LedgerEntry;
import io.silkroute.loyalty.ledger.LoyaltyBooks;
import io.silkroute.loyalty.ledger.ShopPlaces;
import io.silkroute.loyalty.ledger.TierMoves;
import io.silkroute.loyalty.ledger.TierOverride;
import io.silkroute.loyalty.ledger.TierOverrides;
import io.silkroute.order.Amount;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Customers as they are told to people and programs. */
@Component
public class Customers {

    private static final Pattern PLACE = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,6})?):(\\d{1,19})");
    private static final int MOVES = 20;
    private static final int ENTRIES = 20;

    private final LedgerCustomers customers;
    private final LedgerEntries entries;
    private final BookedOrders orders;
    private final TierMoves moves;
    private final TierOverrides overrides;
    private final LoyaltyBooks books;
    private final ShopPlaces places;
    private final Clock clock;

    Customers(
            LedgerCustomers customers,
            LedgerEntries entries,
            BookedOrders orders,
            TierMoves moves,
            TierOverrides overrides,
            LoyaltyBooks books,
            ShopPlaces places,
            Clock clock) {
        this.customers = customers;
        this.entries = entries;
        this.orders = orders;
        this.moves = moves;
        this.overrides = overrides;
        this.books = books;
        this.places = places;
        this.clock = clock;
    }

    /** @param name null: not told, or erased @param tier null: none @param cashback the sum of the ledger */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Row(
            String id,
            @Nullable String name,
            @Nullable String email,
            long orders,
            Amount spent,
            @Nullable String tier,
            Amount cashback,
            Lifetime lifetime,
            @Nullable Instant lastOrder,
            @Nullable Instant lastSynced) {}

    public record Lifetime(long orders, Amount spent) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record CustomerPage(List<Row> items, @Nullable String next) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Entry(
            String id,
            @Nullable String order,
            String kind,
            Amount amount,
            Instant at,
            @Nullable @JsonProperty("import") String importId,
            @Nullable String reason,
            @Nullable String actor) {}

    /** @param counts does it? @param tier that was reached before it; null: none */
    public record OrderRow(
            String id,
            String name,
            Instant paidAt,
            String status,
            boolean counts,
            Amount spent,
            Amount cashback,
            @Nullable String tier) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record LedgerPage(List<Entry> items, @Nullable String next) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record GivenTier(
            String tier, Instant since, @Nullable Instant until, String reason, String actor) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Move(
            @Nullable String from,
            @Nullable String to,
            Instant at,
            String reason,
            @Nullable String actor) {}

    /**
     * @param override null: the tier is the one that is reached
     * @param moves latest first
     * @param ledger the latest entries; {@code next} goes on in {@code …/ledger}
     * @param problem why it is not as of now, but of {@code lastSynced}; null: it is, or nobody asked
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record OneCustomer(
            String id,
            @Nullable String name,
            @Nullable String email,
            long orders,
            Amount spent,
            @Nullable String tier,
            Amount cashback,
            Lifetime lifetime,
            @Nullable Instant lastOrder,
            @Nullable Instant lastSynced,
            @Nullable Instant tierSince,
            @Nullable GivenTier override,
            List<Move> moves,
            LedgerPage ledger,
            @Nullable String problem) {}

    /** Shopify's number, as an address has it. */
    public static Optional<String> number(String id) {
        return id.matches("[1-9]\\d{0,17}") ? Optional.of(id) : Optional.empty();
    }

    /** @throws ResponseStatusException if it is no cursor */
    public static LedgerCustomers.@Nullable Place place(String cursor) {
        if (cursor.isEmpty()) {
            return null;
        }
        Matcher place = PLACE.matcher(cursor);
        if (!place.matches()) {
            throw noCursor();
        }
        return new LedgerCustomers.Place(new BigDecimal(place.group(1)), place.group(2));
    }

    /** @throws ResponseStatusException if it is no cursor */
    public static @Nullable Long before(String cursor) {
        if (cursor.isEmpty()) {
            return null;
        }
        if (!cursor.matches("\\d{1,18}")) {
            throw noCursor();
        }
        return Long.valueOf(cursor);
    }

    private static ResponseStatusException noCursor() {
        return new ResponseStatusException(
                HttpStatus.BAD_REQUEST, "The parameter cursor is none of this list; take it from \"next\".");
    }

    /** @param tier null or empty: any; {@code none}: those without one */
    public CustomerPage page(
            ConnectorName connector,
            String q,
            @Nullable String tier,
            LedgerCustomers.@Nullable Place after,
            int limit) {
        String wanted = tier == null || tier.isEmpty() ? null : tier.equals("none") ? "" : tier;
        List<LedgerCustomer> found = customers.page(connector, q.isBlank() ? null : q, wanted, after, limit + 1);
        boolean more = found.size() > limit;
        List<LedgerCustomer> shown = more ? found.subList(0, limit) : found;
        String currency = currency(connector);
        Map<String, BigDecimal> balances = entries.balances(
                connector, shown.stream().map(LedgerCustomer::id).toList());
        LedgerCustomer last = more ? shown.get(shown.size() - 1) : null;
        return new CustomerPage(
                shown.stream()
                        .map(one -> row(one, balances.getOrDefault(one.id(), BigDecimal.ZERO), currency))
                        .toList(),
                last == null ? null : last.spent().toPlainString() + ":" + last.id());
    }

    private static Row row(LedgerCustomer one, BigDecimal balance, String currency) {
        return new Row(
                one.id(),
                told(one.name()),
                told(one.email()),
                one.orders(),
                Amount.of(one.spent(), currency),
                one.tier(),
                Amount.of(balance, currency),
                new Lifetime(one.lifetimeOrders(), Amount.of(one.lifetimeSpent(), currency)),
                one.lastOrder(),
                one.refreshedAt());
    }

    private static @Nullable String told(String text) {
        return text.isEmpty() ? null : text;
    }

    /** @throws ResponseStatusException if nobody has told of it */
    public LedgerCustomer known(ConnectorName connector, String id) {
        return customers
                .find(connector, id)
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "The ledger knows no customer " + id + "."));
    }

    /** @param visit what came of asking the shop just now; null: it was not asked */
    public OneCustomer one(ConnectorName connector, String id, CustomerVisits.@Nullable Visit visit) {
        LedgerCustomer one = known(connector, id);
        String currency = currency(connector);
        BigDecimal balance = entries.balances(connector, List.of(id)).getOrDefault(id, BigDecimal.ZERO);
        Row row = row(one, balance, currency);
        return new OneCustomer(
                row.id(),
                row.name(),
                row.email(),
                row.orders(),
                row.spent(),
                row.tier(),
                row.cashback(),
                row.lifetime(),
                row.lastOrder(),
                row.lastSynced(),
                one.tierSince(),
                overrides
                        .at(connector, id, clock.instant())
                        .map(Customers::told)
                        .orElse(null),
                moves.of(connector, id, MOVES).stream()
                        .map(move -> new Move(move.from(), move.to(), move.at(), move.reason(), move.actor()))
                        .toList(),
                ledger(connector, id, null, ENTRIES),
                visit == null ? null : visit.problem());
    }

    private static GivenTier told(TierOverride given) {
        return new GivenTier(given.tier(), given.from(), given.until(), given.reason(), given.actor());
    }

    /** Latest first. */
    public LedgerPage ledger(ConnectorName connector, String id, @Nullable Long before, int limit) {
        List<LedgerEntry> found = entries.page(connector, id, before, limit + 1);
        boolean more = found.size() > limit;
        String currency = currency(connector);
        List<Entry> shown = (more ? found.subList(0, limit) : found)
                .stream()
                        .map(entry -> new Entry(
                                Long.toString(entry.id()),
                                entry.order(),
                                entry.kind().word(),
                                Amount.of(entry.amount(), currency),
                                entry.at(),
                                entry.importId(),
                                entry.reason(),
                                entry.actor()))
                        .toList();
        return new LedgerPage(shown, more ? shown.get(shown.size() - 1).id() : null);
    }

    /** Latest first. */
    public List<OrderRow> orders(ConnectorName connector, String id, int limit) {
        String currency = currency(connector);
        return orders.of(connector, id, limit).stream()
                .map(order -> new OrderRow(
                        Long.toString(order.id()),
                        order.name(),
                        order.paidAt(),
                        order.status(),
                        order.counts(),
                        Amount.of(order.spent(), currency),
                        Amount.of(order.cashback(), currency),
                        order.tier()))
                .toList();
    }

    /** How many customers each tier has; those without one under the empty name. */
    public Map<String, Long> byTier(ConnectorName connector) {
        return customers.byTier(connector);
    }

    /** In which the ledger is kept; empty while that is not known. */
    public String currency(ConnectorName connector) {
        return books.find(connector)
                .map(LoyaltyBooks.Book::currency)
                .or(() -> Optional.ofNullable(places.known(connector).currency()))
                .orElse("");
    }
}
