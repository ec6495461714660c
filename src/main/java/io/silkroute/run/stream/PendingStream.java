package io.silkroute.run.stream;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.catalogue.UnchangedSet;
import io.silkroute.connector.Connector;
import io.silkroute.connector.Connectors;
import io.silkroute.disk.DiskRoom;
import io.silkroute.run.ChangeSignal;
import io.silkroute.run.RunState;
import io.silkroute.run.Runs;
import io.silkroute.run.lease.Leases;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * A run's changes, batch by batch, as a stream that grows while it is read: what arrives during a run joins it.
 * A few batches are in hand at a time, so that the shop is not idle while one is loaded or recorded; the next is read
 * when there is room, so nothing more is held in memory. What is not recorded still stands in the queue, and a run
 * taken up again begins with it.
 */
@Component("pendingStream")
public class PendingStream {

    private static final int RECOGNISED_AT_ONCE = 20;
    // Fewer are not worth a bulk operation of their own: its start alone takes seconds.
    private static final int FEWEST_IN_BULK = 100;
    // A run waits while the disk has no room for its outcomes, and looks again after.
    private static final Duration WITHOUT_ROOM = Duration.ofSeconds(1);

    private final PendingChanges pending;
    private final Connectors connectors;
    private final Runs runs;
    private final Leases leases;
    private final ChangeSignal signal;
    private final DiskRoom room;
    private final Duration linger;
    private final int mostInBulk;
    private final int bulkOperations;
    private final int most;

    PendingStream(
            PendingChanges pending,
            Connectors connectors,
            Runs runs,
            Leases leases,
            ChangeSignal signal,
            DiskRoom room,
            @Value("${silkroute.run.linger:300ms}") Duration linger,
            @Value("${silkroute.run.bulk-batch}") int mostInBulk,
            @Value("${silkroute.shopify.bulk-operations}") int bulkOperations,
            @Value("${silkroute.run.batches}") int most) {
        this.pending = pending;
        this.connectors = connectors;
        this.runs = runs;
        this.leases = leases;
        this.signal = signal;
        this.room = room;
        this.linger = linger;
        this.mostInBulk = mostInBulk;
        this.bulkOperations = bulkOperations;
        this.most = most;
    }

    public Iterator<Batch> of(ActiveRun run) {
        return new Iterator<>() {
            private boolean ended;

            // The splitter asks whether there is more as soon as it has a batch. The answer must not look into the
            // queue: that is for the time when there is room for the next.
            @Override
            public boolean hasNext() {
                return !ended;
            }

            @Override
            public Batch next() {
                if (ended) {
                    throw new NoSuchElementException();
                }
                Batch batch = readOrAbort(run);
                ended = batch instanceof Batch.Nothing;
                if (!ended) {
                    run.begin(batch);
                }
                return batch;
            }
        };
    }

    /** A batch's way has ended; what of it was not recorded may be given out again. */
    public void end(Batch batch) {
        if (!(batch instanceof Batch.Nothing)) {
            batch.run().end(batch);
            signal.signal(batch.run().connector());
        }
    }

    // Thrown through the splitter, a failure would end the run while other batches are still in hand.
    private Batch readOrAbort(ActiveRun run) {
        try {
            return read(run);
        } catch (RuntimeException e) {
            run.abort(e);
            return new Batch.Nothing(run);
        }
    }

    private Batch read(ActiveRun run) {
        long deadline = Long.MAX_VALUE;
        while (true) {
            long seen = signal.seen(run.connector());
            InFlight inFlight = run.inFlight();
            leases.require(run.connector());
            if (run.stops() || !stillActive(run)) {
                return new Batch.Nothing(run);
            }
            if (room.lack().isPresent()) {
                signal.await(run.connector(), seen, WITHOUT_ROOM.toNanos());
                continue;
            }
            Batch batch = readNow(run, inFlight);
            if (batch != null) {
                return batch;
            }
            long now = System.nanoTime();
            deadline = inFlight.batches().isEmpty() ? Math.min(deadline, now + linger.toNanos()) : Long.MAX_VALUE;
            if (deadline <= now) {
                return new Batch.Nothing(run);
            }
            signal.await(run.connector(), seen, deadline - now);
        }
    }

    private @Nullable Batch readNow(ActiveRun run, InFlight inFlight) {
        if (inFlight.batches().size() >= atOnce(run)) {
            return null;
        }
        if (!inFlight.recognised()) {
            List<UnchangedSet> recognised = pending.recognised(run.connector(), RECOGNISED_AT_ONCE);
            if (!recognised.isEmpty()) {
                return new Batch.Unchanged(run, recognised);
            }
        }
        int size = run.path() == WritePath.BULK ? bulkBatch(run) : run.config().batchSize();
        List<Change> free = inFlight.free(pending.next(run.connector(), size + inFlight.size(), run.order()));
        return free.isEmpty() ? null : new Batch.Pending(run, free);
    }

    // The first batch of products decides on the path. On the bulk path each batch is an operation of its own.
    private int atOnce(ActiveRun run) {
        return switch (run.path()) {
            case UNDECIDED -> 1;
            case SINGLE -> most;
            case BULK -> bulkOperations;
        };
    }

    // An operation works off its lines at a pace of its own, so a short queue is spread over all that a shop takes at a
    // time. What is in hand still stands in the queue: the shares stay as large while it is worked off.
    private int bulkBatch(ActiveRun run) {
        int waiting = pending.countUpTo(run.connector(), mostInBulk * bulkOperations);
        int share = (waiting + bulkOperations - 1) / bulkOperations;
        return Math.min(mostInBulk, Math.max(share, FEWEST_IN_BULK));
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
