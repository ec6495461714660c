package io.silkroute.order;

import io.silkroute.connector.ConnectorName;
import io.silkroute.order.Discrepancy.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Books in memory: orders by their number, one in a hundred as cashback. */
public class PlainOrderBooks implements OrderBooks {

    private final Map<ConnectorName, Map<Long, ShopOrder>> ledger = new HashMap<>();
    private final Map<String, Set<Long>> ofImport = new HashMap<>();
    private final List<Booking> bookings = new ArrayList<>();
    private final Map<Long, RuntimeException> failures = new HashMap<>();
    private Runnable afterwards = () -> {};
    private Runnable figuring = () -> {};
    private Runnable settling = () -> {};
    private int pages = 1;
    private @Nullable RuntimeException failure;

    /** Done after each booking, as something that happens at that moment. */
    public void afterEach(Runnable task) {
        afterwards = task;
    }

    /** Done whenever figures are asked for, such as time that passes by it. */
    public void whileFiguring(Runnable task) {
        figuring = task;
    }

    /** Settling takes so many pages. @param task done with each of them */
    public void settlesIn(int count, Runnable task) {
        pages = count;
        settling = task;
    }

    /** From now on nothing can be booked; null: everything can. */
    public void failWith(@Nullable RuntimeException thrown) {
        failure = thrown;
    }

    /** From now on this order cannot be booked, nor any together with it; null: it can. */
    public void failWith(long order, @Nullable RuntimeException thrown) {
        if (thrown == null) {
            failures.remove(order);
        } else {
            failures.put(order, thrown);
        }
    }

    public synchronized Map<Long, ShopOrder> of(ConnectorName connector) {
        return new TreeMap<>(ledger.getOrDefault(connector, Map.of()));
    }

    public synchronized List<Booking> bookings() {
        return List.copyOf(bookings);
    }

    @Override
    public void ready(ConnectorName connector) {}

    @Override
    public synchronized Collection<Discrepancy> book(
            ConnectorName connector, Collection<ShopOrder> orders, Booking booking) {
        if (failure != null) {
            throw failure;
        }
        orders.stream()
                .map(order -> failures.get(order.id()))
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(thrown -> {
                    throw thrown;
                });
        bookings.add(booking);
        List<Discrepancy> found = new ArrayList<>();
        for (ShopOrder order : orders) {
            Reason reason = reason(order);
            if (reason != null) {
                found.add(new Discrepancy(
                        order.id(),
                        order.name(),
                        reason,
                        order.name() + " is not booked: " + reason.word() + ".",
                        Map.of("status", order.status())));
                continue;
            }
            ledger.computeIfAbsent(connector, any -> new LinkedHashMap<>()).put(order.id(), order);
            if (booking.importId() != null) {
                ofImport.computeIfAbsent(booking.importId(), any -> new HashSet<>())
                        .add(order.id());
            }
        }
        afterwards.run();
        return found;
    }

    private static @Nullable Reason reason(ShopOrder order) {
        if (order.test()) {
            return Reason.TEST_ORDER;
        }
        if (order.cancelled()) {
            return Reason.CANCELLED;
        }
        if (order.customer() == null) {
            return Reason.NO_CUSTOMER;
        }
        if (order.paidAt() == null) {
            return Reason.NOT_PAID;
        }
        if (order.total() == null || order.subtotal() == null || order.total().signum() < 0) {
            return Reason.INVALID_AMOUNT;
        }
        return "EUR".equals(order.currency()) ? null : Reason.CURRENCY;
    }

    @Override
    public synchronized ImportFigures figures(ConnectorName connector, String importId) {
        figuring.run();
        return sum(connector, importId);
    }

    private ImportFigures sum(ConnectorName connector, String importId) {
        Map<Long, ShopOrder> booked = ledger.getOrDefault(connector, Map.of());
        List<ShopOrder> orders = ofImport.getOrDefault(importId, Set.of()).stream()
                .flatMap(id -> Stream.ofNullable(booked.get(id)))
                .toList();
        Comparator<Instant> order = Comparator.naturalOrder();
        return new ImportFigures(
                orders.size(),
                orders.stream()
                        .map(one -> Objects.requireNonNull(one.customer()).id())
                        .distinct()
                        .count(),
                orders.stream()
                        .map(one -> Objects.requireNonNull(one.subtotal()).movePointLeft(2))
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                orders.isEmpty() ? null : "EUR",
                orders.stream().map(ShopOrder::createdAt).min(order).orElse(null),
                orders.stream().map(ShopOrder::createdAt).max(order).orElse(null));
    }

    @Override
    public synchronized long settle(ConnectorName connector, Booking booking, Runnable eachPage) {
        if (booking.importId() == null || !booking.updateMetrics()) {
            return 0;
        }
        for (int page = 0; page < pages; page++) {
            eachPage.run();
            settling.run();
        }
        return sum(connector, booking.importId()).customers();
    }
}
