package io.silkroute.run;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.run.lease.Leases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Everything that asks for a run. A run that is asked for is first written down, then announced on the queue; a
 * crash in between is made good by {@link #unannounced}.
 */
@Component("runRequests")
public class RunRequests {

    private final Runs runs;
    private final Leases leases;
    private final Connectors connectors;
    private final PendingChanges pending;
    private final StartingChanges starting;
    private final ChangeSignal signal;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RunRequests(
            Runs runs,
            Leases leases,
            Connectors connectors,
            PendingChanges pending,
            StartingChanges starting,
            ChangeSignal signal,
            ActivityLog activity,
            TransactionTemplate transaction,
            Clock clock) {
        this.runs = runs;
        this.leases = leases;
        this.connectors = connectors;
        this.pending = pending;
        this.starting = starting;
        this.signal = signal;
        this.activity = activity;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Changes have been staged: they join the run in progress, or begin one if the connector runs on change. */
    public @Nullable Run onChange(String name) {
        ConnectorName connector = new ConnectorName(name);
        boolean listening = signal.signal(connector);
        Connector now = connectors.find(connector).orElse(null);
        if (now == null || !now.active() || !starting.start(now)) {
            return null;
        }
        // A node that stood still may believe in a run that another one has ended.
        if (listening && leases.stillHeld(connector)) {
            return null;
        }
        return inTurn(
                        connector,
                        () -> runs.unfinished(connector).isEmpty() && pending.any(connector)
                                ? Optional.of(runs.add(connector, RunMode.INCREMENTAL, RunTrigger.CHANGE, now.config()))
                                : Optional.<Run>empty())
                .orElse(null);
    }

    /** An incremental run that no person asks for: the one in progress if there is one, a new one otherwise. */
    public Run synchronize(ConnectorName connector, RunTrigger trigger) {
        Connector now = active(connector);
        return inTurn(
                connector,
                () -> inProgress(connector)
                        .map(this::now)
                        .orElseGet(() -> runs.add(connector, RunMode.INCREMENTAL, trigger, now.config())));
    }

    /** The same for a person, who is told of in the activity log. */
    public Run synchronize(ConnectorName connector, String actor) {
        return incremental(connector, RunMode.INCREMENTAL, RunTrigger.MANUAL, actor, "A synchronization was asked for");
    }

    private Optional<Run> inProgress(ConnectorName connector) {
        return runs.unfinished(connector).stream()
                .filter(run -> run.mode() != RunMode.FORCE_REFRESH || run.state() != RunState.QUEUED || run.filled())
                .findFirst();
    }

    private Run incremental(ConnectorName connector, RunMode mode, RunTrigger trigger, String actor, String sentence) {
        Connector now = active(connector);
        return inTurn(connector, () -> {
            Optional<Run> joined = inProgress(connector).map(this::now);
            Run run = joined.orElseGet(() -> runs.add(connector, mode, trigger, actor, now.config()));
            if (trigger == RunTrigger.MANUAL) {
                runs.askPull(run.id());
            }
            tell(
                    run,
                    actor,
                    sentence
                            + (joined.isPresent()
                                    ? "; it joins the run that is "
                                            + run.state().word() + "."
                                    : "."));
            return run;
        });
    }

    private void tell(Run run, String actor, String sentence) {
        activity.append(Entry.ofOperator(run.connector().text(), run.id(), actor, sentence));
    }

    // Who asks for a run does not wait for the end of a pause.
    private Run now(Run run) {
        if (run.state() == RunState.QUEUED) {
            runs.hurry(run.id());
        }
        return run;
    }

    /** Queued behind the run in progress; an interrupted run is superseded. */
    public Run forceRefresh(ConnectorName connector, String actor) {
        Connector now = known(connector);
        return inTurn(connector, () -> {
            for (Run run : runs.unfinished(connector)) {
                boolean queued = run.state() == RunState.QUEUED && run.mode() == RunMode.FORCE_REFRESH;
                if (queued && !run.filled()) {
                    tell(run, actor, "A force refresh was asked for; one is queued already.");
                    return now(run);
                }
                // One that was given back in its middle would send only the rest.
                if ((queued || run.state() == RunState.INTERRUPTED)
                        && runs.become(run.id(), RunState.SUPERSEDED, "A force refresh took its place.")) {
                    activity.append(
                            Entry.ofRun(connector.text(), run.id(), "The run was superseded by a force refresh."));
                }
            }
            Run run = runs.add(connector, RunMode.FORCE_REFRESH, RunTrigger.MANUAL, actor, now.config());
            runs.askPull(run.id());
            tell(run, actor, "A force refresh was asked for.");
            return run;
        });
    }

    /** @param product the product that it goes out with; null for what goes out by itself */
    public record Replayed(ItemKey item, @Nullable String product) {}

    /** Items are to be tried again, whatever their hash says. */
    public Run replay(ConnectorName connector, Collection<Replayed> items, String actor) {
        active(connector);
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        transaction.executeWithoutResult(status -> pending.mark(
                connector,
                items.stream()
                        .map(one -> new PendingChanges.Mark(one.item(), one.product(), now, PendingChanges.REPLAY))
                        .toList()));
        signal.signal(connector);
        String first = items.iterator().next().item().toString();
        String named = items.size() == 1 ? "of " + first : "of " + items.size() + " items, " + first + " among them,";
        return incremental(connector, RunMode.REPLAY, RunTrigger.API, actor, "A replay " + named + " was asked for");
    }

    Run cancel(String id, String actor) {
        Run run = runs.find(id).orElseThrow(() -> RunRefused.unknown(id));
        if (!runs.become(id, RunState.CANCELLED, "An operator ended the run. What it had not done stays pending.")) {
            throw RunRefused.state("The run is " + run.state().word()
                    + ". Only a queued or interrupted run can be cancelled; deactivate the connector first.");
        }
        pending.recall(run.connector());
        tell(run, actor, "The run was cancelled: " + run.state().word() + " → cancelled; its changes stay pending.");
        return runs.find(id).orElseThrow();
    }

    /** The run whose turn it is, if it only waits for that. */
    Optional<Run> waiting(ConnectorName connector) {
        return runs.unfinished(connector).stream().findFirst().filter(run -> run.state() == RunState.QUEUED);
    }

    /** The connector is active again: what waited for that goes on. */
    public List<Run> resume(ConnectorName connector) {
        Connector now = known(connector);
        return inTurn(connector, () -> {
            for (Run run : runs.unfinished(connector)) {
                if (run.state() == RunState.INTERRUPTED) {
                    runs.become(run.id(), RunState.QUEUED, null);
                } else if (run.state() == RunState.STOPPING) {
                    runs.become(run.id(), RunState.RUNNING, null);
                }
            }
            List<Run> waiting = runs.unfinished(connector);
            waiting.forEach(this::now);
            if (waiting.isEmpty() && starting.start(now) && pending.any(connector)) {
                return List.of(runs.add(connector, RunMode.INCREMENTAL, RunTrigger.CHANGE, now.config()));
            }
            return waiting;
        });
    }

    /** An operator has seen the list of removals and wants them. */
    public Run confirmRemovals(String id, String actor) {
        Run run = runs.find(id).orElseThrow(() -> RunRefused.unknown(id));
        active(run.connector());
        if (run.state() != RunState.INTERRUPTED || !runs.become(id, RunState.QUEUED, null)) {
            throw RunRefused.state("The run is " + run.state().word() + "; it does not wait for a confirmation.");
        }
        runs.confirmRemovals(id);
        tell(run, actor, "The removals were confirmed: " + run.state().word() + " → queued.");
        return runs.find(id).orElseThrow();
    }

    /**
     * Runs that should be under way and are not: their announcement was lost in a crash, or their node died.
     */
    public List<Run> unannounced(Duration age, Instant now) {
        return connectors.all().stream()
                .filter(Connector::active)
                .filter(connector -> leases.free(connector.name()))
                .flatMap(connector -> runs.unfinished(connector.name()).stream().limit(1))
                .filter(run -> run.state() != RunState.INTERRUPTED)
                .filter(run -> run.queuedAt().plus(age).isBefore(now))
                .filter(run -> !runs.waits(run.id()))
                .toList();
    }

    /**
     * For every active connector whose changes start runs, and whose last run left changes behind: another run, when the
     * pause after that one is over. One that failed is repeated in its mode; one that ended has only what it left.
     */
    public List<Run> afterFailure(RetryPauses pauses, Instant now) {
        List<Run> again = new ArrayList<>();
        for (Connector connector : connectors.all()) {
            if (connector.active() && starting.start(connector)) {
                inTurn(connector.name(), () -> retry(connector, pauses, now)).ifPresent(again::add);
            }
        }
        return again;
    }

    private Optional<Run> retry(Connector connector, RetryPauses pauses, Instant now) {
        List<Run> recent = runs.of(connector.name(), null, pauses.most() + 1);
        if (!pauses.over(recent, now) || !pending.any(connector.name())) {
            return Optional.empty();
        }
        Run last = recent.get(0);
        RunMode mode = last.state() == RunState.FAILED ? last.mode() : RunMode.INCREMENTAL;
        Run run = runs.add(connector.name(), mode, RunTrigger.CHANGE, connector.config());
        activity.append(Entry.ofRun(connector.name().text(), run.id(), "Tries again what the last run left behind."));
        return Optional.of(run);
    }

    /** The connector of an address. */
    public ConnectorName named(String connector) {
        return ConnectorName.asked(connector).orElseThrow(() -> RunRefused.unknownConnector(connector));
    }

    void requireKnown(ConnectorName connector) {
        known(connector);
    }

    private Connector known(ConnectorName connector) {
        return connectors.find(connector).orElseThrow(() -> RunRefused.unknownConnector(connector.text()));
    }

    private Connector active(ConnectorName connector) {
        Connector now = known(connector);
        if (!now.active()) {
            Optional<Run> waiting = runs.unfinished(connector).stream().findFirst();
            throw RunRefused.state("The connector " + connector + " is inactive. "
                    + (waiting.isPresent()
                            ? "Activate it: its run " + waiting.get().id() + " goes on where it stopped."
                            : "Activate it first."));
        }
        return now;
    }

    private <T> T inTurn(ConnectorName connector, Supplier<T> step) {
        return Objects.requireNonNull(transaction.execute(status -> {
            leases.lockRow(connector);
            return step.get();
        }));
    }
}
