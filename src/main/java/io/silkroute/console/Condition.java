package io.silkroute.console;

import io.silkroute.connector.Connector;
import io.silkroute.preview.Statuses;
import io.silkroute.run.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a connector's state is what it is, in a sentence or two. */
final class Condition {

    private Condition() {}

    static String of(Connector connector, Statuses.Status status) {
        String told = switch (status.state()) {
            case FAILING -> failing(status.lastRun());
            case NEEDS_YOU -> needsYou(status);
            case INCOMPLETE -> "Everything was sent; of " + items(status.incomplete()) + " something was left out.";
            case PAUSED -> "Inactive. Nothing is sent before it is activated.";
            case HEALTHY ->
                status.pending() == 0
                        ? "Everything that came is in the shop."
                        : items(status.pending()) + " will go with the next run.";
            case NEW ->
                connector.active()
                        ? "No run yet. A push from the PIM or a sync starts the first."
                        : "Inactive, and no run yet. Configure its shop and activate it.";
        };
        return status.indicator().equals("in-progress") ? told + " A run is under way." : told;
    }

    private static String failing(@Nullable RunView last) {
        String reason = last == null ? null : last.reason();
        return reason == null ? "The last run to end failed." : "The last run failed: " + reason;
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
        if (status.refused() > 0) {
            why.add(items(status.refused()) + " turned away at the door.");
        }
        return why.isEmpty() ? "A run waits to go on." : String.join(" ", why);
    }

    private static String items(long n) {
        return n == 1 ? "one item" : String.format(Locale.ROOT, "%,d items", n);
    }
}
