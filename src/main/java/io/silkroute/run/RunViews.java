package io.silkroute.run;

import io.silkroute.catalogue.CachedCount;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConfigJson;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs with their live counts. */
@Component
public class RunViews {

    private static final int MOST_LOOKS = 5;

    private final Runs runs;
    private final PendingChanges pending;
    private final Connectors connectors;
    private final ConfigJson config;
    private final Clock clock;
    private final Map<ConnectorName, Counted> counted = new ConcurrentHashMap<>();

    /** @param done of the run, when the number was first told */
    private record Counted(String run, long pending, long done) {}

    RunViews(Runs runs, PendingChanges pending, Connectors connectors, ConfigJson config, Clock clock) {
        this.runs = runs;
        this.pending = pending;
        this.connectors = connectors;
        this.config = config;
        this.clock = clock;
    }

    public Optional<RunView> find(String id) {
        return runs.find(id).map(this::of);
    }

    /** What is done and what is left are of one moment: a batch that is recorded between two looks counts once. */
    public RunView of(Run run) {
        Run seen = run;
        for (int looks = 1; !seen.state().finished(); looks++) {
            long left = pending.count(seen.connector(), runs.stand(seen.connector()));
            Run since = runs.find(seen.id()).orElse(seen);
            if (since.counts().done() == seen.counts().done() || looks == MOST_LOOKS) {
                return of(since, left);
            }
            seen = since;
        }
        return RunView.of(seen, 0, clock);
    }

    /** @param pending how many items wait in the connector's queue, where that is known already */
    public RunView of(Run run, long pending) {
        return RunView.of(
                run,
                pending <= CachedCount.SHORT || run.state().finished() ? pending : sinceCounted(run, pending),
                clock);
    }

    /** A long queue is not counted at each look: what was done since it was is in its number still. */
    private long sinceCounted(Run run, long pending) {
        long done = run.counts().done();
        Counted last = counted.compute(
                run.connector(),
                (connector, known) -> known != null && known.run().equals(run.id()) && known.pending() == pending
                        ? known
                        : new Counted(run.id(), pending, done));
        return Math.max(0, pending - Math.max(0, done - last.done()));
    }

    public List<RunView> of(ConnectorName connector, @Nullable String before, int limit) {
        return runs.of(connector, before, limit).stream().map(this::of).toList();
    }

    /** In what the connector's configuration of today differs from the one the run keeps to. */
    public List<ConfigJson.Difference> changedSince(RunView run) {
        return connectors
                .find(run.connector())
                .map(today -> config.differences(run.config(), today.config()))
                .orElse(List.of());
    }
}
