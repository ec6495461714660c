package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Items and shops that fail. */
class PoisonAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.shopify.attempts=3",
                "silkroute.shopify.first-pause=20ms",
                "silkroute.shopify.breaker-open=50ms",
                "silkroute.run.watch-period=200",
                "silkroute.run.watch-delay=100",
                "silkroute.run.retry-after=500ms,1s");
        silkroute = application.silkroute;
    }

    @AfterEach
    void shopIsWellAgain() {
        silkroute.control("{\"latency\":0,\"clearFaults\":true}");
    }

    private static long count(JsonNode run, String outcome) {
        return run.path("counts").path(outcome).asLong();
    }

    private static String state(JsonNode run) {
        return run.path("state").asString();
    }

    private static Pim[] products(String prefix, int n) {
        return IntStream.rangeClosed(1, n)
                .mapToObj(i -> Pim.product(prefix + i))
                .toArray(Pim[]::new);
    }

    private static void refuse(String item) {
        silkroute.control("""
                {"faults":[{"operation":"productSet","item":"%s","kind":"user-error","code":"INVALID_VARIANT",\
                "field":["input","variants","0","price"],"message":"Price is too high"}]}""".formatted(item));
    }

    @Test
    void an_item_that_shopify_cannot_express_is_rejected_and_harms_nobody_else() {
        silkroute.connect("axes", "{}");
        Pim wide = Pim.product("pa1").with("axes", "[\"a\",\"b\",\"c\",\"d\"]");
        Pim variant = Pim.variant("pa1-1", "pa1", "S").with("attributes", """
                {"a":"1","b":"1","c":"1","d":"1"}""");

        JsonNode run = silkroute.synchronize("axes", wide, variant, Pim.product("pa2"));

        assertThat(state(run)).as(run.toString()).isEqualTo("completed-with-failures");
        assertThat(count(run, "created")).isEqualTo(1);
        assertThat(silkroute.told("axes", "product", "pa1").get(0))
                .contains("4 options")
                .contains("at most 3");
        assertThat(silkroute.products()).containsKey("pa2").doesNotContainKey("pa1");
        assertThat(silkroute.status("axes").path("indicator").asString()).isEqualTo("failed");
    }

    @Test
    void what_comes_to_no_conclusion_is_parked_and_not_taken_up_for_ever() throws IOException {
        Path routes = RunningApplication.temporaryFolder();
        Files.writeString(
                routes.resolve("export-batch.camel.yaml"),
                Files.readString(Path.of("routes", "export-batch.camel.yaml"))
                        .replace("ref: bulkWriter\n", "ref: publisher\n")
                        .replace("method: write\n", "method: publish\n"));
        try (RunningApplication other = RunningApplication.start("silkroute.routes=" + routes)) {
            other.silkroute.connect("unconcluded", "{\"exportPath\":\"bulk\"}");

            JsonNode run = other.silkroute.synchronize("unconcluded", products("pu", 2));

            assertThat(state(run)).as(run.toString()).isEqualTo("completed-with-failures");
            assertThat(count(run, "parked")).isEqualTo(2);
            assertThat(other.silkroute.told("unconcluded", "product", "pu1").get(0))
                    .contains("failed on this item");
        }
    }

    @Test
    void a_refused_item_is_parked_with_a_sentence_and_replayed() {
        silkroute.connect("parking", "{}");
        refuse("pp1");

        JsonNode run = silkroute.synchronize("parking", products("pp", 3));
        assertThat(state(run)).as(run.toString()).isEqualTo("completed-with-failures");
        assertThat(count(run, "parked")).isEqualTo(1);
        assertThat(count(run, "created")).isEqualTo(2);
        JsonNode entry = silkroute
                .activity("connector=parking&type=product&item=pp1&outcome=parked")
                .get(0);
        assertThat(entry.path("sentence").asString())
                .contains("Check its price, options and SKU")
                .contains("Price is too high");
        assertThat(entry.path("detail").toString()).contains("variants.0.price");
        assertThat(silkroute.status("parking").path("parked").asLong()).isEqualTo(1);

        silkroute.control("{\"clearFaults\":true}");
        JsonNode replay = silkroute
                .post("/api/connectors/parking/items/product/pp1/replay")
                .json();
        JsonNode replayed =
                silkroute.runIn(replay.path("id").asString(), "completed", "completed-with-failures", "failed");
        assertThat(state(replayed)).as(replayed.toString()).isEqualTo("completed");
        assertThat(silkroute.products()).containsKey("pp1");
        assertThat(silkroute.status("parking").path("parked").asLong()).isZero();
        assertThat(silkroute.status("parking").path("indicator").asString()).isEqualTo("success");
    }

    @Test
    void what_failed_in_a_run_is_replayed_together() {
        silkroute.connect("replaying", "{}");
        refuse("pr[12]");
        JsonNode run = silkroute.synchronize("replaying", products("pr", 3));
        assertThat(count(run, "parked")).isEqualTo(2);

        silkroute.control("{\"clearFaults\":true}");
        String failed = "/api/runs/" + run.path("id").asString() + "/replay-failed";
        JsonNode replay = silkroute.post(failed).json();
        JsonNode replayed =
                silkroute.runIn(replay.path("id").asString(), "completed", "completed-with-failures", "failed");

        assertThat(count(replayed, "created")).as(replayed.toString()).isEqualTo(2);
        assertThat(silkroute.post(failed).status()).isEqualTo(409);
    }

    @Test
    void a_parked_item_closes_itself_when_a_later_run_succeeds() {
        silkroute.connect("closing", "{}");
        refuse("pc1");
        silkroute.synchronize("closing", Pim.product("pc1"));
        assertThat(silkroute.status("closing").path("parked").asLong()).isEqualTo(1);

        silkroute.control("{\"clearFaults\":true}");
        JsonNode run = silkroute.synchronize("closing", Pim.product("pc1").named("Corrected"));

        assertThat(state(run)).isEqualTo("completed");
        assertThat(silkroute.status("closing").path("parked").asLong()).isZero();
    }

    @Test
    void a_failure_that_passes_is_tried_again_and_not_shown() {
        silkroute.connect("passing", "{}");
        silkroute.control("""
                {"faults":[{"operation":"productSet","item":"pt1","kind":"status","status":503,"times":1},\
                {"operation":"productSet","item":"pt2","kind":"reset","times":1},\
                {"operation":"productSet","item":"pt3","kind":"answer-lost","times":1}]}""");

        JsonNode run = silkroute.synchronize("passing", products("pt", 4));

        assertThat(state(run)).as(run.toString()).isEqualTo("completed");
        assertThat(count(run, "created")).isEqualTo(4);
        assertThat(silkroute.shopState().path("products").asInt())
                .isEqualTo(silkroute.products().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 503})
    void a_shop_that_is_down_fails_the_run_once_and_the_run_is_tried_again(int status) {
        String name = "down" + status;
        silkroute.connect(name, "{\"batchSize\":4}");
        silkroute.synchronize(name, Pim.product(name + "-first"));
        String before = silkroute.lastRun(name).path("id").asString();
        silkroute.control("{\"faults\":[{\"kind\":\"status\",\"status\":" + status + "}]}");
        silkroute.push(name, java.util.List.of(products(name + "-", 12)));
        org.awaitility.Awaitility.await()
                .until(() -> silkroute.lastRun(name).path("id").asString().compareTo(before) > 0);
        String id = silkroute.lastRun(name).path("id").asString();

        JsonNode failed = silkroute.runIn(id, "failed");
        assertThat(failed.path("reason").asString()).isNotBlank();
        assertThat(count(failed, "done")).isZero();
        JsonNode down = silkroute.status(name);
        assertThat(down.path("indicator").asString()).isIn("failed", "in-progress");
        assertThat(down.path("parked").asLong()).isZero();
        assertThat(down.path("pending").asLong()).isEqualTo(12);

        silkroute.control("{\"clearFaults\":true}");
        JsonNode again = silkroute.settled(name);
        assertThat(state(again)).as(again.toString()).isEqualTo("completed");
        assertThat(silkroute.products().keySet())
                .filteredOn(product -> product.startsWith(name + "-"))
                .hasSize(13);
        assertThat(silkroute.activity(
                        "connector=" + name + "&run=" + again.path("id").asString()))
                .anyMatch(entry -> entry.path("sentence").asString().startsWith("Tries again"));
    }

    @Test
    void a_shop_that_nobody_answers_for_fails_the_run_with_one_reason_and_parks_nothing() {
        silkroute.connect(
                "nowhere", "{\"shop\":{\"endpoint\":\"http://127.0.0.1:" + RunningApplication.freePort() + "\"}}");
        silkroute.push("nowhere", java.util.List.of(products("pn", 12)));
        org.awaitility.Awaitility.await()
                .until(() -> !silkroute.lastRun("nowhere").isMissingNode());
        JsonNode runs = silkroute.runs("nowhere");
        JsonNode failed = silkroute.runIn(runs.path(runs.size() - 1).path("id").asString(), "failed");

        assertThat(failed.path("reason").asString()).isNotBlank();
        assertThat(silkroute.activity("connector=nowhere&outcome=parked")).isEmpty();
        assertThat(silkroute.status("nowhere").path("pending").asLong()).isEqualTo(12);
        silkroute.put("/api/connectors/nowhere/deactivate");
    }
}
