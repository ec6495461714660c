package io.silkroute.imports;

import io.silkroute.connector.Connectors;
import io.silkroute.order.Discrepancy;
import io.silkroute.order.OrderBooks;
import io.silkroute.order.ShopOrder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives the orders of an import to the books, some at a time, each time with how far it has come by them. */
@Component
class ImportBatches {

    // Who watches an import sees its figures move. Adding them up reads all that it has booked, so that it must not
    // take
    // more than a small part of the time, however much that is.
    private static final Duration FIGURES_EVERY = Duration.ofSeconds(5);
    private static final int FIGURES_SHARE = 20;

    private final ImportBook book;
    private final ImportDiscrepancies discrepancies;
    private final OrderBooks books;
    private final Connectors connectors;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<String, Instant> nextFigures = new ConcurrentHashMap<>();

    ImportBatches(
            ImportBook book,
            ImportDiscrepancies discrepancies,
            OrderBooks books,
            Connectors connectors,
            TransactionTemplate transaction,
            Clock clock) {
        this.book = book;
        this.discrepancies = discrepancies;
        this.books = books;
        this.connectors = connectors;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Books these, or nothing of them.
     *
     * @param objects that were read for it
     * @param after where the next page begins; null: there is none, or it is no page
     * @param allRead these were the last
     * @throws ImportStopped if a person has asked for the import's end, or it is not this node's any more
     */
    void book(ImportTask task, List<ShopOrder> read, long objects, @Nullable String after, boolean allRead) {
        Map<Long, ShopOrder> orders = new LinkedHashMap<>();
        for (ShopOrder order : read) {
            orders.merge(order.id(), order, (one, other) -> other.updatedAt().isBefore(one.updatedAt()) ? one : other);
        }
        transaction.executeWithoutResult(status -> {
            alive(task);
            Collection<Discrepancy> found =
                    orders.isEmpty() ? List.of() : books.book(task.connector(), orders.values(), task.booking());
            long more = discrepancies.replace(task, orders.values(), found);
            book.advance(task, objects, after, allRead, more);
        });
        Instant now = clock.instant();
        Instant next = nextFigures.get(task.id());
        if (next == null || !next.isAfter(now)) {
            addUp(task);
            Instant end = clock.instant();
            Duration pause = Duration.between(now, end).multipliedBy(FIGURES_SHARE);
            nextFigures.put(task.id(), end.plus(pause.compareTo(FIGURES_EVERY) > 0 ? pause : FIGURES_EVERY));
        }
    }

    /** Notes what the import has brought so far. */
    void addUp(ImportTask task) {
        book.figures(task, books.figures(task.connector(), task.id()));
    }

    void forgetFigures(String id) {
        nextFigures.remove(id);
    }

    /** Says that this node is still at it, whoever has asked for its end. */
    void keep(ImportTask task) {
        book.keep(task, clock.instant().plus(ImportWork.LEASE));
    }

    /** Says that this node is still at it, and that the connector still has the shop. */
    void alive(ImportTask task) {
        book.hold(task, clock.instant().plus(ImportWork.LEASE));
        String shop = connectors
                .find(task.connector())
                .map(connector -> connector.config().shop().address().toString())
                .orElseThrow(() -> ImportStopped.lost(task.id()));
        if (!shop.equals(task.shop())) {
            throw new ImportBroken("The connector has another shop than when the import began.");
        }
    }
}
