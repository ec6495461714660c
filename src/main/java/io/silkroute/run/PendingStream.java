package io.silkroute.run;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.catalogue.Recognised;
import io.silkroute.connector.Connector;
import io.silkroute.connector.Connectors;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * A run's changes, batch by batch, as a stream that grows while it is read: what arrives during a run joins it.
 * Every batch is read when the one before has been recorded and taken from the queue, so nothing is held in memory
 * and a run taken up again begins with the first batch that was not recorded.
 */
@Component("pendingStream")
public class PendingStream {

    private static final int RECOGNISED_AT_ONCE = 20;

    private final PendingChanges pending;
    private final Connectors connectors;
    private final Runs runs;
    private final Arrivals arrivals;
    private final Duration linger;
    private final int bulkBatch;

    PendingStream(
            PendingChanges pending,
            Connectors connectors,
            Runs runs,
            Arrivals arrivals,
            @Value("${silkroute.run.linger:300ms}") Duration linger,
            @Value("${silkroute.run.bulk-batch:2000}") int bulkBatch) {
        this.pending = pending;
        this.connectors = connectors;
        this.runs = runs;
        this.arrivals = arrivals;
        this.linger = linger;
        this.bulkBatch = bulkBatch;
    }

    public Iterator<Batch> of(ActiveRun run) {
        return new Iterator<>() {
            private boolean ended;

            // The splitter asks for the next batch before it works on the present one, so the answer must not look
            // into the queue: the present batch still stands there.
            @Override
            public boolean hasNext() {
                return !ended;
            }

            @Override
            public Batch next() {
                if (ended) {
                    throw new NoSuchElementException();
                }
                // A splitter that stops on an exception reads on to the end, to release what it will not work on.
                // The batch that failed is still pending, so there would be no end.
                Batch batch = run.brokeOff() ? new Batch.Nothing(run) : read(run);
                ended = batch instanceof Batch.Nothing;
                if (!ended) {
                    run.begunBatch();
                }
                return batch;
            }
        };
    }

    private Batch read(ActiveRun run) {
        long deadline = System.nanoTime() + linger.toNanos();
        while (true) {
            long seen = arrivals.seen(run.connector());
            if (run.stops() || !stillActive(run)) {
                return new Batch.Nothing(run);
            }
            Batch batch = readNow(run);
            if (batch != null) {
                return batch;
            }
            long patience = deadline - System.nanoTime();
            if (patience <= 0) {
                return new Batch.Nothing(run);
            }
            arrivals.await(run.connector(), seen, patience);
        }
    }

    private @Nullable Batch readNow(ActiveRun run) {
        List<Recognised> recognised = pending.recognised(run.connector(), RECOGNISED_AT_ONCE);
        if (!recognised.isEmpty()) {
            return new Batch.Unchanged(run, recognised);
        }
        int size = Boolean.TRUE.equals(run.bulk()) ? bulkBatch : run.config().batchSize();
        List<Change> changes = pending.next(run.connector(), size);
        return changes.isEmpty() ? null : new Batch.Pending(run, changes);
    }

    private boolean stillActive(ActiveRun run) {
        if (connectors.find(run.connector()).map(Connector::active).orElse(false)) {
            return true;
        }
        runs.become(run.id(), RunState.STOPPING, null);
        run.deactivated();
        return false;
    }
}
