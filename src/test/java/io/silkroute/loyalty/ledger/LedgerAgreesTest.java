package io.silkroute.loyalty.ledger;

import static io.silkroute.loyalty.ledger.TestLedger.loyalty;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.LoyaltyConfig;
import io.silkroute.connector.config.LoyaltyConfig.Period;
import io.silkroute.order.Booking;
import io.silkroute.order.ShopOrder;
import io.silkroute.platform.TestDatabase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

/**
 * Ten thousand orders, in all their states, come in any sequence, in batches of any size, again, without reconcile, and in
 * transactions that are cut off: whatever came before, the books say to the cent what a second, plain ledger computes from
 * the orders alone.
 */
class LedgerAgreesTest {

    private static final int SHOPS = 25;
    private static final int ORDERS = 400;
    private static final int CUSTOMERS = 40;
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final List<Long> EVERYBODY =
            LongStream.rangeClosed(1, CUSTOMERS).boxed().toList();
    private static final List<String> ZONES =
            List.of("Europe/Berlin", "America/New_York", "Pacific/Auckland", "America/Sao_Paulo", "Etc/UTC");
    private static final List<Period> PERIODS = List.of(Period.values());
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "KWD", "USD");

    private static TestLedger books;

    @BeforeAll
    static void open() {
        books = new TestLedger(TestDatabase.hsqldb());
        books.clock.set(NOW);
    }

    private final Random random = new Random(20261120);

    private record Shop(ConnectorName name, String currency, PlainLedger plain, List<List<ShopOrder>> orders) {}

    private Shop shop(int n) {
        ConnectorName name = new ConnectorName("s" + n);
        String currency = CURRENCIES.get(n % CURRENCIES.size());
        ZoneId zone = ZoneId.of(ZONES.get(n % ZONES.size()));
        Period period = PERIODS.get(n % PERIODS.size());
        List<PlainLedger.Version> versions = versions(period);
        books.opened(name, versions.get(versions.size() - 1).config(), currency, zone.getId());
        books.jdbc.update("delete from loyalty_terms where connector = ?", name.text());
        for (PlainLedger.Version version : versions) {
            books.jdbc.update(
                    "insert into loyalty_terms (connector, valid_from, applied_from, terms) values (?, ?, ?, ?)",
                    name.text(),
                    column(version.rates()),
                    version.thresholds() == null ? null : column(version.thresholds()),
                    new ObjectMapper().writeValueAsString(version.config()));
        }
        int digits = currency.equals("JPY") ? 0 : currency.equals("KWD") ? 3 : 2;
        List<List<ShopOrder>> orders = new ArrayList<>();
        for (long id = 1; id <= ORDERS; id++) {
            orders.add(states(id, currency, digits, zone));
        }
        return new Shop(name, currency, new PlainLedger(versions, zone, digits, currency), orders);
    }

    private static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static List<PlainLedger.Version> versions(Period period) {
        LoyaltyConfig first = loyalty(period, "Bronze 0 1", "Silver 500 3", "Gold 2000 5.5");
        Instant second = Instant.parse("2026-03-29T00:30:00Z");
        Instant third = Instant.parse("2026-09-01T00:00:00Z");
        return List.of(
                new PlainLedger.Version(
                        Instant.parse("2025-06-01T00:00:00Z"), Instant.parse("2025-06-01T00:00:00Z"), first),
                new PlainLedger.Version(
                        second,
                        second.plus(Duration.ofDays(40)),
                        loyalty(period, "Silver 300 2.25", "Bronze 10 0.5", "Gold 1500 7", "Black 4000 10")),
                new PlainLedger.Version(
                        third,
                        null,
                        new LoyaltyConfig(
                                true,
                                first.evaluation(),
                                loyalty(period, "Iron 0 9", "Gold 5 4").tiers())));
    }

    /** What the shop tells of an order, one state after the other. */
    private List<ShopOrder> states(long id, String currency, int digits, ZoneId zone) {
        Instant placed = placed(zone);
        Instant paid = random.nextInt(10) == 0 ? null : placed.plusSeconds(random.nextInt(4) * 3600L);
        BigDecimal subtotal = amount(digits, 60_000);
        BigDecimal total = subtotal.add(amount(digits, 2_000));
        ShopOrder.@Nullable Buyer buyer = random.nextInt(30) == 0 ? null : buyer();
        List<ShopOrder> states = new ArrayList<>();
        Told told = new Told(id, placed, paid, buyer, random.nextInt(40) == 0 ? "XXX" : currency);
        boolean test = random.nextInt(50) == 0;
        if (random.nextInt(3) == 0) {
            states.add(told.state(states.size(), "PENDING", test, false, total, subtotal, BigDecimal.ZERO));
        }
        if (random.nextInt(20) > 0) {
            states.add(told.state(states.size(), "PAID", test, false, total, subtotal, BigDecimal.ZERO));
        }
        if (random.nextInt(8) == 0) { // edited
            subtotal = amount(digits, 60_000);
            total = subtotal.add(amount(digits, 2_000));
            states.add(told.state(states.size(), "PAID", test, false, total, subtotal, BigDecimal.ZERO));
        }
        if (random.nextInt(10) == 0) { // merged into another customer
            told = new Told(id, placed, paid, buyer(), told.currency());
            states.add(told.state(states.size(), "PAID", test, false, total, subtotal, BigDecimal.ZERO));
        }
        if (random.nextInt(4) == 0) {
            BigDecimal refunded = total.multiply(BigDecimal.valueOf(random.nextInt(100)))
                    .movePointLeft(2)
                    .setScale(digits, RoundingMode.DOWN);
            states.add(told.state(states.size(), "PARTIALLY_REFUNDED", test, false, total, subtotal, refunded));
        }
        if (random.nextInt(12) == 0) {
            states.add(told.state(states.size(), "REFUNDED", test, false, total, subtotal, total));
        }
        if (random.nextInt(15) == 0 || states.isEmpty()) {
            states.add(told.state(states.size(), "VOIDED", test, true, total, subtotal, BigDecimal.ZERO));
        }
        return states;
    }

    /** Two years, often within an hour of a day's begin, and often on a day when clocks are changed. */
    private Instant placed(ZoneId zone) {
        Instant any = NOW.minusSeconds(random.nextInt(2 * 365 * 24 * 3600));
        return switch (random.nextInt(4)) {
            case 0 ->
                any.atZone(zone)
                        .toLocalDate()
                        .atStartOfDay(zone)
                        .plusMinutes(random.nextInt(120) - 60L)
                        .toInstant();
            case 1 -> Instant.parse("2026-03-29T00:00:00Z").plusSeconds(random.nextInt(8) * 1800L);
            default -> any;
        };
    }

    private BigDecimal amount(int digits, int most) {
        return BigDecimal.valueOf(random.nextInt(most), 2).setScale(digits, RoundingMode.DOWN);
    }

    private ShopOrder.Buyer buyer() {
        int n = random.nextInt(CUSTOMERS * CUSTOMERS); // some buy much more than others
        return new ShopOrder.Buyer(1 + (long) Math.sqrt(n), "", "");
    }

    private record Told(
            long id, Instant placed, @Nullable Instant paid, ShopOrder.@Nullable Buyer buyer, String currency) {

        ShopOrder state(
                int n,
                String status,
                boolean test,
                boolean cancelled,
                BigDecimal total,
                BigDecimal subtotal,
                BigDecimal refunded) {
            return new ShopOrder(
                    id,
                    "#" + id,
                    placed,
                    placed.plus(Duration.ofDays(n)),
                    status.equals("PENDING") ? null : paid,
                    status,
                    test,
                    cancelled,
                    buyer,
                    currency,
                    total,
                    subtotal,
                    refunded);
        }
    }

    /** What the books say of each order: earned with corrections, and taken back. */
    private static Map<Long, List<BigDecimal>> ledger(ConnectorName shop) {
        Map<Long, BigDecimal> net = new HashMap<>();
        Map<Long, BigDecimal> back = new HashMap<>();
        books.jdbc.query(
                "select order_id, kind, sum(amount) as amount from loyalty_entry where connector = ? group by order_id, kind",
                row -> {
                    (row.getString("kind").equals("refunded") ? back : net)
                            .merge(row.getLong("order_id"), row.getBigDecimal("amount"), BigDecimal::add);
                },
                shop.text());
        Map<Long, List<BigDecimal>> ledger = new TreeMap<>();
        net.forEach((order, amount) -> {
            BigDecimal taken = back.getOrDefault(order, BigDecimal.ZERO);
            if (amount.signum() != 0 || taken.signum() != 0) {
                ledger.put(order, List.of(amount.stripTrailingZeros(), taken.stripTrailingZeros()));
            }
        });
        return ledger;
    }

    private static Map<Long, BigDecimal> balances(Map<Long, List<BigDecimal>> ledger, Collection<ShopOrder> orders) {
        Map<Long, BigDecimal> balances = new TreeMap<>();
        for (ShopOrder order : orders) {
            List<BigDecimal> of = ledger.get(order.id());
            if (of != null && order.customer() != null) {
                balances.merge(order.customer().id(), of.get(0).add(of.get(1)), BigDecimal::add);
            }
        }
        balances.replaceAll((customer, amount) -> amount.stripTrailingZeros());
        balances.values().removeIf(amount -> amount.signum() == 0);
        return balances;
    }

    private void agree(Shop shop, Collection<ShopOrder> known) {
        Map<Long, List<BigDecimal>> expected = shop.plain().ledger(known, EVERYBODY);
        assertThat(ledger(shop.name())).isEqualTo(expected);
        Map<Long, BigDecimal> balances = new TreeMap<>();
        books.entries
                .balances(shop.name(), EVERYBODY.stream().map(String::valueOf).toList())
                .forEach((customer, amount) -> {
                    if (amount.signum() != 0) {
                        balances.put(Long.valueOf(customer), amount.stripTrailingZeros());
                    }
                });
        assertThat(balances).isEqualTo(balances(expected, known));
    }

    private void standAlike(Shop shop, Collection<ShopOrder> known) {
        Map<Long, String> standing = new TreeMap<>();
        books.customers
                .find(shop.name(), EVERYBODY.stream().map(String::valueOf).toList())
                .forEach((id, one) -> standing.put(
                        Long.valueOf(id),
                        one.orders() + " orders, "
                                + one.spent().stripTrailingZeros().toPlainString() + " "
                                + (one.tier() == null ? "" : one.tier())));
        Map<Long, String> expected = shop.plain().standing(known, EVERYBODY, NOW);
        expected.keySet().retainAll(standing.keySet());
        assertThat(standing).isEqualTo(expected);
    }

    /** Books a batch; one in eight is cut off before it is committed, and comes again. */
    private void book(Shop shop, Collection<ShopOrder> batch, Booking booking) {
        while (random.nextInt(8) == 0) {
            books.transaction.executeWithoutResult(status -> {
                books.ledger.book(shop.name(), batch, booking);
                status.setRollbackOnly();
            });
        }
        books.ledger.book(shop.name(), batch, booking);
    }

    /** Batches of one to 120, in each an order at most once. */
    private List<List<ShopOrder>> batches(List<ShopOrder> told) {
        List<List<ShopOrder>> batches = new ArrayList<>();
        List<ShopOrder> left = told;
        while (!left.isEmpty()) {
            Map<Long, ShopOrder> batch = new LinkedHashMap<>();
            List<ShopOrder> later = new ArrayList<>();
            int size = 1 + random.nextInt(120);
            for (ShopOrder next : left) {
                if (batch.size() == size || batch.putIfAbsent(next.id(), next) != null) {
                    later.add(next);
                }
            }
            batches.add(List.copyOf(batch.values()));
            left = later;
        }
        return batches;
    }

    @Test
    void whatever_way_the_orders_came() {
        for (int n = 0; n < SHOPS; n++) {
            Shop shop = shop(n);
            boolean quickly = n % 2 == 1;
            List<ShopOrder> told = new ArrayList<>();
            for (List<ShopOrder> states : shop.orders()) {
                told.addAll(states);
                if (random.nextInt(5) == 0) {
                    told.add(states.get(random.nextInt(states.size())));
                }
            }
            Collections.shuffle(told, random);
            Map<Long, ShopOrder> known = new HashMap<>();
            int batches = 0;
            for (List<ShopOrder> batch : batches(told)) {
                boolean quick = quickly && random.nextBoolean();
                String importId = random.nextBoolean() ? null : "i" + n;
                book(shop, batch, new Booking(importId, !quick, random.nextInt(4) > 0));
                batch.forEach(order -> known.merge(
                        order.id(), order, (one, other) -> other.updatedAt().isBefore(one.updatedAt()) ? one : other));
                if (!quickly && ++batches % 4 == 0) {
                    agree(shop, known.values());
                }
            }
            if (quickly) {
                books.jdbc.update(
                        "insert into loyalty_entry (connector, customer, order_id, kind, amount, booked_at) select connector,"
                                + " customer, order_id, kind, amount, booked_at from loyalty_entry where connector = ? and"
                                + " kind = 'earned' and mod(id, 9) = 0",
                        shop.name().text());
                List<ShopOrder> last = shop.orders().stream()
                        .map(states -> states.get(states.size() - 1))
                        .collect(Collectors.toCollection(ArrayList::new));
                Collections.shuffle(last, random);
                for (List<ShopOrder> batch : batches(last)) {
                    book(shop, batch, new Booking("last", true, true));
                }
            }
            agree(shop, known.values());
            books.clock.set(NOW);
            books.transaction.executeWithoutResult(status -> {
                List<String> everybody = EVERYBODY.stream().map(String::valueOf).toList();
                ShopPlaces.Place place = books.ledger.lock(shop.name(), books.ledger.open(shop.name()));
                books.ledger.recompute(shop.name(), everybody, place);
                books.tiers.evaluate(shop.name(), everybody, place, null);
            });
            agree(shop, known.values());
            if (PERIODS.get(n % PERIODS.size()) != Period.LIFETIME) { // which keeps what was reached on the way
                standAlike(shop, known.values());
            }
        }
    }
}
