package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Operators may edit {@code routes/}: what a route leaves out is told, and not repeated for ever. */
class BrokenRoutesAcceptanceTest {

    private static final String BATCHES = "export-batch.camel.yaml";

    /** The application with a route file in which one step is another. */
    private static RunningApplication with(String file, String step, String other) throws IOException {
        String usual = Files.readString(Path.of("routes", file));
        String broken = usual.replaceFirst(step, other);
        assertThat(broken).isNotEqualTo(usual);
        Path routes = RunningApplication.temporaryFolder();
        Files.writeString(routes.resolve(file), broken);
        return RunningApplication.start("silkroute.routes=" + routes);
    }

    @Test
    void what_cannot_be_staged_for_an_error_comes_again_soon() throws IOException {
        FailsWithErrors.LEFT.set(3);
        String failing = "              - bean:\n                  id: fail\n"
                + "                  beanType: io.silkroute.acceptance.FailsWithErrors\n                  method: next\n";
        String staging = "              - bean:\n                  id: stage-chunk\n";
        try (RunningApplication broken = with("stage-changes.camel.yaml", staging, failing + staging)) {
            Silkroute silkroute = broken.silkroute;
            silkroute.connect("errors", "{}");
            silkroute.push("errors", List.of(Pim.product("e1")));
            long began = System.nanoTime();

            // Redelivered after 1, 2 and 4 seconds, and whatever the consumer rests in between.
            Awaitility.await("it is in the shop")
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> silkroute.products().containsKey("e1"));

            assertThat(FailsWithErrors.LEFT).hasValue(0);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(3));
            assertThat(silkroute.get("/api/dead-letters").json().path("items")).isEmpty();
        }
    }

    @Test
    void a_batch_that_its_route_does_not_record_fails_the_run_and_is_not_given_out_again() throws IOException {
        try (RunningApplication broken =
                with(BATCHES, "ref: recorder(\\s+)method: record\n", "ref: bulkWriter$1method: write\n")) {
            Silkroute silkroute = broken.silkroute;
            silkroute.connect("unrecorded", "{}");
            silkroute.push("unrecorded", List.of(Pim.product("u1"), Pim.product("u2"), Pim.product("u3")));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> silkroute
                            .lastRun("unrecorded")
                            .path("state")
                            .asString()
                            .equals("failed"));

            JsonNode run = silkroute.lastRun("unrecorded");
            assertThat(run.path("reason").asString()).contains("3 of 3", "does not record");
            assertThat(run.path("counts").path("done").asLong()).isZero();
            assertThat(silkroute.status("unrecorded").path("pending").asLong()).isEqualTo(3);
            assertThat(silkroute.calls("productSet")).isEqualTo(3); // each was sent, once
        }
    }
}
