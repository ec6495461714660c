package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.tracing.ACollector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever collects traces is told of pushes and runs; nobody is where no address is set, and no run minds one that is away. */
class TracingAcceptanceTest {

    @AutoClose
    private final ACollector collector = new ACollector();

    private static void await(String what, java.util.concurrent.Callable<Boolean> true_) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(100))
                .until(true_);
    }

    private static boolean exporting() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("BatchSpanProcessor"));
    }

    private static double spans(Silkroute silkroute, String end) {
        return silkroute.metrics().getOrDefault("silkroute_traces_spans_total{end=\"" + end + "\"}", 0.0);
    }

    /** @return the receipt's id */
    private static String push(Silkroute silkroute, String traceparent, Pim... items) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(silkroute.address().resolve("/pim/traced/items"))
                                .header("Content-Type", "application/json")
                                .header("Authorization", "Bearer " + Silkroute.PIM_TOKEN)
                                .header("traceparent", traceparent)
                                .POST(HttpRequest.BodyPublishers.ofString(List.of(items).stream()
                                        .map(item -> item.image().toString())
                                        .toList()
                                        .toString()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(202);
        return Silkroute.JSON.readTree(answer.body()).path("receipt").asString();
    }

    @Test
    void a_collector_is_told_what_becomes_of_pushes() throws Exception {
        try (RunningApplication application = RunningApplication.start(
                "silkroute.tracing.address=" + collector.address() + "/",
                "silkroute.tracing.headers=Authorization=Bearer%20told",
                "silkroute.tracing.service=connector-of-the-tests")) {
            Silkroute silkroute = application.silkroute;
            silkroute.connect("traced", "{\"trigger\":{\"onChange\":false}}");
            String sender = "4bf92f3577b34da6a3ce929d0e0e4736";
            String first =
                    push(silkroute, "00-" + sender + "-00f067aa0ba902b7-01", Pim.product("tp1"), Pim.product("tp2"));
            String second = push(silkroute, "none of W3C's", Pim.product("tp3"), Pim.impossible("tp4"));
            silkroute.pending("traced", 4);
            silkroute.post("/api/connectors/traced/sync");
            JsonNode run = silkroute.runAfter("traced", "");
            await("the run's span", () -> !collector.told("run").isEmpty());

            ACollector.Told pushed = one("push", first);
            assertThat(pushed.trace()).as("the sender's trace goes on").isEqualTo(sender);
            assertThat(pushed.parent()).isEqualTo("00f067aa0ba902b7");
            assertThat(pushed.kind()).isEqualTo("SERVER");
            assertThat(pushed.attributes())
                    .containsAllEntriesOf(Map.of(
                            "silkroute.connector", "traced",
                            "silkroute.origin", "push",
                            "silkroute.accepted", "2",
                            "silkroute.rejected", "0"));
            ACollector.Told another = one("push", second);
            assertThat(another.parent()).as("what is no trace is none").isEmpty();

            ACollector.Told staged = one("stage", first);
            assertThat(staged.trace()).isEqualTo(sender);
            assertThat(staged.parent()).isEqualTo(pushed.id());
            assertThat(staged.kind()).isEqualTo("CONSUMER");
            assertThat(staged.of("items")).isEqualTo("2");

            ACollector.Told told = collector.told("run").get(0);
            assertThat(told.parent()).as("a run is a part of no push").isEmpty();
            assertThat(told.links()).containsExactlyInAnyOrder(pushed.id(), another.id());
            assertThat(told.attributes())
                    .containsAllEntriesOf(Map.of(
                            "silkroute.connector", "traced",
                            "silkroute.run", run.path("id").asString(),
                            "silkroute.trigger", "manual",
                            "silkroute.mode", "incremental",
                            "silkroute.state", run.path("state").asString(),
                            "silkroute.items", "4"));

            assertThat(collector.told("batch")).isNotEmpty().allSatisfy(batch -> {
                assertThat(batch.parent()).isEqualTo(told.id());
                assertThat(batch.trace()).isEqualTo(told.trace());
            });
            List<String> batches =
                    collector.told("batch").stream().map(ACollector.Told::id).toList();
            assertThat(collector.told("batch"))
                    .flatExtracting(ACollector.Told::links)
                    .contains(pushed.id(), another.id());
            assertThat(collector.told("record"))
                    .isNotEmpty()
                    .allSatisfy(record -> assertThat(batches).contains(record.parent()));
            assertThat(collector.told("shopify productSet")).isNotEmpty().allSatisfy(call -> {
                assertThat(batches).contains(call.parent());
                assertThat(call.kind()).isEqualTo("CLIENT");
                assertThat(call.of("operation")).isEqualTo("productSet");
                assertThat(Double.parseDouble(call.of("points"))).isPositive();
                assertThat(call.of("result")).isNotEmpty();
            });
            assertThat(collector.told().stream().filter(span -> span.name().startsWith("shopify ")))
                    .as("each call belongs to the run")
                    .allMatch(call -> call.trace().equals(told.trace()));

            assertThat(collector.services()).containsOnly("connector-of-the-tests");
            assertThat(collector.authorization()).isEqualTo("Bearer told");
            assertThat(collector.told().toString())
                    .doesNotContain(Silkroute.SHOP_TOKEN, Silkroute.PIM_TOKEN, "Product tp1", "tp2");
            assertThat(spans(silkroute, "sent")).isPositive();
            assertThat(spans(silkroute, "dropped")).isZero();
        }
    }

    @Test
    void nobody_is_told_without_an_address() {
        await("another test's collector is told no more", () -> !exporting());
        try (RunningApplication application = RunningApplication.start()) {
            application.silkroute.connect("traced", "{}");
            application.silkroute.synchronize("traced", Pim.product("tp1"));

            assertThat(exporting()).isFalse();
            assertThat(application.silkroute.metrics().keySet())
                    .noneMatch(meter -> meter.startsWith("silkroute_traces"));
        }
    }

    @Test
    void runs_go_on_without_a_collector_that_is_away() throws Exception {
        URI nobody = URI.create("http://127.0.0.1:" + RunningApplication.freePort());
        try (RunningApplication application = RunningApplication.start("silkroute.tracing.address=" + nobody)) {
            Silkroute silkroute = application.silkroute;
            silkroute.connect("traced", "{}");
            silkroute.synchronize("traced", Pim.product("tp1"));
            assertThat(silkroute.products()).containsKey("tp1");
            await("what is lost is counted", () -> spans(silkroute, "failed") > 0);
            silkroute.synchronize("traced", Pim.product("tp2"));
            assertThat(silkroute.products()).containsKey("tp2");
        }
    }

    private ACollector.Told one(String name, String receipt) {
        List<ACollector.Told> spans = collector.told(name).stream()
                .filter(span -> span.of("receipt").equals(receipt))
                .toList();
        assertThat(spans).as(name + " of " + receipt).hasSize(1);
        return spans.get(0);
    }
}
