package io.silkroute.metrics;

import io.silkroute.run.EndedRuns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Adds up the runs that have ended, for the figures over time, on one node. The last hours are added up anew each time, and
 * take the place of what was there: a run whose end was committed late is in, and nothing is in twice.
 */
@Component("metricsRollup")
@EnableConfigurationProperties(MetricsSettings.class)
public class Rollup {

    private static final Duration AGAIN = Duration.ofHours(1);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration AT_A_TIME = Duration.ofDays(1);

    private final EndedRuns runs;
    private final Slots slots;
    private final MetricsSettings settings;
    private final TransactionOperations transactions;
    private final Clock clock;

    Rollup(EndedRuns runs, Slots slots, MetricsSettings settings, TransactionOperations transactions, Clock clock) {
        this.runs = runs;
        this.slots = slots;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Up to the last quarter of an hour that is over; what a crash cuts off goes on where it was. */
    public void add() {
        Instant now = clock.instant();
        Instant oldest = Slots.start(now.minus(settings.keep()));
        if (!slots.take(oldest, now, LEASE)) {
            return;
        }
        try {
            Instant until = Slots.start(now);
            Instant from = later(oldest, slots.reached().orElse(oldest).minus(AGAIN));
            while (from.isBefore(until)) {
                Instant end = from.plus(AT_A_TIME).isBefore(until) ? from.plus(AT_A_TIME) : until;
                add(from, end);
                from = end;
            }
        } finally {
            slots.release();
        }
    }

    private void add(Instant from, Instant until) {
        transactions.executeWithoutResult(status -> {
            Map<Slots.Key, Sum> sums = new LinkedHashMap<>();
            runs.each(
                    from,
                    until,
                    null,
                    run -> sums.computeIfAbsent(new Slots.Key(Slots.start(run.at()), run.connector()), key -> new Sum())
                            .add(run));
            slots.replace(from, until, sums);
        });
    }

    /** Deletes what is older than is kept, slice by slice. */
    public void forget() {
        Instant before = clock.instant().minus(settings.keep());
        int gone;
        do {
            gone = slots.forget(before);
        } while (gone > 0);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
