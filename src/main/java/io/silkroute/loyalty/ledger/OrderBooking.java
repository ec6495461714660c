package io.silkroute.loyalty.ledger;

import io.silkroute.connector.ConnectorName;
import io.silkroute.loyalty.ledger.LedgerCustomers.Person;
import io.silkroute.loyalty.ledger.LedgerEntries.Added;
import io.silkroute.order.Booking;
import io.silkroute.order.Discrepancy;
import io.silkroute.order.Discrepancy.Reason;
import io.silkroute.order.ShopOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One booking: what was told is set against what the books have, the orders of the customers concerned are computed anew,
 * and what the ledger says otherwise is added as entries. Some statements a batch, not an order. Within one transaction, in
 * which nobody else writes in these books; used once.
 */
final class OrderBooking {

    private final ConnectorName connector;
    private final Booking booking;
    private final Cashback cashback;
    private final @Nullable String currency;
    private final Instant now;
    private final Stores stores;

    private final Map<Long, LedgerOrder> known = new HashMap<>();
    /** The orders of this booking as the books are to have them. */
    private final Map<Long, LedgerOrder> current = new LinkedHashMap<>();

    private final Map<Long, HeldEntries> held = new HashMap<>();
    private final Set<Long> odd = new HashSet<>(); // in which the ledger and the books differ
    private final Set<Long> left = new HashSet<>(); // which are left alone
    private final Set<String> concerned = new TreeSet<>();
    private final Set<String> measurable = new TreeSet<>();
    private final Set<String> stale = new TreeSet<>();
    private final List<Added> added = new ArrayList<>();

    record Stores(LedgerOrders orders, LedgerEntries entries, LedgerCustomers customers, TierOverrides overrides) {}

    /** @param currency in which the books are kept; null: it is not known */
    OrderBooking(
            ConnectorName connector,
            Booking booking,
            Cashback cashback,
            @Nullable String currency,
            Instant now,
            Stores stores) {
        this.connector = connector;
        this.booking = booking;
        this.cashback = cashback;
        this.currency = currency;
        this.now = now;
        this.stores = stores;
    }

    /** Whose metrics may be others than before. */
    Set<String> measurable() {
        return measurable;
    }

    Collection<Discrepancy> book(Collection<ShopOrder> told) {
        Map<Long, ShopOrder> orders = new LinkedHashMap<>();
        for (ShopOrder order : told) {
            orders.merge(order.id(), order, (one, other) -> other.updatedAt().isBefore(one.updatedAt()) ? one : other);
        }
        known.putAll(stores.orders().find(connector, orders.keySet()));
        Map<String, List<LedgerEntry>> entries = stores.entries()
                .ofOrders(
                        connector, orders.keySet().stream().map(String::valueOf).toList());
        Map<String, LedgerCustomer> customers = meet(orders.values());
        Map<Long, OrderReview> reviews = new HashMap<>();
        for (ShopOrder order : orders.values()) {
            OrderReview review = OrderReview.of(order, currency, booking);
            reviews.put(order.id(), review);
            take(review.order(), entries.getOrDefault(review.order().key(), List.of()), customers);
        }
        Map<Long, LedgerOrder> others = compute();
        write(others);
        return discrepancies(orders, reviews);
    }

    /** The entries of these customers are made as their orders say, none of which has changed. */
    void recompute(Collection<String> customers) {
        concerned.addAll(customers);
        write(compute());
    }

    private Map<String, LedgerCustomer> meet(Collection<ShopOrder> told) {
        Map<String, Person> persons = new HashMap<>();
        for (ShopOrder order : told) {
            ShopOrder.Buyer buyer = order.customer();
            if (buyer != null) {
                persons.merge(
                        Long.toString(buyer.id()),
                        new Person(Long.toString(buyer.id()), buyer.name(), buyer.email(), order.updatedAt()),
                        (one, other) -> other.toldAt().isBefore(one.toldAt()) ? one : other);
            }
        }
        Set<String> ids = new TreeSet<>(persons.keySet());
        known.values().stream()
                .map(LedgerOrder::customer)
                .filter(Objects::nonNull)
                .forEach(ids::add);
        Map<String, LedgerCustomer> customers = stores.customers().find(connector, ids);
        stores.customers().meet(connector, ids, persons, customers);
        ids.stream().filter(id -> !customers.containsKey(id)).forEach(measurable::add);
        return customers;
    }

    /** Sets one order that was told against what is known of it. */
    private void take(LedgerOrder told, List<LedgerEntry> entries, Map<String, LedgerCustomer> customers) {
        LedgerOrder before = known.get(told.id());
        boolean inLedger = before != null && (before.booked() || before.credited()) || !entries.isEmpty();
        if (!booking.reconcile() && inLedger) {
            left.add(told.id());
        }
        boolean news = before == null
                || !left.contains(told.id()) && !told.updatedAt().isBefore(before.updatedAt()) && !told.tellsAs(before);
        LedgerOrder now = before == null || news ? told : before;
        HeldEntries has = HeldEntries.of(entries, now.customer() == null ? "" : now.customer());
        held.put(told.id(), has);
        boolean differs = before == null
                ? has.any()
                : !HeldEntries.of(entries, text(before.customer())).isAs(before);
        if (differs) {
            odd.add(told.id());
        }
        boolean counted = booking.updateMetrics() || before != null && before.counted();
        current.put(
                told.id(),
                now.broughtBy(
                                booking.importId(),
                                counted,
                                left.contains(told.id()) ? now.updatedAt() : told.updatedAt())
                        .earning(new Cashback.Earned(has.earned(), has.takenBack(), now.tier()), has.credited()));
        if (booking.reconcile()) {
            removeDoubles(now, has);
        }
        boolean concerns = news
                && (now.booked()
                        || before != null && (before.booked() || before.net().signum() != 0));
        Stream.of(now.customer(), before == null ? null : before.customer())
                .filter(Objects::nonNull)
                .forEach(customer -> {
                    LedgerCustomer as = customers.get(customer);
                    if (concerns || differs && booking.reconcile() || booking.reconcile() && as != null && as.stale()) {
                        concerned.add(customer);
                    }
                    if (concerns || before != null && before.booked() && before.counted() != counted) {
                        measurable.add(customer);
                    }
                });
    }

    private static String text(@Nullable String customer) {
        return customer == null ? "" : customer;
    }

    private void removeDoubles(LedgerOrder order, HeldEntries has) {
        if (has.doubled().signum() != 0 && order.customer() != null) {
            added.add(new Added(
                    order.customer(),
                    order.key(),
                    LedgerKind.DUPLICATE_REMOVED,
                    has.doubled().negate()));
        }
        has.others()
                .forEach((customer, amount) ->
                        added.add(new Added(customer, order.key(), LedgerKind.CORRECTED, amount.negate())));
    }

    /** Computes the orders of all customers concerned. @return those of them that this booking has not brought, changed */
    private Map<Long, LedgerOrder> compute() {
        Map<String, List<LedgerOrder>> orders = new HashMap<>();
        stores.orders()
                .ofCustomers(connector, concerned)
                .forEach((customer, list) -> list.stream()
                        .filter(order -> !current.containsKey(order.id()))
                        .forEach(order -> of(orders, customer).add(order)));
        for (LedgerOrder order : current.values()) {
            if (order.customer() != null && concerned.contains(order.customer())) {
                of(orders, order.customer()).add(order);
            }
        }
        Map<String, List<TierOverride>> overrides = stores.overrides().of(connector, concerned);
        Map<Long, LedgerOrder> others = new HashMap<>();
        orders.forEach((customer, list) -> {
            Map<Long, Cashback.Earned> earned = cashback.of(list, overrides.getOrDefault(customer, List.of()));
            for (LedgerOrder order : list) {
                settle(customer, order, Objects.requireNonNull(earned.get(order.id())), others);
            }
        });
        return others;
    }

    private static List<LedgerOrder> of(Map<String, List<LedgerOrder>> orders, String customer) {
        return orders.computeIfAbsent(customer, any -> new ArrayList<>());
    }

    private void settle(String customer, LedgerOrder order, Cashback.Earned earned, Map<Long, LedgerOrder> others) {
        BigDecimal more = earned.earned().subtract(order.earned());
        BigDecimal moreBack = earned.takenBack().subtract(order.takenBack());
        boolean mine = current.containsKey(order.id());
        boolean differs = more.signum() != 0 || moreBack.signum() != 0;
        if (!booking.reconcile() && (!mine || left.contains(order.id()))) {
            if (differs) {
                stale.add(customer);
            }
            return;
        }
        if (!differs && Objects.equals(earned.tier(), order.tier())) {
            return;
        }
        boolean credited = order.credited();
        if (more.signum() != 0) {
            added.add(new Added(customer, order.key(), credited ? LedgerKind.CORRECTED : LedgerKind.EARNED, more));
            credited = true;
        }
        if (moreBack.signum() != 0) {
            added.add(new Added(customer, order.key(), LedgerKind.REFUNDED, moreBack));
        }
        (mine ? current : others).put(order.id(), order.earning(earned, credited));
    }

    private void write(Map<Long, LedgerOrder> others) {
        List<LedgerOrder> fresh = new ArrayList<>();
        List<LedgerOrder> changed = new ArrayList<>(others.values());
        current.values().forEach(order -> (known.containsKey(order.id()) ? changed : fresh).add(order));
        stores.orders().insert(connector, fresh);
        stores.orders().update(connector, changed);
        stores.entries().add(connector, added, now, booking.importId());
        if (booking.reconcile()) {
            stores.customers().stale(connector, concerned, false);
        } else {
            stores.customers().stale(connector, stale, true);
        }
    }

    private Collection<Discrepancy> discrepancies(Map<Long, ShopOrder> orders, Map<Long, OrderReview> reviews) {
        List<Discrepancy> all = new ArrayList<>();
        orders.forEach((id, told) -> {
            OrderReview review = Objects.requireNonNull(reviews.get(id));
            LedgerOrder before = known.get(id);
            LedgerOrder now = Objects.requireNonNull(current.get(id));
            if (review.discrepancy() != null && !now.booked()) {
                all.add(review.discrepancy());
            } else if (left.contains(id)
                    && before != null
                    && !review.order().updatedAt().isBefore(before.updatedAt())
                    && !review.order().tellsAs(before)) {
                all.add(OrderReview.told(
                        told,
                        Reason.DIFFERS_FROM_LEDGER,
                        "It is in the ledger already and was left alone, but the shop tells otherwise of it now. Import it"
                                + " with reconcile to correct the ledger.",
                        Map.of(
                                "ledger", before.spent().stripTrailingZeros().toPlainString(),
                                "order",
                                        review.order()
                                                .spent()
                                                .stripTrailingZeros()
                                                .toPlainString())));
            } else if (odd.contains(id)) {
                all.add(OrderReview.told(
                        told,
                        Reason.DIFFERS_FROM_LEDGER,
                        left.contains(id)
                                ? "The ledger says otherwise of it than was computed; it was left alone. Import it with"
                                        + " reconcile to correct the ledger."
                                : "The ledger said otherwise of it than was computed, and was corrected. Look at its"
                                        + " entries.",
                        Map.of(
                                "ledger", held(id).told().stripTrailingZeros().toPlainString(),
                                "order", now.net().stripTrailingZeros().toPlainString())));
            }
        });
        return all;
    }

    private HeldEntries held(long id) {
        return Objects.requireNonNull(held.get(id));
    }
}
