package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Items out of order, without parents, in circles, with each other's names. */
class OddItemsAcceptanceTest {

    private static RunningApplication application;
    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(RunningApplication.temporaryFolder());
        silkroute = application.silkroute;
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static String title(String id) {
        return silkroute.products().get(id).path("title").asText();
    }

    private static Pim version(String id, int hour) {
        return Pim.product(id).named("Version " + hour).with("updated", "\"2026-11-20T" + hour + ":00:00Z\"");
    }

    @Test
    void the_newest_version_wins_whatever_the_order_of_arrival() {
        silkroute.connect("order", "{}");
        silkroute.synchronize("order", version("oo1", 12), version("oo1", 14), version("oo1", 13));
        assertThat(title("oo1")).isEqualTo("Version 14");

        silkroute.synchronize("order", version("oo1", 11), Pim.product("oo2"));
        assertThat(title("oo1")).isEqualTo("Version 14");
        assertThat(silkroute.told("order", "product", "oo1"))
                .filteredOn(sentence -> sentence.contains("older version"))
                .hasSize(2);

        silkroute.synchronize("order", version("oo1", 15));
        assertThat(title("oo1")).isEqualTo("Version 15");
    }

    @Test
    void a_variant_waits_for_its_product_visibly() {
        silkroute.connect("waiting", "{}");
        silkroute.push("waiting", List.of(Pim.variant("ow1-s", "ow1", "S")));
        Awaitility.await()
                .untilAsserted(() -> assertThat(silkroute.told("waiting", "variant", "ow1-s"))
                        .anyMatch(sentence -> sentence.contains("Waits for its product ow1")));
        assertThat(silkroute.runs("waiting")).isEmpty();
        assertThat(silkroute.status("waiting").path("pending").asLong()).isZero();

        JsonNode run = silkroute.synchronize("waiting", Pim.product("ow1").with("axes", "[\"size\"]"));
        assertThat(run.path("counts").path("created").asInt())
                .as(run.toString())
                .isEqualTo(2);
        assertThat(silkroute
                        .products()
                        .get("ow1")
                        .path("variants")
                        .path(0)
                        .path("sku")
                        .asText())
                .isEqualTo("ow1-s");
    }

    @Test
    void a_category_tree_with_a_cycle_is_noted_and_exported() {
        silkroute.connect("cycle", "{}");
        silkroute.synchronize(
                "cycle",
                Pim.category("oc1").with("parent", "\"oc2\""),
                Pim.category("oc2").with("parent", "\"oc3\""));
        JsonNode run = silkroute.synchronize("cycle", Pim.category("oc3").with("parent", "\"oc1\""));

        assertThat(run.path("state").asText()).isEqualTo("completed");
        assertThat(silkroute.collections()).containsKeys("oc1", "oc2", "oc3");
        assertThat(silkroute.told("cycle", "category", "oc3"))
                .anyMatch(sentence -> sentence.contains("oc3 → oc1 → oc2 → oc3"));
    }

    @Test
    void the_second_item_with_a_handle_is_parked_with_a_sentence_that_names_it() {
        silkroute.connect("handles", "{}");
        silkroute.synchronize("handles", Pim.product("oh1").named("The same name"));

        JsonNode run = silkroute.synchronize("handles", Pim.product("oh2").named("The same name"), Pim.product("oh3"));

        assertThat(run.path("state").asText()).as(run.toString()).isEqualTo("completed-with-failures");
        assertThat(silkroute.told("handles", "product", "oh2").get(0)).contains("the-same-name");
        assertThat(silkroute.products()).containsKeys("oh1", "oh3").doesNotContainKey("oh2");

        silkroute.synchronize("handles", Pim.product("oh2").named("Another name"));
        assertThat(silkroute.products()).containsKey("oh2");
        assertThat(silkroute.status("handles").path("parked").asLong()).isZero();
    }

    @Test
    void campaigns_and_codes_become_no_products() {
        silkroute.connect("campaigns", "{}");
        JsonNode run = silkroute.synchronize(
                "campaigns",
                new Pim(Silkroute.JSON
                        .createObjectNode()
                        .put("type", "campaign")
                        .put("id", "ok1")
                        .put("sku", "ok1")),
                Pim.product("ok2"));
        assertThat(run.path("state").asText()).as(run.toString()).isEqualTo("completed");
        assertThat(silkroute.products()).containsKey("ok2").doesNotContainKey("ok1");
    }

    @Test
    void ids_that_differ_only_in_case_are_different_items() {
        silkroute.connect("cases", "{}");
        silkroute.synchronize(
                "cases", Pim.product("oiX").named("Upper"), Pim.product("oix").named("Lower"));
        silkroute.synchronize("cases", Pim.product("oix").named("Lower, changed"));

        assertThat(title("oiX")).isEqualTo("Upper");
        assertThat(title("oix")).isEqualTo("Lower, changed");
    }

    @Test
    void a_product_that_turns_into_a_variant_leaves_as_product_and_goes_out_as_variant() {
        silkroute.connect("turning", "{\"export\":{\"disableDeletions\":false,\"removal\":\"archive\"}}");
        silkroute.synchronize("turning", Pim.product("ot1"), Pim.product("ot2"));

        JsonNode run = silkroute.synchronize("turning", Pim.deleted("product", "ot1"), Pim.variant("ot1", "ot2", "S"));
        assertThat(run.path("state").asText()).as(run.toString()).isEqualTo("completed");
        assertThat(silkroute.products().get("ot1").path("status").asText()).isEqualTo("ARCHIVED");
        JsonNode variants = silkroute.products().get("ot2").path("variants");
        assertThat(variants).hasSize(1);
        assertThat(variants.path(0).path("sku").asText()).isEqualTo("ot1");

        silkroute.synchronize("turning", Pim.deleted("variant", "ot1"), Pim.product("ot1"));
        assertThat(silkroute.products().get("ot1").path("status").asText()).isEqualTo("ACTIVE");
        assertThat(silkroute
                        .products()
                        .get("ot2")
                        .path("variants")
                        .path(0)
                        .path("sku")
                        .asText())
                .isEqualTo("ot2");
    }
}
