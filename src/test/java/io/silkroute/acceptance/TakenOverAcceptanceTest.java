package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Another node takes up a run, as it does when this one stood still for longer than its lease. */
@ExtendWith(OutputCaptureExtension.class)
class TakenOverAcceptanceTest {

    private static final int PRODUCTS = 60;

    @AutoClose
    private static RunningApplication application;

    @AutoClose
    private static RecordingProxy proxy;

    private static Silkroute silkroute;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.run.lease=1s",
                "silkroute.run.lease-renewal=3600000",
                "silkroute.run.lost-after=1h",
                RecordingProxy.IN_TURN,
                "silkroute.shopify.concurrency=2");
        silkroute = application.silkroute;
        proxy = new RecordingProxy(silkroute.address());
        jdbc = application.context.getBean(JdbcTemplate.class);
    }

    /** The other node: it takes the lease when that is over, and the run. */
    private static void takeOver(String connector, String run) {
        jdbc.update(
                "update connector set run_owner = 'other', run_lease_until = ? where name = ?",
                application
                        .context
                        .getBean(Clock.class)
                        .instant()
                        .plusSeconds(3600)
                        .atOffset(ZoneOffset.UTC),
                connector);
        jdbc.update("update run set taken = taken + 1 where id = ?", run);
    }

    private static Map<String, Object> books(String run) {
        return jdbc.queryForMap("select * from run where id = ?", run);
    }

    @Test
    void a_node_whose_run_was_taken_up_by_another_sends_and_records_nothing_more(CapturedOutput output)
            throws InterruptedException {
        silkroute.connect("main", "{\"batchSize\":10,\"shop\":{\"endpoint\":\"" + proxy.address() + "\"}}");
        proxy.hold("\"t[1-5][0-9]\"");
        List<Pim> products =
                IntStream.range(0, PRODUCTS).mapToObj(i -> Pim.product("t" + i)).toList();
        silkroute.push("main", products);
        String run = silkroute.underWay("main").path("id").asString();

        takeOver("main", run);
        Map<String, Object> books = books(run);
        proxy.release();
        Awaitility.await("the node gives the run back")
                .until(() -> output.getAll().contains("another node has taken up the run of main"));
        long writes = silkroute.writes();
        Awaitility.await("its message comes again").until(() -> output.getAll().contains("a run of main is at work"));
        assertThat(silkroute.writes()).isEqualTo(writes).isLessThan(2 * PRODUCTS);
        assertThat(books(run)).isEqualTo(books);
        assertThat(output.getAll()).doesNotContain("Exception", "ERROR");

        jdbc.update("update connector set run_owner = null, run_lease_until = null where name = 'main'");
        JsonNode ended = silkroute.settled("main");
        assertThat(ended.path("id").asString()).isEqualTo(run);
        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("completed");
        assertThat(ended.path("counts").path("created").asInt()
                        + ended.path("counts").path("updated").asInt())
                .as(ended.toString())
                .isEqualTo(PRODUCTS);
        assertThat(silkroute.products()).hasSize(PRODUCTS);
    }
}
