package io.silkroute.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How long to wait after a failed run before the next: longer with every failure in a row; the last pause repeats. */
record RetryPauses(List<Duration> pauses) {

    RetryPauses {
        if (pauses.isEmpty()) {
            throw new IllegalArgumentException("silkroute.run.retry-after must name at least one pause.");
        }
        pauses = List.copyOf(pauses);
    }

    int most() {
        return pauses.size();
    }

    /** Did the last run leave changes behind, and is it time for another? @param recent newest first */
    boolean over(List<Run> recent, Instant now) {
        int failures = 0;
        while (failures < recent.size() && recent.get(failures).leftBehind()) {
            failures++;
        }
        if (failures == 0) {
            return false;
        }
        Instant failed = recent.get(0).finishedAt();
        return failed != null
                && !failed.plus(pauses.get(Math.min(failures, pauses.size()) - 1))
                        .isAfter(now);
    }
}
