package io.silkroute.preview;

import io.silkroute.catalogue.PendingChanges;
import io.silkroute.catalogue.WaitingItems;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorStatuses;
import io.silkroute.connector.Connectors;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** The one-line answer to "how is it doing": for the API and for the console's overview. */
@Component
public class Statuses implements ConnectorStatuses {

    private final Connectors connectors;
    private final Runs runs;
    private final RunViews views;
    private final PendingChanges pending;
    private final Parked parked;
    private final DueRuns dueRuns;
    private final WaitingItems waiting;
    private final RefusedItems refused;

    Statuses(
            Connectors connectors,
            Runs runs,
            RunViews views,
            PendingChanges pending,
            Parked parked,
            DueRuns dueRuns,
            WaitingItems waiting,
            RefusedItems refused) {
        this.connectors = connectors;
        this.runs = runs;
        this.views = views;
        this.pending = pending;
        this.parked = parked;
        this.dueRuns = dueRuns;
        this.waiting = waiting;
        this.refused = refused;
    }

    /**
     * @param indicator {@code in-progress} while a run is queued or under way; {@code failed} while one waits for a
     *     confirmation; else {@code success} or {@code failed} as the last run to end did, where rejected or parked
     *     items count as failed; {@code idle} before the first
     * @param pending items that the next run would look at
     * @param waiting items whose parent the PIM has not sent
     * @param refused items that were refused at the door and are still to be mended
     */
    public record Status(
            boolean active,
            String indicator,
            @Nullable RunView lastRun,
            @Nullable Instant nextRun,
            long pending,
            long waiting,
            long parked,
            long rejected,
            long refused,
            long conflicts) {}

    public Connector known(String name) {
        return ConnectorName.asked(name)
                .flatMap(connectors::find)
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no connector " + name + "."));
    }

    @Override
    public Status of(Connector connector) {
        List<Run> recent = runs.of(connector.name(), null, 10);
        return new Status(
                connector.active(),
                indicator(connector, recent),
                recent.isEmpty() ? null : views.of(recent.get(0)),
                dueRuns.next(connector).orElse(null),
                pending.count(connector.name(), runs.stand(connector.name())),
                waiting.count(connector.name()),
                parked.count(connector.name(), Outcome.PARKED),
                parked.count(connector.name(), Outcome.REJECTED),
                refused.count(connector.name()),
                0);
    }

    private static String indicator(Connector connector, List<Run> recent) {
        for (Run run : recent) {
            if (run.state() == RunState.RUNNING || run.state() == RunState.STOPPING || run.state() == RunState.QUEUED) {
                return "in-progress";
            }
        }
        // Of an active connector only a run that asks for a person's word stays interrupted.
        if (connector.active() && recent.stream().anyMatch(run -> run.state() == RunState.INTERRUPTED)) {
            return "failed";
        }
        for (Run run : recent) {
            if (run.state() == RunState.COMPLETED) {
                return "success";
            }
            if (run.state() == RunState.FAILED || run.state() == RunState.COMPLETED_WITH_FAILURES) {
                return "failed";
            }
        }
        return "idle";
    }
}
