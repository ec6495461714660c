package io.silkroute.preview;

import io.silkroute.connector.ConnectorName;
import io.silkroute.run.RunView;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Everything that a page shows of a connector's status, in a word that is another one whenever that is. */
public final class ConnectorStand {

    private ConnectorStand() {}

    public static String of(Statuses.Status status) {
        RunView last = status.lastRun();
        return Integer.toHexString(Objects.hash(
                status.active(),
                status.state().word(),
                status.indicator(),
                status.pending(),
                status.waiting(),
                status.overdue(),
                status.parked(),
                status.rejected(),
                status.refused(),
                status.incomplete(),
                status.sources(),
                status.accepted(),
                status.interrupted(),
                status.working(),
                status.failure(),
                status.nextRun(),
                last == null
                        ? List.of()
                        : List.of(last.id(), last.state(), last.counts().toString())));
    }

    public static String of(Map<ConnectorName, Statuses.Status> statuses) {
        return Integer.toHexString(statuses.entrySet().stream()
                .map(one -> one.getKey() + " " + of(one.getValue()))
                .collect(Collectors.joining(" "))
                .hashCode());
    }
}
