package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DueRunsAreAnnouncedTest extends RouteTest {

    DueRunsAreAnnouncedTest() {
        super("schedule");
    }

    @Override
    void arrange() throws Exception {
        replace("schedule", "find-due-connectors");
        standIn("announce-runs");
    }

    @Test
    void the_runs_that_are_due_are_announced_together() throws Exception {
        List<String> due = List.of("01A", "01B");
        answers("find-due-connectors", due);
        mock("announce-runs").expectedBodiesReceived(List.of(due));
        send("schedule", null);
        mock("announce-runs").assertIsSatisfied();
    }

    @Test
    void when_they_cannot_be_found_nothing_is_announced() {
        fails("find-due-connectors", new IllegalStateException("the database is away"));
        assertThat(send("schedule", null).getException()).hasMessage("the database is away");
        assertThat(reached("announce-runs")).containsValue(0);
    }
}
