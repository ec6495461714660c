package io.silkroute.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run as the API and the pages show it.
 *
 * @param askedBy the person who asked for it; where none did, what did: the trigger's word
 * @param counts total, done, one count an outcome, and how many items went out incomplete
 * @param incompleteBy those by cause
 * @param api calls, points, throttled, bulkOperations
 * @param itemsPerSecond over the run's whole time so far
 * @param pulled what it pulled from the shop; null while it has not, and where nobody asked for it
 * @param eta when it should end at this speed; null when it does not run or nothing is done yet
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RunView(
        String id,
        ConnectorName connector,
        String mode,
        String trigger,
        String askedBy,
        String state,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String reason,
        ConnectorConfig config,
        Map<String, Long> counts,
        Map<String, Long> incompleteBy,
        Map<String, Long> api,
        double itemsPerSecond,
        @Nullable Instant eta,
        @Nullable Pulled pulled) {

    static RunView of(Run run, long pending, Clock clock) {
        boolean open = !run.state().finished();
        long done = run.counts().done();
        long left = open ? pending : 0;
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("total", done + left);
        counts.put("done", done);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome.word(), run.counts().of(outcome));
        }
        counts.put("incomplete", run.counts().incomplete());
        Map<String, Long> incompleteBy = new TreeMap<>();
        run.counts().incompleteBy().forEach((cause, n) -> incompleteBy.put(cause.word(), n));
        Map<String, Long> api = new LinkedHashMap<>();
        api.put("calls", run.counts().calls());
        api.put("points", run.counts().points());
        api.put("throttled", run.counts().throttled());
        api.put("bulkOperations", run.counts().bulkOperations());
        double speed = speed(run, done, clock);
        return new RunView(
                run.id(),
                run.connector(),
                run.mode().word(),
                run.trigger().word(),
                run.askedBy() == null ? run.trigger().word() : run.askedBy(),
                run.state().word(),
                run.queuedAt(),
                run.startedAt(),
                run.finishedAt(),
                run.reason(),
                run.config(),
                counts,
                incompleteBy,
                api,
                speed,
                run.state() == RunState.RUNNING && speed > 0
                        ? clock.instant().plusMillis((long) (1000 * left / speed))
                        : null,
                run.pulled());
    }

    private static double speed(Run run, long done, Clock clock) {
        if (run.startedAt() == null) {
            return 0;
        }
        Instant end = run.finishedAt() == null ? clock.instant() : run.finishedAt();
        double seconds = Math.max(1, Duration.between(run.startedAt(), end).toMillis()) / 1000.0;
        return Math.round(10 * done / seconds) / 10.0;
    }
}
