package io.silkroute.console;

import io.silkroute.deadletter.DeadLetters;
import io.silkroute.preview.Statuses;
import java.util.List;
import org.springframework.stereotype.Component;

/** The parts of a connector's inbox, each with how much of it is open: the numbers of its status. */
@Component
public class ToDoTabs {

    private final DeadLetters letters;

    ToDoTabs(DeadLetters letters) {
        this.letters = letters;
    }

    /** @param here the tab's word: all, failed, incomplete, refused, conflicts, waiting, confirmations, resolved */
    public List<Tab> of(String connector, Statuses.Status status, String here) {
        String base = "/connectors/" + Links.encoded(connector);
        return List.of(
                new Tab("All", base + "/to-do", null, here.equals("all")),
                new Tab("Failed", base + "/parked", status.failed(), here.equals("failed")),
                new Tab("Incomplete", base + "/incomplete", status.incomplete(), here.equals("incomplete")),
                new Tab("Refused at the door", base + "/refused", status.refused(), here.equals("refused")),
                new Tab("Conflicts", base + "/conflicts", status.conflicts(), here.equals("conflicts")),
                new Tab(
                        "Waiting for another item",
                        base + "/waiting?overdue=true",
                        status.overdue(),
                        here.equals("waiting")),
                new Tab(
                        "Confirmations",
                        base + "/to-do?kind=interrupted",
                        status.interrupted(),
                        here.equals("confirmations")),
                new Tab(
                        "Dead letters",
                        "/dead-letters?of=" + Links.encoded(connector),
                        letters.count(connector),
                        false),
                new Tab("Resolved", base + "/resolved", null, here.equals("resolved")));
    }
}
