package io.silkroute.console.home;

import io.silkroute.connector.Connector;
import io.silkroute.preview.Statuses;
import io.silkroute.run.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why a connector's state is what it is, in a sentence or two. */
final class Condition {

    private Condition() {}

    static String of(Connector connector, Statuses.Status status) {
        String told = switch (status.state()) {
            case FAILING -> status.failure() == null ? "The last run to end failed." : "It fails: " + status.failure();
            case NEEDS_YOU -> needsYou(status);
            case INCOMPLETE ->
                "Of " + items(status.incomplete()) + " in the shop something was left out." + toCome(status);
            case PAUSED -> "Inactive. Nothing is sent before it is activated.";
            case HEALTHY ->
                status.pending() == 0 && status.waiting() == 0
                        ? "Everything that is to be in the shop is there."
                        : "What went out is in the shop." + toCome(status);
            case NEW ->
                connector.active()
                        ? "No run yet. A push from the PIM or a sync starts the first."
                        : "Inactive, and no run yet. Configure its shop and activate it.";
        };
        return status.indicator().equals("in-progress") ? told + " A run is under way." : told;
    }

    private static String toCome(Statuses.Status status) {
        return (status.pending() == 0 ? "" : " The next run looks at " + items(status.pending()) + ".")
                + (status.waiting() == 0 ? "" : " For their product wait " + items(status.waiting()) + ".");
    }

    private static String needsYou(Statuses.Status status) {
        List<String> why = new ArrayList<>();
        RunView last = status.lastRun();
        if (last != null && last.state().equals("interrupted")) {
            why.add("A run waits" + (last.reason() == null ? "." : ": " + last.reason()));
        }
        if (status.failed() > 0) {
            why.add(status.failed() == 1 ? "One item waits for you." : items(status.failed()) + " wait for you.");
        }
        if (status.conflicts() > 0) {
            why.add("The shop holds " + items(status.conflicts()) + " otherwise than exported.");
        }
        if (status.refused() > 0) {
            why.add("At the door " + items(status.refused()) + (status.refused() == 1 ? " was" : " were")
                    + " turned away.");
        }
        if (status.overdue() > 0) {
            why.add("For a product that has not come " + items(status.overdue()) + " waited too long.");
        }
        if (status.failingSources() > 0) {
            why.add(
                    status.failingSources() == 1
                            ? "A source of the PIM could not be fetched."
                            : String.format(
                                    Locale.ROOT,
                                    "%,d sources of the PIM could not be fetched.",
                                    status.failingSources()));
        }
        return why.isEmpty() ? "A run waits to go on." : String.join(" ", why);
    }

    private static String items(long n) {
        return n == 1 ? "one item" : String.format(Locale.ROOT, "%,d items", n);
    }
}
