package io.silkroute.shopify.pacing;

import io.silkroute.connector.ShopBudgets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The door to one shop: lets calls through in the order they came, each when the bucket can pay for it. */
public final class Admission {

    private final ReentrantLock turn = new ReentrantLock(true);
    private final ReentrantLock state = new ReentrantLock();
    private final Condition changed = state.newCondition();
    private final Bucket bucket;
    private final Concurrency concurrency;
    private final Clock clock;
    private int inFlight;

    public Admission(Bucket bucket, Concurrency concurrency, Clock clock) {
        this.bucket = bucket;
        this.concurrency = concurrency;
        this.clock = clock;
    }

    /** Waits for its turn and for the points; the ticket must be settled or given back. */
    public Bucket.Ticket admit(double cost) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            state.lockInterruptibly();
            try {
                while (true) {
                    Instant now = clock.instant();
                    Duration wait = bucket.waitFor(cost, now);
                    if (inFlight >= concurrency.limit()) {
                        changed.await();
                    } else if (wait.isZero()) {
                        inFlight++;
                        return bucket.take(cost, now);
                    } else {
                        changed.awaitNanos(wait.toNanos());
                    }
                }
            } finally {
                state.unlock();
            }
        } finally {
            turn.unlock();
        }
    }

    /**
     * @param reached whether the shop may have received the call
     * @param done whether it answered with a result, be it without a cost
     */
    public void settle(String operation, Bucket.Ticket ticket, boolean reached, boolean done, @Nullable Cost cost) {
        state.lock();
        try {
            Instant now = clock.instant();
            if (reached) {
                bucket.settle(ticket, cost, now);
            } else {
                bucket.giveBack(ticket, now);
            }
            if (done && (cost == null || cost.bucket() == null)) {
                bucket.toldNothing();
            }
            if (cost == null && !done) {
                concurrency.failed();
            } else {
                concurrency.answered(
                        operation, Duration.between(ticket.sentAt(), now).toNanos() / 1e9, inFlight);
            }
            inFlight--;
            changed.signalAll();
        } finally {
            state.unlock();
        }
    }

    public double level() {
        state.lock();
        try {
            return bucket.level();
        } finally {
            state.unlock();
        }
    }

    /** Empty as long as the shop has not told its bucket. */
    public Optional<ShopBudgets.Level> standing() {
        state.lock();
        try {
            return Optional.ofNullable(bucket.level(clock.instant()));
        } finally {
            state.unlock();
        }
    }

    public double restoreRate() {
        state.lock();
        try {
            return bucket.restoreRate();
        } finally {
            state.unlock();
        }
    }
}
