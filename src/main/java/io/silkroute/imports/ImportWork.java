package io.silkroute.imports;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.config.ToldEvents;
import io.silkroute.order.OrderBooks;
import io.silkroute.outbox.Outbox;
import io.silkroute.outbox.OutboxEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The steps around an import: it is taken, its phases are read one after the other, it has ended. */
@Component("importWork")
@EnableConfigurationProperties(ImportSettings.class)
class ImportWork {

    /** Longer than a call with all its attempts takes; renewed with every page. */
    static final Duration LEASE = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(ImportWork.class);
    private static final int TRIES = 10;

    private final ImportBook book;
    private final ImportBatches batches;
    private final ShopHistory history;
    private final OrderBooks books;
    private final ImportLines lines;
    private final ImportSettings settings;
    private final ActivityLog activity;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final boolean alone;
    private final int atOnce;
    private final Map<String, String> atWork = new ConcurrentHashMap<>(); // by import its holder

    ImportWork(
            ImportBook book,
            ImportBatches batches,
            ShopHistory history,
            OrderBooks books,
            ImportLines lines,
            ImportSettings settings,
            ActivityLog activity,
            Outbox outbox,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${spring.artemis.mode:}") String brokerMode,
            @Value("${silkroute.import.at-once:2}") int atOnce) {
        this.book = book;
        this.batches = batches;
        this.history = history;
        this.books = books;
        this.lines = lines;
        this.settings = settings;
        this.activity = activity;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
        this.alone = brokerMode.equals("embedded");
        this.atOnce = atOnce;
    }

    @EventListener(ApplicationStartedEvent.class)
    void started() {
        if (alone) {
            book.releaseAll();
        }
    }

    /** Imports for this node, not more than it reads at a time. */
    public List<String> take() {
        if (atWork.size() >= atOnce) {
            return List.of();
        }
        Map<String, String> taken =
                book.take(atOnce - atWork.size(), clock.instant(), LEASE, Set.copyOf(atWork.keySet()));
        atWork.putAll(taken);
        return List.copyOf(taken.keySet());
    }

    /** Makes what is to be done yet the body. */
    public void begin(String id, Exchange exchange) {
        String holder = String.valueOf(atWork.get(id));
        exchange.setProperty("import", id);
        exchange.setProperty("importHolder", holder);
        exchange.getMessage().setBody(book.tasks(id, holder));
    }

    /** Decides how a phase is read, unless that was decided before a crash. */
    public ImportTask beginStep(ImportTask task) {
        batches.alive(task);
        if (task.stream() == ImportStream.ORDERS) {
            books.ready(task.connector());
        }
        if (task.isEnd()) {
            if (book.hasOpenPhases(task.id())) {
                throw ImportStopped.lost(task.id()); // what is not read is no end, whatever stopped it
            }
            return task;
        }
        String way = task.step().equals(ImportTask.CHOOSE) ? way(task) : task.step();
        if (!way.equals(ImportTask.NOTHING)) {
            book.began(task, way);
        }
        return task.withStep(way);
    }

    private String way(ImportTask task) {
        if (task.stream() == ImportStream.CUSTOMERS) {
            return ImportTask.CUSTOMERS;
        }
        long orders = history.orders(task.connector(), task.search(), settings.bulkFrom() + 1)
                .count();
        return orders > settings.bulkFrom() ? ImportTask.BULK : ImportTask.PAGES;
    }

    /** A phase was read to its end, or all of them were. */
    public void endStep(ImportTask task) {
        if (task.isEnd()) {
            ended(task, book.truncated(task.id()) ? ImportState.INCOMPLETE : ImportState.COMPLETED, null);
            return;
        }
        settle(task, () -> batches.alive(task));
        transaction.executeWithoutResult(status -> {
            batches.alive(task);
            book.ended(task, isCut(task) ? ImportState.INCOMPLETE : ImportState.COMPLETED);
        });
    }

    /** The metrics of the customers follow what was booked; again it comes to the same. */
    private void settle(ImportTask task, Runnable eachPage) {
        if (task.stream() == ImportStream.ORDERS) {
            book.settled(task, books.settle(task.connector(), task.booking(), eachPage));
            batches.addUp(task);
        }
    }

    /** Of what is not old the shop tells all, whatever scopes the app has. */
    private boolean isCut(ImportTask task) {
        return book.truncated(task.id()) && ImportRange.needsAllOrders(task.from(), clock.instant());
    }

    /** A step has failed; what follows it finds that the import is not this node's any more. */
    public void broke(ImportTask task, Exception failure) {
        Throwable cause = cause(failure);
        if (cause instanceof ImportStopped stopped && stopped.isCancelled()) {
            endEarly(task, ImportState.CANCELLED, null);
        } else if (cause instanceof ImportStopped) {
            LOG.debug("An import of {} is not gone on with here: {}", task.connector(), cause.getMessage());
        } else if (cause instanceof ImportBroken broken && broken.left()) {
            LOG.debug("An import of {} goes on later: {}", task.connector(), broken.getMessage());
            book.leave(task);
        } else if (cause instanceof ImportBroken broken && broken.again() && book.tries(task.id()) < TRIES) {
            postpone(task, String.valueOf(broken.getMessage()));
        } else if (!(cause instanceof ImportBroken) && databasePasses(failure) && book.tries(task.id()) < TRIES) {
            LOG.warn("An import of {} waits for the database", task.connector(), failure);
            postpone(task, "The database of Silkroute did not take what was read.");
        } else if (cause instanceof ImportBroken broken) {
            endEarly(task, ImportState.FAILED, String.valueOf(broken.getMessage()));
        } else {
            LOG.error("An import of {} failed", task.connector(), failure);
            endEarly(task, ImportState.FAILED, "The import failed inside Silkroute: " + cause);
        }
    }

    private void postpone(ImportTask task, String problem) {
        Duration wait = settings.retryPause().multipliedBy(book.tries(task.id()) + 1L);
        book.postpone(task, clock.instant().plus(wait), problem);
    }

    /** A database that starts anew, or that two want the same of, does so again later. */
    private static boolean databasePasses(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransientDataAccessException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof CannotCreateTransactionException) {
                return true;
            }
        }
        return false;
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof ImportBroken || cause instanceof ImportStopped) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** What was booked until now counts, and the metrics follow it. */
    private void endEarly(ImportTask task, ImportState state, @Nullable String problem) {
        try {
            book.lastBegun(task).ifPresent(last -> settle(last, () -> batches.keep(last)));
        } catch (ImportStopped lost) {
            LOG.debug("An import of {} is ended elsewhere: {}", task.connector(), lost.getMessage());
            return;
        } catch (RuntimeException ours) {
            LOG.error("The metrics of an import of {} could not be made anew", task.connector(), ours);
        }
        ended(task, state, problem);
    }

    private void ended(ImportTask task, ImportState state, @Nullable String problem) {
        transaction.executeWithoutResult(status -> {
            if (book.end(task, state, problem, clock.instant())) {
                book.find(task.id()).ifPresent(ended -> {
                    activity.append(Entry.note(task.connector().text(), ImportLines.ended(ended))
                            .withDetail(lines.detail(task.id())));
                    outbox.put(happened(ended));
                });
            }
        });
    }

    private OutboxEvent happened(ShopImport ended) {
        ShopImport.Statistics found = ended.statistics();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("import", ended.id());
        data.put("stream", ended.stream().word());
        data.put("state", ended.state().word());
        data.put("orders", found.ordersSynced());
        data.put("customers", found.customersSynced());
        data.put("discrepancies", found.discrepancies());
        return new OutboxEvent(
                ToldEvents.IMPORT_DONE,
                ended.connector(),
                ended.id(),
                clock.instant(),
                ImportLines.ended(ended),
                "/imports/" + ended.id(),
                data);
    }

    /** All steps of an import were tried; it is gone on with if it has not ended. */
    public void end(String id, String holder) {
        if (atWork.remove(id, holder)) {
            batches.forgetFigures(id);
        }
        book.release(id, holder);
    }
}
