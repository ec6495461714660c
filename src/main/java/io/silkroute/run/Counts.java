package io.silkroute.run;

import io.silkroute.omission.Omission;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** How many items of a run came to which outcome, and what the shop's API was asked for meanwhile. */
public final class Counts {

    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Map<Omission, Long> causes = new EnumMap<>(Omission.class);
    private long incomplete;
    private long calls;
    private long points;
    private long throttled;
    private long bulkOperations;

    public Counts add(Outcome outcome, long n) {
        outcomes.merge(outcome, n, Long::sum);
        return this;
    }

    /** One more item was sent with something left out, for these causes; it has its outcome beside that. */
    public Counts addIncomplete(Set<Omission> causes) {
        incomplete++;
        causes.forEach(cause -> this.causes.merge(cause, 1L, Long::sum));
        return this;
    }

    Counts withIncomplete(long items, Map<Omission, Long> byCause) {
        incomplete += items;
        byCause.forEach((cause, n) -> causes.merge(cause, n, Long::sum));
        return this;
    }

    public long incomplete() {
        return incomplete;
    }

    /** By cause; an item with two of them counts in both. */
    public Map<Omission, Long> incompleteBy() {
        return Map.copyOf(causes);
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
