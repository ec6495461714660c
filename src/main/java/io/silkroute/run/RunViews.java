package io.silkroute.run;

import io.silkroute.catalogue.PendingChanges;
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
    private final Clock clock;

    RunViews(Runs runs, PendingChanges pending, Clock clock) {
        this.runs = runs;
        this.pending = pending;
        this.clock = clock;
    }

    public Optional<RunView> find(String id) {
        return runs.find(id).map(this::of);
    }

    public RunView of(Run run) {
        long left = run.state().finished() ? 0 : pending.count(run.connector());
        return RunView.of(run, left, clock);
    }

    public List<RunView> of(String connector, @Nullable String before, int limit) {
        return runs.of(connector, before, limit).stream().map(this::of).toList();
    }

    public Optional<RunView> last(String connector) {
        return runs.last(connector).map(this::of);
    }
}
