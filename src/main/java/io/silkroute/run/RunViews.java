package io.silkroute.run;

import io.silkroute.catalogue.PendingChanges;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConfigJson;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs with their live counts. */
@Component
public class RunViews {

    private final Runs runs;
    private final PendingChanges pending;
    private final Connectors connectors;
    private final ConfigJson config;
    private final Clock clock;

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

    public RunView of(Run run) {
        long left = run.state().finished() ? 0 : pending.count(run.connector(), runs.stand(run.connector()));
        return RunView.of(run, left, clock);
    }

    /** @param pending how many items wait in the connector's queue, where that is known already */
    public RunView of(Run run, long pending) {
        return RunView.of(run, pending, clock);
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
