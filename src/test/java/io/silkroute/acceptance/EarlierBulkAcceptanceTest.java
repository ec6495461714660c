package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A run fails while the shop works on its bulk operation: the next run waits for it, and sends nothing twice. */
class EarlierBulkAcceptanceTest {

    private static final int PRODUCTS = 30;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        silkroute = QuickRetries.silkroute();
        silkroute.connect("earlier-first", "{}");
        silkroute.synchronize("earlier-first", Pim.product("earlier-first")); // prepares the shop, which writes too
    }

    @AfterEach
    void shopIsWellAgain() {
        silkroute.control("{\"clearFaults\":true,\"bulk\":{\"delay\":0,\"linesPerSecond\":0}}");
    }

    private static Pim[] products(String prefix, String title) {
        return IntStream.range(0, PRODUCTS)
                .mapToObj(i -> Pim.product(prefix + "-" + i)
                        .named(title + " " + prefix + " " + i)
                        .with("images", "[\"https://pim.example/" + prefix + "/" + i + ".jpg\"]"))
                .toArray(Pim[]::new);
    }

    /** Pushes; the first run fails at its first look at the operation, which the shop works off slowly. */
    private static String failing(String connector, Pim... items) {
        silkroute.control("{\"bulk\":{\"delay\":700,\"linesPerSecond\":60},\"faults\":["
                + "{\"kind\":\"status\",\"status\":423,\"operation\":\"bulkOperation\",\"times\":1}]}");
        silkroute.push(connector, List.of(items));
        return Awaitility.await("a failed run")
                .until(
                        () -> silkroute.lastRun(connector),
                        run -> run.path("state").asString().equals("failed"))
                .path("id")
                .asString();
    }

    private static List<String> titles(String prefix) {
        return silkroute.products().values().stream()
                .filter(product -> product.path("title").asString().contains(" " + prefix + " "))
                .peek(product -> assertThat(product.path("publications")).hasSize(1))
                .peek(product -> assertThat(product.path("media")).hasSize(1))
                .map(product -> product.path("title").asString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bulk", "single"})
    void what_it_has_done_is_taken_over(String path) {
        String connector = "earlier-" + path;
        silkroute.connect(connector, "{\"exportPath\":\"bulk\"}");
        long writes = silkroute.writes();
        String failed = failing(connector, products(path, "First"));
        silkroute.patch("/api/connectors/" + connector + "/config", "{\"exportPath\":\"" + path + "\"}");

        JsonNode run = silkroute.runAfter(connector, failed);

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(run.path("counts").path("created").asInt())
                .as(run.toString())
                .isEqualTo(PRODUCTS);
        assertThat(titles(path)).hasSize(PRODUCTS).allMatch(title -> title.startsWith("First"));
        assertThat(silkroute.writes() - writes).isEqualTo(2L * PRODUCTS); // each set once and published once
        assertThat(silkroute.activity(
                        "connector=" + connector + "&run=" + run.path("id").asString()))
                .anyMatch(entry -> entry.path("sentence").asString().contains("of the run " + failed));
    }

    @Test
    void what_is_newer_goes_after_it() {
        silkroute.connect("earlier-newer", "{\"exportPath\":\"bulk\"}");
        String failed = failing("earlier-newer", products("newer", "First"));
        silkroute.push("earlier-newer", List.of(products("newer", "Second")));

        JsonNode run = silkroute.runAfter("earlier-newer", failed);

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(titles("newer")).hasSize(PRODUCTS).allMatch(title -> title.startsWith("Second"));
    }

    @Test
    void what_it_was_refused_is_parked() {
        silkroute.connect("earlier-refused", "{\"exportPath\":\"bulk\"}");
        silkroute.control("{\"faults\":[{\"operation\":\"productSet\",\"item\":\"refused-3\\\"\",\"times\":1,"
                + "\"kind\":\"user-error\",\"code\":\"INVALID_PRODUCT\",\"message\":\"No.\"}]}");
        String failed = failing("earlier-refused", products("refused", "First"));

        JsonNode run = silkroute.runAfter("earlier-refused", failed);

        assertThat(run.path("counts").path("parked").asInt()).as(run.toString()).isEqualTo(1);
        assertThat(run.path("counts").path("created").asInt()).isEqualTo(PRODUCTS - 1);
    }

    @Test
    void a_force_refresh_sends_all_the_same() {
        silkroute.connect("earlier-forced", "{\"exportPath\":\"bulk\"}");
        long writes = silkroute.writes();
        String failed = failing("earlier-forced", products("forced", "First"));
        silkroute.post("/api/connectors/earlier-forced/force-refresh");

        silkroute.runAfter("earlier-forced", failed);

        assertThat(silkroute.runs("earlier-forced"))
                .anyMatch(run -> run.path("mode").asString().equals("force-refresh")
                        && run.path("counts").path("done").asInt() == PRODUCTS);
        assertThat(titles("forced")).hasSize(PRODUCTS).allMatch(title -> title.startsWith("First"));
        assertThat(silkroute.writes() - writes).isEqualTo(3L * PRODUCTS);
    }
}
