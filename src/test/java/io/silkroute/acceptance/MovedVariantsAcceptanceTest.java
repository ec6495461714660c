package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A variant that has changed its place is never sold twice without a word. */
class MovedVariantsAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start();
        silkroute = application.silkroute;
        silkroute.connect("keeps", "{}");
        silkroute.connect("removes", "{\"export\":{\"disableDeletions\":false}}");
    }

    private static Pim product(String id) {
        return Pim.product(id).with("axes", "[\"size\"]");
    }

    private static Pim variant(String id, String product, String size) {
        return Pim.variant(id, product, size);
    }

    private static List<String> skus(String product) {
        return silkroute.products().get(product).path("variants").findValuesAsString("sku");
    }

    private static List<String> notes(String connector, String type, String id) {
        List<String> notes = new ArrayList<>();
        silkroute
                .activity("connector=" + connector + "&type=" + type + "&item=" + id)
                .forEach(entry -> entry.at("/detail/notes").forEach(note -> notes.add(note.asString())));
        return notes;
    }

    private static void twoProducts(String connector, String a, String b) {
        silkroute.synchronize(
                connector,
                product(a),
                variant(a + "1", a, "S"),
                variant(a + "2", a, "M"),
                product(b),
                variant(b + "1", b, "S"));
    }

    @Test
    void with_deletions_enabled_it_leaves_the_old_product() {
        twoProducts("removes", "A", "B");

        JsonNode run = silkroute.synchronize("removes", variant("A2", "B", "M"));

        assertThat(run.path("state").asString()).isEqualTo("completed");
        assertThat(skus("A")).containsExactly("A1");
        assertThat(skus("B")).containsExactly("B1", "A2");
        assertThat(notes("removes", "product", "A")).isEmpty();
        assertThat(silkroute.told("removes", "variant", "A2"))
                .contains("It has moved from the product A to the product B.");
    }

    @Test
    void with_deletions_disabled_it_stays_in_both_and_the_run_says_so() {
        twoProducts("keeps", "C", "D");

        silkroute.synchronize("keeps", variant("C2", "D", "M"));

        assertThat(skus("C")).containsExactly("C1", "C2");
        assertThat(skus("D")).containsExactly("D1", "C2");
        JsonNode told =
                silkroute.activity("connector=keeps&type=product&item=C").get(0);
        assertThat(told.path("run").asString())
                .isEqualTo(silkroute.lastRun("keeps").path("id").asString());
        assertThat(notes("keeps", "product", "C"))
                .containsExactly(
                        "Moved variant: C2 belongs to the product D now and stays in the shop with the product C"
                                + " as well, because deletions are disabled for this connector.");
        assertThat(silkroute.told("keeps", "variant", "C2"))
                .contains("It has moved from the product C to the product D.");
    }

    @Test
    void one_that_moved_to_a_product_that_is_filtered_out_is_told_too() {
        silkroute.synchronize(
                "keeps",
                product("E"),
                variant("E1", "E", "S"),
                variant("E2", "E", "M"),
                product("F").status("draft"));

        silkroute.synchronize("keeps", variant("E2", "F", "M"));

        assertThat(skus("E")).containsExactly("E1", "E2");
        assertThat(silkroute.products()).doesNotContainKey("F");
        assertThat(notes("keeps", "product", "E"))
                .singleElement()
                .asString()
                .startsWith("Moved variant: E2 belongs to the product F now");
    }

    @Test
    void one_that_became_a_product_of_its_own_is_told() {
        silkroute.synchronize("keeps", product("G"), variant("G1", "G", "S"), variant("G2", "G", "M"));

        silkroute.synchronize(
                "keeps", Pim.deleted("variant", "G2"), Pim.product("G2").with("sku", "\"G2\""));

        assertThat(skus("G")).containsExactly("G1", "G2");
        assertThat(notes("keeps", "product", "G"))
                .containsExactly(
                        "Moved variant: G2 is a product of its own now and stays in the shop with the product G"
                                + " as well, because deletions are disabled for this connector.");
    }

    @Test
    void a_product_that_became_a_variant_is_told_while_the_pim_has_both_and_when_it_stays_after_its_deletion() {
        silkroute.synchronize(
                "keeps", product("H"), variant("H1", "H", "S"), Pim.product("I").with("sku", "\"I\""));

        silkroute.synchronize("keeps", variant("I", "H", "M"));

        assertThat(notes("keeps", "product", "I"))
                .containsExactly(
                        "Moved variant: I is a variant of the product H and a product of its own, too: the shop may"
                                + " sell it twice until the PIM deletes one of them.");

        silkroute.synchronize("keeps", Pim.deleted("product", "I"));
        assertThat(silkroute.told("keeps", "product", "I").get(0))
                .isEqualTo(
                        "The PIM has deleted it. It stays in the shop as it is, because deletions are disabled for this"
                                + " connector. Moved variant: I is a variant of the product H and was a product of its own, too.");
    }

    @Test
    void what_a_force_refresh_keeps_goes_with_the_following_run() {
        twoProducts("removes", "K", "L");
        silkroute.put("/api/connectors/removes/deactivate");
        silkroute.push("removes", List.of(variant("K2", "L", "M")));
        silkroute.pending("removes", 3);
        String run = silkroute
                .post("/api/connectors/removes/force-refresh")
                .json()
                .path("id")
                .asString();
        silkroute.put("/api/connectors/removes/activate");
        silkroute.runIn(run, "completed");
        JsonNode kept = silkroute
                .activity("connector=removes&type=product&item=K&run=" + run)
                .get(0);
        assertThat(kept.at("/detail/notes").toString()).contains("Moved variant: K2");

        silkroute.settled("removes"); // what was kept is pending, and a run follows by itself

        assertThat(skus("K")).containsExactly("K1");
    }

    @Test
    void a_category_that_the_pim_has_not_sent_and_a_parent_of_a_product_are_told() {
        silkroute.synchronize(
                "keeps", Pim.product("M").with("categories", "[\"nowhere\"]").with("parent", "\"H\""));

        assertThat(notes("keeps", "product", "M"))
                .containsExactly(
                        "Category “nowhere” was left out: the PIM has not sent it.",
                        "Its parent H was left out: a product has none.");
        assertThat(silkroute.told("keeps", "product", "M"))
                .contains(
                        "Its parent H was left out: a product has none. If it is a variant of that product, send it with"
                                + " the type variant.");
    }
}
