package io.silkroute.run.stream;

import io.silkroute.connector.config.ToldEvents;
import io.silkroute.outbox.Outbox;
import io.silkroute.outbox.OutboxEvent;
import io.silkroute.run.Counts;
import io.silkroute.run.Outcome;
import io.silkroute.run.Run;
import io.silkroute.run.RunState;
import io.silkroute.run.Runs;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells of runs that have come to an end of their own; within the transaction that ends them. */
@Component
class RunEnds {

    private static final int LONGEST_CAUSE = 200;

    private final Runs runs;
    private final Outbox outbox;
    private final Clock clock;

    RunEnds(Runs runs, Outbox outbox, Clock clock) {
        this.runs = runs;
        this.outbox = outbox;
        this.clock = clock;
    }

    void ended(String id) {
        runs.find(id).ifPresent(run -> {
            if (run.state() == RunState.COMPLETED) {
                put(run, ToldEvents.SYNC_COMPLETED, run.id(), completed(run));
                runs.endBefore(run)
                        .filter(before -> before.state() != RunState.COMPLETED)
                        .ifPresent(before -> put(
                                run,
                                ToldEvents.RUN_RECOVERED,
                                "runs",
                                "A run has completed again, after one that was "
                                        + before.state().word() + "."));
            } else if (run.state() == RunState.FAILED || run.state() == RunState.COMPLETED_WITH_FAILURES) {
                put(run, ToldEvents.RUN_FAILED, cause(run), failed(run));
            }
        });
    }

    private void put(Run run, String type, String cause, String sentence) {
        outbox.put(new OutboxEvent(
                type, run.connector(), cause, clock.instant(), sentence, "/runs/" + run.id(), data(run)));
    }

    private static String completed(Run run) {
        long done = run.counts().done();
        return done == 1
                ? "A run has completed: one item."
                : String.format(Locale.ROOT, "A run has completed: %,d items.", done);
    }

    private static String failed(Run run) {
        String reason = run.reason() == null ? "" : " " + run.reason();
        if (run.state() == RunState.FAILED) {
            return "A run failed." + reason;
        }
        long failed = failures(run.counts());
        if (failed == 0) {
            return "A run ended with failures."
                    + (reason.isEmpty() ? " It could not pull everything from the shop." : reason);
        }
        return (failed == 1
                        ? "A run ended, and one item failed in it."
                        : String.format(Locale.ROOT, "A run ended, and %,d items failed in it.", failed))
                + reason;
    }

    /** The same words for the same trouble: numbers and times differ each time. */
    private static String cause(Run run) {
        String words = run.reason() == null
                ? failures(run.counts()) > 0 ? "items" : "pull"
                : run.reason().replaceAll("\\d+", "#");
        String cause = run.state().word() + ": " + words;
        return cause.length() <= LONGEST_CAUSE ? cause : cause.substring(0, LONGEST_CAUSE);
    }

    private static long failures(Counts counts) {
        return counts.of(Outcome.REJECTED) + counts.of(Outcome.PARKED) + counts.of(Outcome.CONFLICT);
    }

    private static Map<String, Object> data(Run run) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("run", run.id());
        data.put("state", run.state().word());
        data.put("mode", run.mode().word());
        data.put("trigger", run.trigger().word());
        String asked = run.askedBy();
        if (asked != null) {
            data.put("askedBy", asked);
        }
        String reason = run.reason();
        if (reason != null) {
            data.put("reason", reason.length() <= 1000 ? reason : reason.substring(0, 1000));
        }
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("done", run.counts().done());
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome.word(), run.counts().of(outcome));
        }
        counts.put("incomplete", run.counts().incomplete());
        data.put("counts", counts);
        return data;
    }
}
