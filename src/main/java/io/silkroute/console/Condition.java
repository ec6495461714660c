package io.silkroute.console;

import io.silkroute.connector.Connector;
import io.silkroute.preview.Statuses;
import io.silkroute.run.RunView;

/** How a connector is doing, in a sentence. */
final class Condition {

    private Condition() {}

    static String of(Connector connector, Statuses.Status status) {
        RunView last = status.lastRun();
        long waiting = status.parked() + status.rejected();
        if (last == null) {
            return connector.active()
                    ? "No run yet. A push from the PIM or a sync starts the first."
                    : "Inactive, and no run yet. Configure its shop and activate it.";
        }
        String reason = last.reason();
        String told = switch (last.state()) {
            case "queued" -> "A run is about to start.";
            case "running" -> "A run is under way.";
            case "stopping" -> "The run stops after its present batch.";
            case "completed" -> "The last run completed.";
            case "completed-with-failures" -> "The last run could not bring everything to the shop.";
            default -> "The last run is " + last.state() + (reason == null ? "." : ": " + reason);
        };
        return waiting == 0
                ? told
                : told + " " + (waiting == 1 ? "One item waits" : waiting + " items wait") + " for you.";
    }
}
