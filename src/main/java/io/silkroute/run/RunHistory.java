package io.silkroute.run;

import io.silkroute.connector.ConnectorName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What a connector's runs came to over time, by hours or days of UTC. */
@Repository
public class RunHistory {

    /** So many runs are looked at, the newest first; a page says when there were more. */
    public static final int MOST = 20_000;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    RunHistory(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What was asked for within an hour or a day, and has ended.
     *
     * @param failed items that were rejected, parked or in conflict
     * @param failedRuns runs that failed themselves
     * @param p50 half of the runs took no longer; null where none has begun
     */
    public record Slice(
            Instant at,
            int runs,
            int failedRuns,
            long items,
            long failed,
            long incomplete,
            double points,
            @Nullable Duration p50,
            @Nullable Duration p95) {

        /** Of its items, in percent; null where there was none. */
        public @Nullable Double errorRate() {
            return items == 0 ? null : 100.0 * failed / items;
        }

        public @Nullable Double successRate() {
            return items == 0 ? null : 100.0 * (items - failed) / items;
        }
    }

    /** @param cut there were more runs than are looked at: the oldest slices lack some */
    public record History(List<Slice> slices, boolean cut) {}

    private record Ended(
            Instant queuedAt,
            @Nullable Duration took,
            boolean failed,
            long done,
            long lost,
            long incomplete,
            double points) {}

    /** Every slice of the time up to now, also those without a run. @param step an hour or a day */
    public History of(ConnectorName connector, Duration back, ChronoUnit step) {
        Instant last = clock.instant().truncatedTo(step);
        int slices = (int) back.dividedBy(step.getDuration());
        return of(connector, last.minus(step.getDuration().multipliedBy(slices - 1L)), slices, step);
    }

    /** @param from where the first slice begins */
    public History of(ConnectorName connector, Instant from, int slices, ChronoUnit step) {
        Instant until = from.plus(step.getDuration().multipliedBy(slices));
        List<Ended> runs = runs(connector, from, until);
        Map<Instant, List<Ended>> bySlice = new TreeMap<>();
        for (int i = 0; i < slices; i++) {
            bySlice.put(from.plus(step.getDuration().multipliedBy(i)), new ArrayList<>());
        }
        runs.forEach(run -> bySlice.getOrDefault(run.queuedAt().truncatedTo(step), new ArrayList<>())
                .add(run));
        return new History(
                bySlice.entrySet().stream()
                        .map(one -> slice(one.getKey(), one.getValue()))
                        .toList(),
                runs.size() == MOST);
    }

    private List<Ended> runs(ConnectorName connector, Instant from, Instant until) {
        return jdbc.query(
                "select queued_at, started_at, finished_at, state, done, rejected, parked, conflict, incomplete, points"
                        + " from run where connector = ? and id >= ? and id < ? and finished_at is not null"
                        + " order by connector desc, id desc fetch first " + MOST + " rows only",
                (row, n) -> {
                    OffsetDateTime started = row.getObject("started_at", OffsetDateTime.class);
                    OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
                    return new Ended(
                            row.getObject("queued_at", OffsetDateTime.class).toInstant(),
                            started == null ? null : Duration.between(started, finished),
                            RunState.of(row.getString("state")) == RunState.FAILED,
                            row.getLong("done"),
                            row.getLong("rejected") + row.getLong("parked") + row.getLong("conflict"),
                            row.getLong("incomplete"),
                            row.getDouble("points"));
                },
                connector.text(),
                RunId.from(from),
                RunId.from(until));
    }

    private static Slice slice(Instant at, List<Ended> runs) {
        List<Duration> took =
                runs.stream().map(Ended::took).filter(Objects::nonNull).sorted().toList();
        return new Slice(
                at,
                runs.size(),
                (int) runs.stream().filter(Ended::failed).count(),
                runs.stream().mapToLong(Ended::done).sum(),
                runs.stream().mapToLong(Ended::lost).sum(),
                runs.stream().mapToLong(Ended::incomplete).sum(),
                runs.stream().mapToDouble(Ended::points).sum(),
                percentile(took, 50),
                percentile(took, 95));
    }

    /** The nearest rank: a value that was really measured. */
    private static @Nullable Duration percentile(List<Duration> sorted, int percent) {
        return sorted.isEmpty() ? null : sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }
}
