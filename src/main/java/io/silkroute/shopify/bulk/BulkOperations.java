package io.silkroute.shopify.bulk;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.BoundedText;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopifyId;
import io.silkroute.shopify.ShopifySettings;
import io.silkroute.shopify.Usage;
import io.silkroute.shopify.call.Shop;
import io.silkroute.shopify.call.Shops;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/**
 * Many calls of one mutation as the shop's bulk operations. Every line ends with an outcome: accepted or refused
 * as the shop's result says, or unknown, to be sent again. Nothing is told as accepted that the result does not
 * tell. Operations are kept in a table until their outcomes are in the books, so that a later run reads their results
 * instead of repeating them; a line's outcome may then be told twice.
 */
@Component
public class BulkOperations {

    private final Shops shops;
    private final BulkRows rows;
    private final BulkStart start;
    private final BulkResults results;
    private final ShopifySettings settings;
    private final ObjectMapper json;

    BulkOperations(
            Shops shops,
            BulkRows rows,
            BulkStart start,
            BulkResults results,
            ShopifySettings settings,
            ObjectMapper json) {
        this.shops = shops;
        this.rows = rows;
        this.start = start;
        this.results = results;
        this.settings = settings;
        this.json = json;
    }

    /**
     * Blocks until every line has its outcome. Outcomes come one at a time, maybe from several threads: lines that are
     * too many or too large for one operation go in several. All that run for a shop share the operations that it takes
     * at a time.
     *
     * @param line makes an item's line; asked lazily, for as many as fit into the files in flight
     * @return why the shop as a whole does not work; then lines without an outcome are not done
     */
    public <T> Optional<CallResult.Aborted> run(
            ConnectorName connector,
            String run,
            Operation operation,
            Collection<T> items,
            Function<T, BulkLine> line,
            Consumer<BulkOutcome> outcomes) {
        Work work = new Work(connector, outcomes);
        try {
            BulkFile.Lines source = new BulkFile.Lines(items.stream().map(line).iterator(), json);
            while (source.more() && work.free()) {
                BulkFile file = BulkFile.of(source, settings.bulkFile().toBytes(), settings.bulkLines());
                work.take(() -> handOver(work, run, operation, file));
            }
        } catch (IOException e) {
            work.failed(e);
        }
        return work.end();
    }

    private void handOver(Work work, String run, Operation operation, BulkFile file)
            throws IOException, InterruptedException {
        try (file) {
            BulkRow row = rows.write(work.connector, run, operation, file.keys);
            Started started = start.of(work.shop(), row, file.path);
            if (started instanceof Started.TooLarge && file.keys.size() > 1) {
                rows.ended(row.id());
                for (BulkFile half : file.halves()) {
                    handOver(work, run, operation, half);
                }
            } else {
                work.finish(row, started);
            }
        }
    }

    /** The operations, oldest first, whose outcomes are not in the books: a run failed, or its process died. */
    public List<BulkRow> open(ConnectorName connector) {
        return rows.open(connector);
    }

    /** Follows an operation that an earlier run began to its end, and tells the outcomes of its lines. */
    public Optional<CallResult.Aborted> settle(BulkRow row, Consumer<BulkOutcome> outcomes) {
        Work work = new Work(row.connector(), outcomes);
        if (work.free()) {
            work.take(() -> {
                ShopifyId known = row.shopifyId();
                work.finish(row, known != null ? new Started.Running(known) : start.lost(row));
            });
        }
        return work.end();
    }

    /**
     * Everything that these operations have told is in the books; called in the transaction that writes it there.
     *
     * @param operations by {@link BulkOutcome#operation}
     */
    public void recorded(Collection<String> operations) {
        operations.forEach(rows::ended);
    }

    /**
     * Single calls or bulk, forecast.
     *
     * @param points of all items together, by {@link Gateway#forecast}
     */
    public BulkForecast forecast(ConnectorName connector, long items, double points) {
        Optional<Shop> shop = shops.of(connector);
        return BulkForecast.of(
                items,
                points,
                shop.map(Shop::points).orElse(0.0),
                shop.map(Shop::restoreRate).orElse(1.0),
                settings.bulkOperations() * rows.linesPerSecond(connector).orElse(settings.bulkLinesPerSecond()));
    }

    public int countOf(String run) {
        return rows.countOf(run);
    }

    /** How the start of an operation went. */
    sealed interface Started {
        record Running(ShopifyId shopifyId) implements Started {}

        /** The shop does not take it as a bulk operation: nothing of it is done. */
        record NotTaken() implements Started {}

        /** The file is larger than this shop takes: its halves may do. */
        record TooLarge() implements Started {}

        record Stopped(CallResult.Aborted aborted) implements Started {}
    }

    @FunctionalInterface
    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    /** The operations in flight of one run. */
    private final class Work {

        private final ConnectorName connector;
        private final Consumer<BulkOutcome> outcomes;
        private final Semaphore places;
        private final ExecutorService threads = Executors.newFixedThreadPool(settings.bulkOperations());
        private final AtomicReference<CallResult.@Nullable Aborted> aborted = new AtomicReference<>();

        Work(ConnectorName connector, Consumer<BulkOutcome> outcomes) {
            this.connector = connector;
            this.outcomes = outcomes;
            this.places = shops.of(connector).map(Shop::bulkOperations).orElseGet(() -> new Semaphore(1));
        }

        Shop shop() throws IOException {
            return shops.of(connector).orElseThrow(() -> new IOException("There is no connector " + connector + "."));
        }

        /** Waits for a place; false when the shop does not work any more. */
        boolean free() {
            try {
                places.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                aborted.compareAndSet(null, CallResult.Aborted.interrupted(Usage.NONE));
                return false;
            }
            if (aborted.get() != null) {
                places.release();
                return false;
            }
            return true;
        }

        void take(Task task) {
            threads.execute(() -> {
                try {
                    task.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    aborted.compareAndSet(null, CallResult.Aborted.interrupted(Usage.NONE));
                } catch (IOException | RuntimeException e) {
                    failed(e);
                } finally {
                    places.release();
                }
            });
        }

        void failed(Exception e) {
            aborted.compareAndSet(
                    null,
                    new CallResult.Aborted(
                            new Reason(
                                    "BULK_FAILED",
                                    null,
                                    BoundedText.bounded(String.valueOf(e.getMessage()), 300),
                                    "The bulk operation could not be followed to its end ("
                                            + BoundedText.bounded(String.valueOf(e.getMessage()), 200)
                                            + "). The run goes on where it stopped when it is started again."),
                            Usage.NONE));
        }

        void finish(BulkRow row, Started started) throws IOException, InterruptedException {
            if (started instanceof Started.Stopped stopped) {
                aborted.compareAndSet(null, stopped.aborted());
            } else if (started instanceof Started.Running running) {
                BulkRow known = row.withShopifyId(running.shopifyId());
                rows.started(known);
                Optional<CallResult.Aborted> stop = results.of(shop(), known, this::tell);
                stop.ifPresent(answer -> aborted.compareAndSet(null, answer));
                if (stop.isEmpty()) {
                    rows.told(row);
                }
            } else {
                row.keys().forEach(key -> tell(new BulkOutcome(key, null, row.id())));
                rows.ended(row.id());
            }
        }

        private void tell(BulkOutcome outcome) {
            synchronized (outcomes) {
                outcomes.accept(outcome);
            }
        }

        Optional<CallResult.Aborted> end() {
            threads.shutdown();
            try {
                while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
                    // each of them ends by a deadline of its own
                }
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                aborted.compareAndSet(null, CallResult.Aborted.interrupted(Usage.NONE));
            }
            return Optional.ofNullable(aborted.get());
        }
    }

    static List<String> endStates() {
        return List.of("COMPLETED", "FAILED", "CANCELED", "EXPIRED");
    }
}
