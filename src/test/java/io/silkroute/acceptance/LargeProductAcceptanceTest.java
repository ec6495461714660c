package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Products as large as Shopify takes them. */
class LargeProductAcceptanceTest {

    private static final int MOST_VARIANTS = 2048;
    private static final int MOST_FILES = 250;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        silkroute = QuickRetries.silkroute();
    }

    private static List<Pim> product(String id, int variants, int files) {
        List<Pim> items = new ArrayList<>();
        String images = IntStream.range(0, files)
                .mapToObj(i -> "\"https://pictures.example/" + id + "-" + i + ".jpg\"")
                .collect(Collectors.joining(",", "[", "]"));
        items.add(Pim.product(id).with("axes", "[\"size\",\"color\",\"cut\"]").with("images", images));
        for (int i = 0; i < variants; i++) {
            items.add(variant(id, i, "A note"));
        }
        return items;
    }

    private static Pim variant(String id, int i, String note) {
        return Pim.variant(id + "-" + i, id, "S")
                .with(
                        "attributes",
                        "{\"size\":\"S%d\",\"color\":\"C%d\",\"cut\":\"T%d\",\"note\":\"%s\"}"
                                .formatted(i % 16, i / 16 % 16, i / 256, note));
    }

    @Test
    void a_product_too_dear_for_a_call_goes_by_bulk_and_its_variants_keep_their_ids() {
        silkroute.connect("large", "{\"mapping\":\"detailed.yaml\"}");
        silkroute.push("large", product("L", MOST_VARIANTS, MOST_FILES));
        silkroute.runAfter("large", "");
        JsonNode run = silkroute.settled("large", PATIENCE);

        assertThat(run.path("state").asString())
                .as(run + "\n" + silkroute.told("large", "product", "L"))
                .isEqualTo("completed");
        assertThat(run.path("api").path("bulkOperations").asInt()).isPositive();
        JsonNode held = silkroute.products().get("L");
        assertThat(held.path("variants")).hasSize(MOST_VARIANTS);
        assertThat(held.path("media")).hasSize(MOST_FILES);
        Set<String> ids = ids(held);

        String before = run.path("id").asString();
        silkroute.push("large", List.of(variant("L", MOST_VARIANTS - 1, "Another note")));
        assertThat(silkroute.runAfter("large", before).path("state").asString()).isEqualTo("completed");
        JsonNode changed = silkroute.products().get("L");
        assertThat(ids(changed)).isEqualTo(ids);
        assertThat(changed.path("variants").toString()).contains("Another note");
    }

    @Test
    void a_product_too_dear_for_a_call_comes_back_when_somebody_deleted_it() {
        silkroute.connect("large-gone", "{\"mapping\":\"detailed.yaml\"}");
        silkroute.push("large-gone", product("G", MOST_VARIANTS, 0));
        String before = ended("large-gone", "").path("id").asString();
        silkroute.deleteInShop("G");

        silkroute.push("large-gone", List.of(variant("G", 7, "Another note")));
        JsonNode run = ended("large-gone", before);

        assertThat(run.path("state").asString())
                .as(run + "\n" + silkroute.told("large-gone", "product", "G"))
                .isEqualTo("completed");
        JsonNode held = silkroute.products().get("G");
        assertThat(held.path("variants")).hasSize(MOST_VARIANTS);
        assertThat(held.path("publications")).hasSize(1);
    }

    @Test
    void a_product_too_dear_for_a_call_goes_by_bulk_again_when_its_line_is_lost() {
        silkroute.connect("large-lost", "{\"mapping\":\"detailed.yaml\"}");
        silkroute.control("{\"faults\":[{\"kind\":\"bulk-lost-lines\",\"times\":1}]}");
        silkroute.push("large-lost", product("M", MOST_VARIANTS, 0));
        JsonNode run = ended("large-lost", "");

        assertThat(run.path("state").asString())
                .as(run + "\n" + silkroute.told("large-lost", "product", "M"))
                .isEqualTo("completed");
        assertThat(silkroute.products().get("M").path("publications")).hasSize(1);
    }

    @Test
    void a_product_too_dear_for_a_call_is_parked_when_no_bulk_operation_tells_what_became_of_it() {
        // Asked for when all is there: of what an earlier run has sent in part, the rest is not too dear.
        silkroute.connect("large-untold", "{\"mapping\":\"detailed.yaml\",\"trigger\":{\"onChange\":false}}");
        silkroute.control("{\"faults\":[{\"kind\":\"bulk-lost-lines\",\"times\":0}]}");
        silkroute.push("large-untold", product("U", MOST_VARIANTS, 0));
        Awaitility.await("it is staged")
                .atMost(PATIENCE)
                .until(() -> silkroute.status("large-untold").path("pending").asInt() == MOST_VARIANTS + 1);
        silkroute.post("/api/connectors/large-untold/sync");
        JsonNode run = ended("large-untold", "");
        silkroute.control("{\"clearFaults\":true}");

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed-with-failures");
        assertThat(silkroute.told("large-untold", "product", "U").get(0)).contains("3 bulk operations");

        silkroute.post("/api/connectors/large-untold/items/product/U/replay");
        assertThat(ended("large-untold", run.path("id").asString())
                        .path("state")
                        .asString())
                .isEqualTo("completed");
        assertThat(silkroute.products().get("U").path("publications")).hasSize(1);
    }

    /** The run that began after this one, or the last of several; all is done. */
    private static JsonNode ended(String connector, String before) {
        silkroute.runAfter(connector, before);
        return silkroute.settled(connector, PATIENCE);
    }

    @Test
    void beyond_shopifys_limits_a_product_is_rejected_with_a_sentence() {
        // Asked for when all is there: a run on change might meet the product while it is still within the limits.
        silkroute.connect("larger", "{\"trigger\":{\"onChange\":false}}");
        silkroute.push("larger", product("F", 1, MOST_FILES + 1));
        silkroute.push("larger", product("V", MOST_VARIANTS + 1, 0));
        Awaitility.await("both are staged")
                .atMost(PATIENCE)
                .until(() -> silkroute.status("larger").path("pending").asInt() == MOST_VARIANTS + 4);
        silkroute.post("/api/connectors/larger/sync");
        JsonNode run = silkroute.settled("larger", PATIENCE);

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed-with-failures");
        assertThat(silkroute.told("larger", "product", "V").get(0))
                .contains("2049")
                .contains("2048");
        assertThat(silkroute.told("larger", "product", "F").get(0))
                .contains("251")
                .contains("250");
        assertThat(silkroute.products()).doesNotContainKeys("V", "F");
    }

    private static Set<String> ids(JsonNode product) {
        Set<String> ids = new HashSet<>();
        product.path("variants").forEach(variant -> ids.add(variant.path("id").asString()));
        return ids;
    }
}
