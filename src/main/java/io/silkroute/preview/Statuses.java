package io.silkroute.preview;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.catalogue.WaitingItems;
import io.silkroute.conflict.Conflicts;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorStatuses;
import io.silkroute.connector.Connectors;
import io.silkroute.export.ledger.Incomplete;
import io.silkroute.export.ledger.Parked;
import io.silkroute.fetch.Fetches;
import io.silkroute.inbound.receipt.RefusedItems;
import io.silkroute.run.DueRuns;
import io.silkroute.run.Outcome;
import io.silkroute.run.Run;
import io.silkroute.run.RunState;
import io.silkroute.run.RunView;
import io.silkroute.run.RunViews;
import io.silkroute.run.Runs;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The one-line answer to "how is it doing": for the API and for the console's overview. */
@Component
public class Statuses implements ConnectorStatuses {

    private static final String SILENT = "The shop does not answer. The run waits and comes again.";

    private final Connectors connectors;
    private final Runs runs;
    private final RunViews views;
    private final PendingChanges pending;
    private final Parked parked;
    private final Incomplete incomplete;
    private final DueRuns dueRuns;
    private final WaitingItems waiting;
    private final RefusedItems refused;
    private final Conflicts conflicts;
    private final Fetches fetches;

    Statuses(
            Connectors connectors,
            Runs runs,
            RunViews views,
            PendingChanges pending,
            Parked parked,
            Incomplete incomplete,
            DueRuns dueRuns,
            WaitingItems waiting,
            RefusedItems refused,
            Conflicts conflicts,
            Fetches fetches) {
        this.conflicts = conflicts;
        this.fetches = fetches;
        this.connectors = connectors;
        this.runs = runs;
        this.views = views;
        this.pending = pending;
        this.parked = parked;
        this.incomplete = incomplete;
        this.dueRuns = dueRuns;
        this.waiting = waiting;
        this.refused = refused;
    }

    /**
     * @param indicator {@code in-progress} while a run is queued or under way; else {@code failed}, {@code success} or
     *     {@code idle}, as the state says
     * @param state what is true of the connector, run or no run: {@link ConnectorState}
     * @param lastCheck the last look whether something is to be sent
     * @param pending items that the next run would look at
     * @param waiting items whose parent the PIM has not sent
     * @param refused items that were refused at the door and are still to be mended
     * @param incomplete items in the shop of which something was left out
     * @param conflicts what the shop holds otherwise than it was exported, and is still to be settled
     * @param failingSources sources whose last fetch failed; not told while there are none
     * @param accepted what failed or is incomplete, and a person has accepted; it is in none of the other counts
     * @param acceptedFailed of that, what failed; for the pages
     * @param overdue of those that wait, how many have for too long; for the pages
     * @param interrupted runs that wait for a person; for the pages
     * @param working runs that are queued or under way; for the pages
     * @param sources how they stand, in a word that is another one whenever that changes; for the pages
     * @param failure why the last run to end failed, or why none ends; for the pages
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Status(
            boolean active,
            String indicator,
            ConnectorState state,
            @Nullable RunView lastRun,
            @Nullable Instant nextRun,
            DueRuns.@Nullable Check lastCheck,
            long pending,
            long waiting,
            long parked,
            long rejected,
            long refused,
            long incomplete,
            long conflicts,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long failingSources,
            long accepted,
            @JsonIgnore long acceptedFailed,
            @JsonIgnore long overdue,
            @JsonIgnore long interrupted,
            @JsonIgnore long working,
            @JsonIgnore String sources,
            @JsonIgnore @Nullable String failure) {

        /** How many items could not be brought to the shop. */
        public long failed() {
            return parked + rejected;
        }

        /** How much waits for a person: items that failed, are in conflict, were refused at the door or wait for too long, sources, and runs. */
        public long needsYou() {
            return failed() + conflicts + refused + overdue + failingSources + interrupted;
        }
    }

    public Connector known(String name) {
        return connectors.asked(name);
    }

    @Override
    public Status of(Connector connector) {
        return Objects.requireNonNull(of(List.of(connector)).get(connector.name()));
    }

    /** Of all these in a few statements, however many they are; in their order. */
    @Override
    public Map<ConnectorName, Status> of(Collection<Connector> connectors) {
        List<ConnectorName> names = connectors.stream().map(Connector::name).toList();
        Map<ConnectorName, Runs.Recent> recent = runs.recent(names);
        Map<ConnectorName, String> stands = new HashMap<>();
        recent.forEach((name, runs) -> stands.put(name, runs.stand()));
        Numbers numbers = new Numbers(
                pending.counts(stands),
                waiting.counts(names),
                waiting.overdue(names),
                parked.counts(names, Outcome.PARKED),
                parked.counts(names, Outcome.REJECTED),
                refused.counts(names),
                incomplete.counts(names),
                conflicts.counts(names),
                fetches.standing(connectors),
                parked.accepted(names),
                incomplete.accepted(names));
        Map<ConnectorName, DueRuns.Check> looks = dueRuns.lastLooks();
        Map<ConnectorName, Instant> next = dueRuns.next(connectors);
        Map<ConnectorName, Status> statuses = new LinkedHashMap<>();
        for (Connector connector : connectors) {
            Runs.Recent own = Objects.requireNonNull(recent.get(connector.name()));
            statuses.put(connector.name(), status(connector, own, numbers, looks, next.get(connector.name())));
        }
        return statuses;
    }

    /** Each of them by connector. */
    private record Numbers(
            Map<ConnectorName, Long> pending,
            Map<ConnectorName, Long> waiting,
            Map<ConnectorName, Long> overdue,
            Map<ConnectorName, Long> parked,
            Map<ConnectorName, Long> rejected,
            Map<ConnectorName, Long> refused,
            Map<ConnectorName, Long> incomplete,
            Map<ConnectorName, Long> conflicts,
            Map<ConnectorName, Fetches.Standing> sources,
            Map<ConnectorName, Long> acceptedFailed,
            Map<ConnectorName, Long> acceptedIncomplete) {}

    private Status status(
            Connector connector,
            Runs.Recent recent,
            Numbers numbers,
            Map<ConnectorName, DueRuns.Check> looks,
            @Nullable Instant next) {
        ConnectorName name = connector.name();
        List<Run> runs = recent.runs();
        Run ended = recent.ended();
        long working = runs.stream().filter(Run::atWork).count();
        long interrupted =
                runs.stream().filter(run -> run.state() == RunState.INTERRUPTED).count();
        Fetches.Standing sources = numbers.sources().getOrDefault(name, Fetches.Standing.NONE);
        Standing standing = new Standing(
                connector.active(),
                working > 0,
                ended != null,
                recent.stalled() || ended != null && ended.leftBehind(),
                interrupted > 0,
                of(numbers.parked(), name),
                of(numbers.rejected(), name),
                of(numbers.refused(), name),
                of(numbers.overdue(), name),
                of(numbers.conflicts(), name),
                sources.failing(),
                of(numbers.incomplete(), name));
        long left = of(numbers.pending(), name);
        return new Status(
                connector.active(),
                standing.indicator(),
                standing.state(),
                runs.isEmpty()
                        ? null
                        : views.of(runs.get(0), runs.get(0).state().finished() ? 0 : left),
                next,
                dueRuns.lastCheck(connector, runs, looks).orElse(null),
                left,
                of(numbers.waiting(), name),
                standing.parked(),
                standing.rejected(),
                standing.refused(),
                standing.incomplete(),
                standing.conflicts(),
                standing.failingSources(),
                of(numbers.acceptedFailed(), name) + of(numbers.acceptedIncomplete(), name),
                of(numbers.acceptedFailed(), name),
                standing.overdue(),
                interrupted,
                working,
                sources.word(),
                recent.stalled() ? SILENT : ended == null ? null : ended.reason());
    }

    private static long of(Map<ConnectorName, Long> numbers, ConnectorName connector) {
        return numbers.getOrDefault(connector, 0L);
    }
}
