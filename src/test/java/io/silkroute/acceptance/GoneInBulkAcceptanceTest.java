package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What somebody deleted in the shop comes back by bulk operation, within the run that meets it. */
class GoneInBulkAcceptanceTest {

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        silkroute = QuickRetries.silkroute();
    }

    @BeforeEach
    @AfterEach
    void shopIsWell() {
        silkroute.control("{\"clearFaults\":true,\"bulk\":{\"delay\":0}}");
    }

    private static Pim[] products(String prefix, String title) {
        return IntStream.range(0, 5)
                .mapToObj(i -> Pim.product(prefix + "-" + i)
                        .named(title + " " + prefix + " " + i)
                        .with("images", "[\"https://pim.example/" + prefix + "/" + i + ".jpg\"]"))
                .toArray(Pim[]::new);
    }

    private static void shopHolds(String prefix, String title) {
        for (int i = 0; i < 5; i++) {
            JsonNode product = silkroute.products().get(prefix + "-" + i);
            assertThat(product.path("title").asString())
                    .as(String.valueOf(product))
                    .isEqualTo(title + " " + prefix + " " + i);
            assertThat(product.path("publications")).as(product.toString()).hasSize(1);
            assertThat(product.path("media")).as(product.toString()).hasSize(1);
        }
    }

    @Test
    void products_are_created_again() {
        silkroute.connect("gone-products", "{\"exportPath\":\"bulk\"}");
        silkroute.synchronize("gone-products", products("gp", "First"));
        silkroute.deleteInShop("gp-1");
        silkroute.deleteInShop("gp-3");
        long lines = silkroute.bulkLines("productSet");
        long calls = silkroute.calls("productSet");

        JsonNode run = silkroute.synchronize("gone-products", products("gp", "Second"));

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(run.path("counts").path("updated").asInt()).isEqualTo(3);
        assertThat(run.path("counts").path("created").asInt()).isEqualTo(2);
        shopHolds("gp", "Second");
        assertThat(silkroute.bulkLines("productSet") - lines).isEqualTo(5 + 2); // what is gone, once more
        assertThat(silkroute.calls("productSet")).isEqualTo(calls);
    }

    @Test
    void variants_come_back() {
        silkroute.connect("gone-variants", "{\"exportPath\":\"bulk\"}");
        Pim product = Pim.product("gv").with("axes", "[\"size\"]");
        silkroute.synchronize("gone-variants", product, Pim.variant("gv-S", "gv", "S"), Pim.variant("gv-M", "gv", "M"));
        silkroute.deleteVariantsInShop("gv", "S");
        long lines = silkroute.bulkLines("productSet");

        JsonNode run = silkroute.synchronize(
                "gone-variants", Pim.variant("gv-M", "gv", "M").with("sku", "\"other\""));

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(silkroute.products().get("gv").path("variants").findValuesAsString("sku"))
                .containsExactlyInAnyOrder("gv-S", "other");
        assertThat(silkroute.bulkLines("productSet") - lines).isEqualTo(2);
    }

    @Test
    void what_a_single_call_then_meets_as_gone_is_created_again_too() {
        silkroute.connect("gone-lost", "{\"exportPath\":\"bulk\"}");
        silkroute.synchronize("gone-lost", products("gl", "First"));
        silkroute.deleteInShop("gl-2");
        silkroute.control("{\"faults\":[{\"kind\":\"bulk-lost-lines\",\"lines\":5,\"times\":1}]}");

        JsonNode run = silkroute.synchronize("gone-lost", products("gl", "Second"));

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(run.path("counts").path("created").asInt()).isEqualTo(1);
        shopHolds("gl", "Second");
    }

    @Test
    void what_a_failed_run_created_again_is_taken_over_as_new() {
        silkroute.connect("gone-earlier", "{\"exportPath\":\"bulk\"}");
        String before = silkroute
                .synchronize("gone-earlier", products("ge", "First"))
                .path("id")
                .asString();
        IntStream.range(0, 5).forEach(i -> silkroute.deleteInShop("ge-" + i));
        silkroute.control("{\"bulk\":{\"delay\":1500}}");
        long lines = silkroute.bulkLines("productSet");
        silkroute.push("gone-earlier", List.of(products("ge", "Second")));
        Awaitility.await("all are known to be gone").until(() -> silkroute.bulkLines("productSet") == lines + 5);
        Awaitility.await("all are being created again").until(() -> operationsAtWork() == 1);
        silkroute.control("{\"bulk\":{\"delay\":0},\"faults\":["
                + "{\"kind\":\"status\",\"status\":423,\"operation\":\"bulkOperation\",\"times\":1}]}");

        JsonNode run = silkroute.runAfter("gone-earlier", before);

        assertThat(silkroute.runs("gone-earlier").path(1).path("state").asString())
                .isEqualTo("failed");
        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(run.path("counts").path("created").asInt())
                .as(run.toString())
                .isEqualTo(5);
        shopHolds("ge", "Second");
        assertThat(silkroute.bulkLines("productSet") - lines).isEqualTo(5 + 5);
    }

    private static int operationsAtWork() {
        return silkroute
                .shop(
                        "{ bulkOperations(first: 250, query: \"status:RUNNING OR status:CREATED\") { nodes { id } } }",
                        Silkroute.JSON.createObjectNode())
                .at("/data/bulkOperations/nodes")
                .size();
    }
}
