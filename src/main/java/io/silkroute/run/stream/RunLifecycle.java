package io.silkroute.run.stream;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.catalogue.ExportFilter;
import io.silkroute.catalogue.ExportedSet;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.catalogue.changed.ChangedItems;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.run.ChangeSignal;
import io.silkroute.run.Counts;
import io.silkroute.run.Run;
import io.silkroute.run.RunMeters;
import io.silkroute.run.RunMode;
import io.silkroute.run.RunState;
import io.silkroute.run.RunTrigger;
import io.silkroute.run.Runs;
import io.silkroute.run.StartingChanges;
import io.silkroute.run.lease.LeaseHeld;
import io.silkroute.run.lease.LeaseLost;
import io.silkroute.run.lease.Leases;
import io.silkroute.tracing.Traces;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The beginning and the end of a run's work. */
@Component("runLifecycle")
public class RunLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RunLifecycle.class);

    private static final int MAX_NOTED = 500;
    private static final String DROPPED =
            " %d of these were removals, which are not carried out: the items stay in the shop until the PIM sends them again.";

    // By connector the run that was yielded last. Another node may end it, so that it is never seen here again.
    private final Map<ConnectorName, String> yielded = new ConcurrentHashMap<>();
    private static final String DEACTIVATED =
            "The connector was deactivated. Activate it to go on where the run stopped.";

    private final Suspects suspects;
    private final List<Duration> pauses;
    private final Runs runs;
    private final Leases leases;
    private final Connectors connectors;
    private final PendingChanges pending;
    private final StartingChanges starting;
    private final ExportedSet set;
    private final ChangedItems changed;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;
    private final RunMeters meters;
    private final ChangeSignal signal;
    private final RunEnds ends;
    private final Traces traces;

    RunLifecycle(
            Runs runs,
            Leases leases,
            Connectors connectors,
            PendingChanges pending,
            StartingChanges starting,
            ExportedSet set,
            ChangedItems changed,
            ActivityLog activity,
            TransactionTemplate transaction,
            RunMeters meters,
            ChangeSignal signal,
            RunEnds ends,
            Traces traces,
            @Value("${silkroute.run.retry-after}") List<Duration> pauses,
            @Value("${silkroute.run.consumers}") int consumers) {
        this.suspects = new Suspects(Math.max(1, consumers / 2));
        this.pauses = pauses;
        this.runs = runs;
        this.leases = leases;
        this.connectors = connectors;
        this.pending = pending;
        this.starting = starting;
        this.set = set;
        this.changed = changed;
        this.activity = activity;
        this.transaction = transaction;
        this.meters = meters;
        this.signal = signal;
        this.ends = ends;
        this.traces = traces;
    }

    /**
     * Takes a run in hand; null if there is nothing to do: it has ended, is at work here already, waits for its
     * connector's activation, or waits behind an earlier run, which announces it when it ends.
     *
     * @throws LeaseHeld if another node works on this connector, or this one has just ended a run of it; the message
     *     is to come again
     */
    public @Nullable ActiveRun begin(String id) {
        RunMdc.end(); // should another run have left its name on this thread
        Run run = runs.find(id).orElse(null);
        if (run == null || run.state().finished() || run.state() == RunState.INTERRUPTED) {
            return null;
        }
        // It begins with the configuration of now, which another node may have saved just before it asked for the run.
        Connector connector = connectors.findNow(run.connector()).orElse(null);
        if (connector == null) {
            runs.become(id, RunState.FAILED, "The connector was deleted.");
            return null;
        }
        boolean first = runs.unfinished(run.connector()).stream()
                .findFirst()
                .filter(earliest -> earliest.id().equals(id))
                .isPresent();
        if (!first || leases.heldFor(run.connector(), id) || runs.waits(id)) {
            return null;
        }
        // Its shop did not answer lately. The watch announces it again, until there is room.
        if (runs.givenBack(id) > 0 && !suspects.tryEnter(run.connector())) {
            return null;
        }
        if (!leases.take(run.connector(), id)) {
            suspects.leave(run.connector());
            throw new LeaseHeld(run.connector());
        }
        yielded.remove(run.connector());
        if (!connector.active()) {
            leases.release(run.connector());
            suspects.leave(run.connector());
            runs.become(id, RunState.INTERRUPTED, "The connector is inactive. Activate it to go on.");
            return null;
        }
        RunMdc.begin(run);
        ActiveRun active = transaction
                .execute(status -> Optional.ofNullable(start(run, connector)))
                .orElse(null);
        if (active == null) {
            release(run.connector());
        } else {
            signal.listen(run.connector());
            active.traced(RunTrace.of(traces, active.run()));
        }
        return active;
    }

    /** Null if the run has ended on another node since it was looked at. */
    private @Nullable ActiveRun start(Run run, Connector connector) {
        boolean first = run.startedAt() == null;
        if (!runs.start(run.id(), connector.config())) {
            return null;
        }
        Run started = runs.find(run.id()).orElseThrow();
        if (started.mode() == RunMode.FORCE_REFRESH && !started.filled()) {
            var config = started.config();
            long removals = set.countRemovals(started.connector(), config);
            noteDropped(started, set.removals(started.connector(), config, MAX_NOTED));
            int dropped = pending.replaceBy(started.connector(), ExportFilter.visible(config));
            changed.noteAny(started.connector());
            runs.filled(started.id());
            activity.append(Entry.ofRun(
                    started.connector().text(),
                    started.id(),
                    "All visible items that pass the filters replace " + dropped + " pending changes."
                            + (removals == 0 ? "" : DROPPED.formatted(removals))));
        }
        activity.append(Entry.ofRun(
                started.connector().text(),
                started.id(),
                first ? "The run started." : "The run goes on where it stopped."));
        return new ActiveRun(started);
    }

    private void noteDropped(Run run, List<ItemKey> removals) {
        if (!removals.isEmpty()) {
            activity.append(Entry.ofNotes(
                    run.connector().text(),
                    run.id(),
                    removals.stream().map(ItemKey::toString).collect(Collectors.joining("\n")),
                    removals.size(),
                    "A force refresh dropped its removal; it stays in the shop until the PIM sends it again."));
        }
    }

    /** A batch failed for a reason of our own; the run ends its other batches and comes again. */
    public void abort(ActiveRun active, Throwable cause) {
        active.abort(cause);
    }

    /**
     * Ends the run; returns the run that has to follow at once, because it waited or changes came too late to join.
     *
     * @throws LeaseLost if another node has taken up the run, and this one may say nothing more of it
     * @throws IllegalStateException if a batch broke off; the message is to come again
     */
    public @Nullable Run end(ActiveRun active) {
        signal.stopListening(
                active.connector()); // before the look for what came too late, so that nothing falls between
        if (active.stopReason() instanceof StopReason.Aborted aborted) {
            if (aborted.cause() instanceof LeaseLost lost) {
                throw lost;
            }
            throw new IllegalStateException(aborted.cause().getMessage(), aborted.cause());
        }
        leases.require(active.connector());
        try {
            Run following = transaction
                    .execute(status -> Optional.ofNullable(endInTurn(active)))
                    .orElse(null);
            runs.find(active.id()).ifPresent(run -> {
                meters.ended(run);
                active.trace().ended(run);
            });
            return following;
        } finally {
            leases.release(active.connector());
            suspects.leave(active.connector());
            RunMdc.end();
        }
    }

    private @Nullable Run endInTurn(ActiveRun active) {
        leases.lockRow(active.connector());
        runs.hold(active);
        StopReason stop = active.stopReason();
        if (stop instanceof StopReason.Failed failed) {
            pending.recall(active.connector());
            close(active, RunState.FAILED, failed.sentence(), "The run stopped early: " + failed.sentence());
            return waiting(active).orElse(null);
        }
        if (stop instanceof StopReason.GivenBack back) {
            giveBack(active, back);
            return null;
        }
        if (stop instanceof StopReason.Interrupted interrupted) {
            close(
                    active,
                    RunState.INTERRUPTED,
                    interrupted.sentence(),
                    "The run was interrupted: " + interrupted.sentence());
            // Activated again before the batches in hand had ended: nobody else would wake the run.
            return interrupted.deactivated()
                            && leases.active(active.connector())
                            && runs.become(active.id(), RunState.QUEUED, null)
                    ? runs.find(active.id()).orElseThrow()
                    : null;
        }
        pending.recall(active.connector());
        String postponement = active.postponement();
        if (postponement != null) {
            close(
                    active,
                    RunState.COMPLETED_WITH_FAILURES,
                    postponement,
                    "The run ended; what is new waits: " + postponement);
            return waiting(active).orElse(null);
        }
        Run run = runs.find(active.id()).orElseThrow();
        boolean failures = run.counts().failures();
        boolean unpulled = run.pulled() != null && run.pulled().failed();
        close(
                active,
                failures || unpulled ? RunState.COMPLETED_WITH_FAILURES : RunState.COMPLETED,
                null,
                ended(run.counts(), failures));
        return waiting(active).or(() -> late(active, run)).orElse(null);
    }

    private static String ended(Counts counts, boolean failures) {
        String ended = failures ? "The run ended; some items need a look." : "The run ended.";
        return counts.incomplete() == 0
                ? ended
                : ended + " Of %d something was left out.".formatted(counts.incomplete());
    }

    private void giveBack(ActiveRun active, StopReason.GivenBack back) {
        Duration pause = back.pausing() ? pauses.get(Math.min(runs.givenBack(active.id()), pauses.size() - 1)) : null;
        if (!leases.active(active.connector()) || !runs.giveBack(active.id(), back.sentence(), pause)) {
            close(active, RunState.INTERRUPTED, DEACTIVATED, "The run was interrupted: " + DEACTIVATED);
            return;
        }
        String again = pause == null ? "It comes again." : "It comes again in " + pause.toSeconds() + " s.";
        activity.append(
                Entry.ofRun(active.connector().text(), active.id(), "The run waits: " + back.sentence() + " " + again));
    }

    private Optional<Run> waiting(ActiveRun ended) {
        return runs.unfinished(ended.connector()).stream().findFirst();
    }

    /** A run for what came too late to join: changes, or somebody's wish that it pull from the shop. */
    private Optional<Run> late(ActiveRun active, Run ended) {
        if (runs.pullAsked(active.id())) {
            Run again = runs.add(
                    active.connector(), RunMode.INCREMENTAL, RunTrigger.MANUAL, ended.askedBy(), ended.config());
            runs.askPull(again.id());
            return Optional.of(again);
        }
        return connectors
                .find(active.connector())
                .filter(Connector::active)
                .filter(starting::start)
                .filter(connector -> pending.any(active.connector()))
                .map(connector ->
                        runs.add(active.connector(), RunMode.INCREMENTAL, RunTrigger.CHANGE, connector.config()));
    }

    private void close(ActiveRun active, RunState state, @Nullable String reason, String sentence) {
        boolean became = runs.become(active.id(), state, reason);
        activity.append(Entry.ofRun(active.connector().text(), active.id(), sentence));
        if (became && state.finished()) {
            ends.ended(active.id());
        }
    }

    /**
     * Lets go of a run whose work broke off; its message comes again and takes it up. What broke off for want of memory,
     * or for another error of the machine, would do so again at once: it waits first, longer each time.
     *
     * @throws Exception the cause, which gives the message back
     */
    public void release(ActiveRun active, Exception cause) throws Exception {
        Error error = error(cause);
        active.trace().letGo("broken-off");
        boolean waits = error != null && giveBackAfter(error, active);
        release(active.connector());
        if (!waits) {
            throw cause;
        }
    }

    private static @Nullable Error error(Exception broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof Error error) {
                return error;
            }
        }
        return null;
    }

    private boolean giveBackAfter(Error error, ActiveRun active) {
        LOG.error("The run broke off", error);
        try {
            transaction.executeWithoutResult(status -> {
                leases.lockRow(active.connector());
                runs.hold(active);
                giveBack(active, new StopReason.GivenBack("The run broke off here (" + error + ").", true));
            });
            return true;
        } catch (RuntimeException noBooks) {
            return false;
        }
    }

    private void release(ConnectorName connector) {
        signal.stopListening(connector);
        leases.release(connector);
        suspects.leave(connector);
        RunMdc.end();
    }

    /** Another node works on the run or before it: its message comes again, which is said once a run. */
    public void yieldBack(String id, LeaseHeld held) {
        if (!id.equals(yielded.put(held.connector(), id))) {
            LOG.info("Run {} waits: {}.", id, held.getMessage());
        }
    }

    /** Lets go of a run that another node has taken up; its message comes again until that one has ended it. */
    public void abandon(ActiveRun active, LeaseLost lost) {
        LOG.warn("Work on the run breaks off: {}.", lost.getMessage());
        active.trace().letGo("taken-over");
        release(active.connector());
    }
}
