package io.silkroute.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.silkroute.connector.ConnectorName;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * What runs come to, for the metrics. Counted after what they tell was committed: a crash between the two loses a
 * count, a rollback never adds one. The books are the activity log, not these.
 */
@Component
public class RunMeters {

    // By these a reader of the meters computes percentiles; the exact ones are the figures over time.
    private static final Duration[] BUCKETS = {
        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10),
                Duration.ofSeconds(30),
        Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofMinutes(10),
                Duration.ofMinutes(30),
        Duration.ofHours(1), Duration.ofHours(3), Duration.ofHours(8)
    };

    private final MeterRegistry meters;

    RunMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    public void recorded(ConnectorName connector, Counts counts) {
        for (Outcome outcome : Outcome.values()) {
            long n = counts.of(outcome);
            if (n > 0) {
                meters.counter("silkroute.items", "connector", connector.text(), "outcome", outcome.word())
                        .increment((double) n);
            }
        }
    }

    /** Of a run that went on after an interruption, the time from its first start. */
    public void ended(Run run) {
        Instant started = run.startedAt();
        Instant finished = run.finishedAt();
        if (started != null && finished != null) {
            Timer.builder("silkroute.run.duration")
                    .description("From a run's first start to its end")
                    .tag("connector", run.connector().text())
                    .tag("mode", run.mode().word())
                    .tag("state", run.state().word())
                    .serviceLevelObjectives(BUCKETS)
                    .maximumExpectedValue(BUCKETS[BUCKETS.length - 1])
                    .register(meters)
                    .record(Duration.between(started, finished));
        }
    }
}
