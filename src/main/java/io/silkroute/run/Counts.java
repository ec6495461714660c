package io.silkroute.run;

import java.util.EnumMap;
import java.util.Map;

/** How many items of a run came to which outcome, and what the shop's API was asked for meanwhile. */
public final class Counts {

    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private long calls;
    private long points;
    private long throttled;
    private long bulkOperations;

    public Counts add(Outcome outcome, long n) {
        outcomes.merge(outcome, n, Long::sum);
        return this;
    }

    public Counts addApi(long calls, double points, long throttled, long bulkOperations) {
        this.calls += calls;
        this.points += Math.round(points);
        this.throttled += throttled;
        this.bulkOperations += bulkOperations;
        return this;
    }

    public long of(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    public long done() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    public boolean failures() {
        return outcomes.entrySet().stream().anyMatch(entry -> entry.getKey().failure() && entry.getValue() > 0);
    }

    public long calls() {
        return calls;
    }

    public long points() {
        return points;
    }

    public long throttled() {
        return throttled;
    }

    public long bulkOperations() {
        return bulkOperations;
    }
}
