package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** More connectors than runs at a time, and runs that wait for each other. */
class SideBySideAcceptanceTest {

    private static final List<String> CONNECTORS = List.of("one", "two", "three", "four");

    private static final int LONG = 40;

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @AutoClose
    private static RecordingProxy proxy;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.run.consumers=2",
                RecordingProxy.IN_TURN,
                "silkroute.run.watch-delay=3600000"); // nobody wakes a run that was forgotten
        silkroute = application.silkroute;
        proxy = new RecordingProxy(silkroute.address());
        for (String name : CONNECTORS) {
            silkroute.connect(name, "{\"batchSize\":1,\"shop\":{\"endpoint\":\"" + proxy.address() + "\"}}");
            silkroute.synchronize(name, Pim.product(name));
        }
    }

    @AfterEach
    void nothingIsHeld() {
        proxy.release();
        CONNECTORS.forEach(silkroute::settled);
    }

    /** Does ten items, and the others when they are released. */
    private static JsonNode longRun(String name) {
        proxy.hold(name + "-[1-9][0-9]\\b");
        List<Pim> products = new ArrayList<>();
        for (int i = 0; i < LONG; i++) {
            products.add(Pim.product(name + "-" + i).named(name + "-" + i + " " + System.nanoTime()));
        }
        silkroute.push(name, products);
        return silkroute.underWay(name);
    }

    private static String forceRefresh(String name) {
        return silkroute
                .post("/api/connectors/" + name + "/force-refresh")
                .json()
                .path("id")
                .asString();
    }

    @Test
    void a_long_run_holds_up_no_other_connector_while_there_is_room_for_its_run() {
        for (String busy : List.of("one", "two")) { // whichever way four share two places, one of them shares its own
            String id = longRun(busy).path("id").asString();
            for (String other : CONNECTORS) {
                if (!other.equals(busy)) {
                    silkroute.synchronize(other, Pim.product(other).named("While " + busy + " runs"));
                }
            }

            assertThat(silkroute.run(id).path("state").asString()).as(busy).isEqualTo("running");
            nothingIsHeld();
        }
    }

    @Test
    void a_run_that_waits_its_turn_begins_when_the_one_before_it_ends() {
        String first = longRun("one").path("id").asString();
        String waiting = forceRefresh("one");
        silkroute.post("/api/connectors/one/sync");
        assertThat(silkroute.run(waiting).path("state").asString()).isEqualTo("queued");
        proxy.release();

        silkroute.runIn(waiting, "completed");
        assertThat(silkroute.run(first).path("state").asString()).isEqualTo("completed");
    }

    @Test
    void a_run_that_waits_its_turn_begins_when_the_one_before_it_is_cancelled() {
        silkroute.connect(
                "asking",
                "{\"batchSize\":10,\"export\":{\"disableDeletions\":false},\"guard\":{\"share\":0,\"minimum\":2},"
                        + "\"shop\":{\"endpoint\":\"" + proxy.address() + "\"}}");
        silkroute.synchronize("asking", Pim.product("ask-1"), Pim.product("ask-2"));
        String first = longRun("asking").path("id").asString();
        String waiting = forceRefresh("asking");
        silkroute.push("asking", List.of(Pim.deleted("product", "ask-1"), Pim.deleted("product", "ask-2")));
        silkroute.pending("asking", LONG - 10 + 2);
        proxy.release();
        silkroute.runIn(first, "interrupted");
        assertThat(silkroute.run(waiting).path("state").asString()).isEqualTo("queued");

        silkroute.post("/api/runs/" + first + "/cancel");

        silkroute.runIn(waiting, "completed");
    }
}
