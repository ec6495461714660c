package io.silkroute.metrics;

import io.silkroute.run.EndedRuns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs added up: the counts as sums, the durations one by one, so that percentiles of any sum are exact. Not safe for threads. */
final class Sum {

    int runs;
    int broken;
    long items;
    long failed;
    long conflicts;
    long incomplete;
    long points;
    private final List<Long> millis = new ArrayList<>();

    void add(EndedRuns.Ended run) {
        runs++;
        broken += run.broke() ? 1 : 0;
        items += run.items();
        failed += run.failed();
        conflicts += run.conflicts();
        incomplete += run.incomplete();
        points += run.points();
        Duration took = run.took();
        if (took != null) {
            millis.add(Math.max(0, took.toMillis()));
        }
    }

    void add(Sum other) {
        runs += other.runs;
        broken += other.broken;
        items += other.items;
        failed += other.failed;
        conflicts += other.conflicts;
        incomplete += other.incomplete;
        points += other.points;
        millis.addAll(other.millis);
    }

    /** As {@link #took} writes them. */
    void addTook(String written) {
        Stream.of(written.split(" "))
                .filter(one -> !one.isEmpty())
                .map(Long::valueOf)
                .forEach(millis::add);
    }

    String took() {
        return millis.stream().sorted().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** The nearest rank: a value that was really measured; null where no run has begun. */
    @Nullable
    Duration percentile(int percent) {
        if (millis.isEmpty()) {
            return null;
        }
        List<Long> sorted = millis.stream().sorted().toList();
        return Duration.ofMillis(sorted.get((int) ((sorted.size() * (long) percent + 99) / 100 - 1)));
    }
}
