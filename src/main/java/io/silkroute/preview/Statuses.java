package io.silkroute.preview;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.catalogue.WaitingItems;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorStatuses;
import io.silkroute.connector.Connectors;
import io.silkroute.export.ledger.Incomplete;
import io.silkroute.export.ledger.Parked;
import io.silkroute.inbound.receipt.RefusedItems;
import io.silkroute.run.DueRuns;
import io.silkroute.run.Outcome;
import io.silkroute.run.Run;
import io.silkroute.run.RunState;
import io.silkroute.run.RunView;
import io.silkroute.run.RunViews;
import io.silkroute.run.Runs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

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

    Statuses(
            Connectors connectors,
            Runs runs,
            RunViews views,
            PendingChanges pending,
            Parked parked,
            Incomplete incomplete,
            DueRuns dueRuns,
            WaitingItems waiting,
            RefusedItems refused) {
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
     * @param lastCheck when it was last looked whether something is to be sent
     * @param pending items that the next run would look at
     * @param waiting items whose parent the PIM has not sent
     * @param refused items that were refused at the door and are still to be mended
     * @param incomplete items in the shop of which something was left out
     * @param overdue of those that wait, how many have for too long; for the pages
     * @param failure why the last run to end failed, or why none ends; for the pages
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Status(
            boolean active,
            String indicator,
            ConnectorState state,
            @Nullable RunView lastRun,
            @Nullable Instant nextRun,
            @Nullable Instant lastCheck,
            long pending,
            long waiting,
            long parked,
            long rejected,
            long refused,
            long incomplete,
            long conflicts,
            @JsonIgnore long overdue,
            @JsonIgnore @Nullable String failure) {

        /** How many items could not be brought to the shop. */
        public long failed() {
            return parked + rejected + conflicts;
        }
    }

    public Connector known(String name) {
        return ConnectorName.asked(name)
                .flatMap(connectors::find)
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no connector " + name + "."));
    }

    @Override
    public Status of(Connector connector) {
        ConnectorName name = connector.name();
        List<Run> recent = runs.of(name, null, 10);
        Run last = recent.isEmpty() ? null : recent.get(0);
        Optional<Run> ended = runs.lastEnded(name);
        boolean stalled = runs.stalled(name);
        Standing standing = new Standing(
                connector.active(),
                recent.stream().anyMatch(Run::atWork),
                ended.isPresent(),
                stalled || ended.filter(Run::leftBehind).isPresent(),
                recent.stream().anyMatch(run -> run.state() == RunState.INTERRUPTED),
                parked.count(name, Outcome.PARKED),
                parked.count(name, Outcome.REJECTED),
                refused.count(name),
                waiting.overdue(name),
                0, // nothing finds conflicts yet
                incomplete.count(name));
        return new Status(
                connector.active(),
                standing.indicator(),
                standing.state(),
                last == null ? null : views.of(last),
                dueRuns.next(connector).orElse(null),
                dueRuns.lastCheck(connector, recent).orElse(null),
                pending.count(name, runs.stand(name)),
                waiting.count(name),
                standing.parked(),
                standing.rejected(),
                standing.refused(),
                standing.incomplete(),
                standing.conflicts(),
                standing.overdue(),
                stalled ? SILENT : ended.map(Run::reason).orElse(null));
    }
}
