package io.silkroute.imports;

import io.silkroute.order.OrderQuery;
import io.silkroute.order.OrderReader;
import io.silkroute.order.ShopOrder;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopifyId;
import io.silkroute.shopify.bulk.BulkQueries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Reads the orders of a phase by one bulk query, whose file streams into the books. The file stays as it is, so that after
 * a crash the lines that are booked are passed over.
 */
@Component("ordersInBulk")
class OrdersInBulk {

    private static final int LINES_AT_ONCE = 250;
    private static final int READINGS = 3;
    private static final int QUERIES = 2;
    private static final int HOLD_EVERY = 10_000;
    private static final String DOCUMENT =
            Operation.named("ordersToImportInBulk").document();
    private static final String NAMELESS =
            Operation.named("ordersToImportInBulkNameless").document();
    private static final String ANY_TIME = "processed_at:>='1970-01-01T00:00:00Z'";

    private final BulkQueries queries;
    private final ImportBatches batches;
    private final ImportBook book;

    OrdersInBulk(BulkQueries queries, ImportBatches batches, ImportBook book) {
        this.queries = queries;
        this.batches = batches;
        this.book = book;
    }

    /** Begins the query, or goes on with that which was begun before a crash. */
    public ImportTask ask(ImportTask task) throws InterruptedException {
        return task.query() == null ? begin(task) : task;
    }

    private ImportTask begin(ImportTask task) throws InterruptedException {
        try {
            String document = task.nameless() ? NAMELESS : DOCUMENT;
            ShopifyId id = queries.begin(
                    task.connector(), document.replace(ANY_TIME, task.search()), () -> batches.alive(task));
            book.beginAnew(task, id.gid());
            return task.withQuery(id.gid(), 0);
        } catch (BulkQueries.NotAnswered silent) {
            if (OrderQuery.denied(silent.reason()) && !task.nameless()) {
                return beginNameless(task);
            }
            throw new ImportBroken(silent.reason());
        }
    }

    /** The shop keeps back who the customers are: what is asked for without them may be told. */
    private ImportTask beginNameless(ImportTask task) throws InterruptedException {
        ImportTask begun = begin(task.withoutNames());
        book.nameless(begun);
        return begun;
    }

    /**
     * Waits until the query is done, and books what it found.
     *
     * @throws ImportBroken if the shop does not tell, or not all
     */
    public void read(ImportTask asked) throws InterruptedException {
        ImportTask task = asked;
        int n = 0;
        while (true) {
            try {
                readOnce(task);
                return;
            } catch (Broken broken) {
                book.beginAnew(task, null);
                if (broken.denied() && !task.nameless()) {
                    task = beginNameless(task);
                    continue;
                }
                if (++n == QUERIES) {
                    throw broken.reason == null
                            ? ImportBroken.cutOff(String.valueOf(broken.getMessage()))
                            : new ImportBroken(broken.reason);
                }
                task = begin(task); // such as one that the shop has forgotten since a crash
            }
        }
    }

    /** The query has not come to its end, or what it found is not to be had any more. */
    private static final class Broken extends Exception {
        private static final long serialVersionUID = 1;
        private final transient @Nullable Reason reason;

        Broken(Reason reason) {
            super(reason.sentence());
            this.reason = reason;
        }

        Broken(IOException cut) {
            super("What the bulk query found could not be read. " + cut.getMessage());
            this.reason = null;
        }

        /** A query that has begun says why it broke by a code of its own. */
        boolean denied() {
            return reason != null && Reason.ACCESS_DENIED.equals(reason.message());
        }
    }

    private void readOnce(ImportTask task) throws InterruptedException, Broken {
        Lines lines = new Lines(task);
        for (int n = 1; ; n++) {
            BulkQueries.Stand.Done done = done(task);
            try {
                lines.fromTheTop();
                queries.read(task.connector(), done, lines);
                lines.flush(true);
                return;
            } catch (IOException cut) {
                if (n == READINGS) {
                    throw new Broken(cut);
                }
            }
        }
    }

    private BulkQueries.Stand.Done done(ImportTask task) throws InterruptedException, Broken {
        ShopifyId query = new ShopifyId(String.valueOf(task.query()));
        try {
            while (true) {
                batches.alive(task);
                BulkQueries.Stand stand = queries.look(task.connector(), query);
                if (stand instanceof BulkQueries.Stand.Done done) {
                    return done;
                }
                if (stand instanceof BulkQueries.Stand.Broken broken) {
                    throw new Broken(broken.reason());
                }
                book.answered(task);
            }
        } catch (BulkQueries.NotAnswered silent) {
            throw new ImportBroken(silent.reason());
        }
    }

    /** The file's lines as they come, one an order; those that are booked are passed over. */
    private final class Lines implements Consumer<JsonNode> {

        private final ImportTask task;
        private final List<ShopOrder> orders = new ArrayList<>();
        private long booked;
        private long at;

        Lines(ImportTask task) {
            this.task = task;
            this.booked = task.done();
        }

        void fromTheTop() {
            at = 0;
            orders.clear();
        }

        @Override
        public void accept(JsonNode line) {
            if (++at > booked) {
                orders.add(OrderReader.order(line));
                if (orders.size() == LINES_AT_ONCE) {
                    flush(false);
                }
            } else if (at % HOLD_EVERY == 0) {
                batches.alive(task); // to pass over what is booked takes its time, too
            }
        }

        void flush(boolean last) {
            batches.book(task, orders, orders.size(), null, last);
            booked += orders.size();
            orders.clear();
        }
    }
}
