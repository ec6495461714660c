package io.silkroute.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.ConnectorName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells each listener what has happened, in batches and in order, on one node at a time. A listener that fails is told the
 * same again with growing pauses, one event at a time then; an event that it never takes is passed over after about a day,
 * which the activity log says.
 */
@Component("outboxReader")
public class OutboxReader {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxReader.class);

    /** Told twice after it, which a listener knows by the id. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final int TOGETHER = 200;
    private static final int BATCHES = 20;
    private static final int PLACED = 500;
    private static final int ATTEMPTS = 32;

    private final OutboxEvents events;
    private final OutboxProgress progress;
    private final Map<String, OutboxListener> listeners;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Counter passedOver;
    private final Duration pause;
    private final boolean alone;
    private volatile boolean known; // the table knows all listeners

    OutboxReader(
            OutboxEvents events,
            OutboxProgress progress,
            Map<String, OutboxListener> listeners,
            ActivityLog activity,
            TransactionTemplate transaction,
            Clock clock,
            MeterRegistry meters,
            @Value("${silkroute.outbox.pause:1s}") Duration pause,
            @Value("${spring.artemis.mode:}") String brokerMode) {
        this.events = events;
        this.progress = progress;
        this.listeners = Map.copyOf(listeners);
        this.activity = activity;
        this.transaction = transaction;
        this.clock = clock;
        this.pause = pause;
        this.alone = brokerMode.equals("embedded");
        this.passedOver = Counter.builder("silkroute.outbox.passed.over")
                .description("Events that a listener could not be told of, which was given up")
                .register(meters);
        Gauge.builder("silkroute.outbox.lag", this, OutboxReader::lag)
                .description("For how long the oldest event waits that a listener has not been told")
                .baseUnit("seconds")
                .register(meters);
    }

    /** Puts what is new in its order. @return the listeners that this node is to tell, and no other meanwhile */
    public List<String> find() {
        if (!known || events.anyNew()) {
            place();
        }
        List<String> due = new ArrayList<>();
        Instant now = clock.instant();
        long last = progress.last();
        for (String listener : progress.behind(last).stream().sorted().toList()) {
            if (listeners.containsKey(listener) && progress.take(listener, last, now, now.plus(LEASE))) {
                due.add(listener);
            }
        }
        return due;
    }

    private void place() {
        try {
            long last;
            long before;
            do {
                before = progress.last();
                last = Objects.requireNonNull(transaction.execute(status -> placed()));
            } while (last - before >= PLACED);
            known = true;
        } catch (ConcurrencyFailureException | DataIntegrityViolationException otherNode) {
            LOG.debug("Another node is reading the outbox", otherNode);
        }
    }

    // A listener that is new begins with what comes from now on.
    private long placed() {
        long last = progress.hold();
        listeners.keySet().forEach(listener -> progress.ensure(listener, last));
        long now = events.place(last, PLACED);
        if (now != last) {
            progress.give(now);
        }
        return now;
    }

    /** @throws RuntimeException if the listener fails */
    public void tell(String listener) {
        OutboxListener told = Objects.requireNonNull(listeners.get(listener));
        for (int batch = 0; batch < BATCHES; batch++) {
            OutboxProgress.Stand stand = progress.of(listener);
            List<OutboxEvents.Placed> some = events.after(stand.place(), stand.attempts() == 0 ? TOGETHER : 1);
            if (some.isEmpty()) {
                break;
            }
            told.happened(some.stream().map(OutboxEvents.Placed::told).toList());
            progress.told(
                    listener, some.get(some.size() - 1).place(), clock.instant().plus(LEASE));
        }
        progress.release(listener);
    }

    /** A listener could not do what it had to; the others were told. */
    public void failed(String listener, Exception failure) {
        LOG.warn("{} could not take what has happened", listener, failure);
        String problem = Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        OutboxProgress.Stand stand = progress.of(listener);
        if (stand.attempts() + 1 >= ATTEMPTS) {
            events.after(stand.place(), 1).forEach(passed -> passOver(listener, passed, problem));
            return;
        }
        progress.failed(listener, problem, clock.instant().plus(GrowingPause.of(pause, stand.attempts())));
    }

    private void passOver(String listener, OutboxEvents.Placed passed, String problem) {
        OutboxEvent event = passed.told().event();
        ConnectorName connector = event.connector();
        transaction.executeWithoutResult(status -> {
            progress.told(listener, passed.place(), clock.instant());
            progress.release(listener);
            activity.append(Entry.note(
                    connector == null ? null : connector.text(),
                    "Of " + event.type() + " (" + event.sentence() + ") " + listener + " could not be told in "
                            + ATTEMPTS + " attempts, which were given up. " + problem));
        });
        passedOver.increment();
    }

    private double lag() {
        try {
            return events.oldest(progress.least())
                    .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / 1000.0)
                    .map(lag -> Math.max(0, lag))
                    .orElse(0.0);
        } catch (DataAccessException databaseIsAway) {
            return Double.NaN;
        }
    }

    @EventListener(ApplicationStartedEvent.class)
    void started() {
        if (alone) {
            progress.releaseAll();
        }
    }
}
