package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunsAreAnnouncedTest extends RouteTest {

    /** As much of a run as the route looks at. */
    public record Run(String id) {}

    RunsAreAnnouncedTest() {
        super("run-requests");
    }

    @Override
    void arrange() throws Exception {
        replaceAll("announce-run");
        replaceAll("watch-runs");
        replaceAll("keep-leases");
    }

    @Test
    void a_run_goes_on_the_queue_by_its_id_and_with_nothing_of_who_asked() throws Exception {
        mock("enqueue-run").expectedBodiesReceived(List.of("01RUN"));
        send("announce-run", new Run("01RUN"), Map.of("Authorization", "Bearer secret"));
        mock("enqueue-run").assertIsSatisfied();
        assertThat(mock("enqueue-run").getExchanges().get(0).getMessage().getHeaders())
                .doesNotContainKey("Authorization");
    }

    @Test
    void of_several_each_is_announced() throws Exception {
        mock("enqueue-run").expectedBodiesReceived(List.of("01A", "01B"));
        send("announce-runs", List.of(new Run("01A"), new Run("01B")));
        mock("enqueue-run").assertIsSatisfied();
    }

    @Test
    void one_that_the_broker_does_not_take_keeps_none_of_the_others_back() {
        mock("enqueue-run").whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("the broker is away");
        });
        send("announce-runs", List.of(new Run("01A"), new Run("01B")));
        assertThat(reached("enqueue-run")).containsValue(2);
    }

    @Test
    void a_run_that_was_lost_is_announced_again() throws Exception {
        List<Run> lost = List.of(new Run("01LOST"));
        answers("find-lost-runs", lost);
        mock("announce-lost-runs").expectedBodiesReceived(List.of(lost));
        send("watch-runs", null);
        mock("announce-lost-runs").assertIsSatisfied();
    }

    @Test
    void the_leases_of_this_node_are_kept() {
        send("keep-leases", null);
        assertThat(reached("renew-leases")).containsValue(1);
    }
}
