package io.silkroute.metrics;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of the runs that ended within a step.
 *
 * @param at when the step began
 * @param broken runs that failed themselves
 * @param items that the runs looked at
 * @param failed of them: rejected, parked or in conflict
 * @param conflicts of those
 * @param points of the shop's bucket that they took
 * @param p50 half of the runs took no longer; null where none has begun
 */
public record Figure(
        Instant at,
        int runs,
        int broken,
        long items,
        long failed,
        long conflicts,
        long incomplete,
        long points,
        @Nullable Duration p50,
        @Nullable Duration p95) {

    private static final int HALF = 50;
    private static final int NEARLY_ALL = 95;

    static Figure of(Instant at, Sum sum) {
        return new Figure(
                at,
                sum.runs,
                sum.broken,
                sum.items,
                sum.failed,
                sum.conflicts,
                sum.incomplete,
                sum.points,
                sum.percentile(HALF),
                sum.percentile(NEARLY_ALL));
    }

    /** Of its items, 0 to 1; null where there was none. */
    public @Nullable Double successRate() {
        return rate(items - failed);
    }

    public @Nullable Double errorRate() {
        return rate(failed);
    }

    public @Nullable Double conflictRate() {
        return rate(conflicts);
    }

    private @Nullable Double rate(long n) {
        return items == 0 ? null : (double) n / items;
    }
}
