package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Items out of order, without parents, in circles, with each other's names. */
class OddItemsAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start();
        silkroute = application.silkroute;
    }

    private static String title(String id) {
        return silkroute.products().get(id).path("title").asString();
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
                        .asString())
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

        assertThat(run.path("state").asString()).isEqualTo("completed");
        assertThat(silkroute.collections()).containsKeys("oc1", "oc2", "oc3");
        assertThat(silkroute.told("cycle", "category", "oc3"))
                .anyMatch(sentence -> sentence.contains("oc3 → oc1 → oc2 → oc3"));
    }

    @Test
    void the_second_item_with_a_handle_gets_one_of_its_own_and_a_sentence_that_names_it() {
        silkroute.connect("handles", "{}");
        silkroute.synchronize("handles", Pim.product("oh1").named("The same name"));

        JsonNode run = silkroute.synchronize("handles", Pim.product("oh2").named("The same name"), Pim.product("oh3"));

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(silkroute.told("handles", "product", "oh2").get(0))
                .contains("Its address is “the-same-name-oh2”, because another has “the-same-name”.");
        assertThat(silkroute.products()).containsKeys("oh1", "oh2", "oh3");
        assertThat(silkroute.products().get("oh2").path("handle").asString()).isEqualTo("the-same-name-oh2");
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
        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
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
        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(silkroute.products().get("ot1").path("status").asString()).isEqualTo("ARCHIVED");
        JsonNode variants = silkroute.products().get("ot2").path("variants");
        assertThat(variants).hasSize(1);
        assertThat(variants.path(0).path("sku").asString()).isEqualTo("ot1");

        silkroute.synchronize("turning", Pim.deleted("variant", "ot1"), Pim.product("ot1"));
        assertThat(silkroute.products().get("ot1").path("status").asString()).isEqualTo("ACTIVE");
        assertThat(silkroute
                        .products()
                        .get("ot2")
                        .path("variants")
                        .path(0)
                        .path("sku")
                        .asString())
                .isEqualTo("ot2");
    }

    private static List<String> skus(String product) {
        List<String> skus = new ArrayList<>();
        silkroute
                .products()
                .get(product)
                .path("variants")
                .forEach(variant -> skus.add(variant.path("sku").asString()));
        return skus;
    }

    private static Pim sized(String id) {
        return Pim.product(id).with("axes", "[\"size\"]");
    }

    @Test
    void of_versions_with_the_same_time_the_one_that_arrived_last_wins() {
        silkroute.connect("equal", "{}");
        silkroute.synchronize(
                "equal", version("oe1", 12).named("First"), version("oe1", 12).named("Second"));
        assertThat(title("oe1")).isEqualTo("Second");

        silkroute.synchronize("equal", version("oe1", 12).named("Third"));
        assertThat(title("oe1")).isEqualTo("Third");
    }

    @Test
    void a_time_in_the_future_holds_nothing_up_and_is_noted() {
        silkroute.connect("future", "{}");
        silkroute.synchronize("future", Pim.product("of1").with("updated", "\"2999-01-01T00:00:00Z\""));
        assertThat(silkroute.told("future", "product", "of1"))
                .anyMatch(sentence -> sentence.contains("2999-01-01T00:00:00Z") && sentence.contains("future"));

        silkroute.synchronize("future", version("of1", 12));
        assertThat(title("of1")).isEqualTo("Version 12");

        silkroute.synchronize("future", version("of1", 11), Pim.product("of2"));
        assertThat(title("of1")).isEqualTo("Version 12");
    }

    @Test
    void a_time_that_is_none_is_refused_with_its_item() {
        silkroute.connect("times", "{}");
        Silkroute.Response pushed = silkroute.push(
                "times",
                Pim.product("om1").with("updated", "\"yesterday\"").toString(),
                Pim.product("om2").with("updated", "\"2026-11-20\"").toString(),
                Pim.product("om3").with("updated", "20261120").toString(),
                Pim.product("om4")
                        .with("updated", "\"2026-11-20T10:00:00+02:00\"")
                        .toString(),
                Pim.product("om5").with("updated", "null").toString());

        assertThat(pushed.json().path("accepted").asInt()).as(pushed.text()).isEqualTo(2);
        pushed.json()
                .path("rejections")
                .forEach(rejection ->
                        assertThat(rejection.path("reason").asString()).contains("updated"));
        silkroute.settled("times");
        assertThat(silkroute.products()).containsKeys("om4", "om5").doesNotContainKeys("om1", "om2", "om3");
    }

    @Test
    void a_variant_that_moves_leaves_one_product_and_joins_the_other() {
        silkroute.connect("moving", "{\"export\":{\"disableDeletions\":false}}");
        silkroute.synchronize(
                "moving",
                sized("ov1"),
                sized("ov2"),
                Pim.variant("ov-s", "ov1", "S"),
                Pim.variant("ov-m", "ov1", "M"),
                Pim.variant("ov-l", "ov2", "L"));

        JsonNode run = silkroute.synchronize("moving", Pim.variant("ov-m", "ov2", "M"));

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(skus("ov1")).containsExactly("ov-s");
        assertThat(skus("ov2")).containsExactlyInAnyOrder("ov-l", "ov-m");
    }

    @Test
    void a_variant_deleted_before_its_product_comes_never_goes_out() {
        silkroute.connect("early", "{}");
        silkroute.push("early", List.of(Pim.variant("ob1-s", "ob1", "S"), Pim.variant("ob1-m", "ob1", "M")));
        silkroute.push("early", List.of(Pim.deleted("variant", "ob1-s")));

        JsonNode run = silkroute.synchronize("early", sized("ob1"));

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(skus("ob1")).containsExactly("ob1-m");
        assertThat(silkroute.status("early").path("pending").asLong()).isZero();
    }

    @Test
    void a_product_deleted_and_sent_again_in_one_push_is_what_came_last() {
        silkroute.connect("again", "{\"export\":{\"disableDeletions\":false,\"removal\":\"delete\"}}");
        silkroute.synchronize("again", Pim.product("oa1"), Pim.product("oa2"));
        String id = silkroute.products().get("oa1").path("id").asString();

        silkroute.synchronize(
                "again",
                Pim.deleted("product", "oa1"),
                Pim.product("oa1").named("Back"),
                Pim.product("oa2").named("Gone"),
                Pim.deleted("product", "oa2"));

        assertThat(title("oa1")).isEqualTo("Back");
        assertThat(silkroute.products().get("oa1").path("id").asString()).isEqualTo(id);
        assertThat(silkroute.products()).doesNotContainKey("oa2");
    }

    @Test
    void a_product_and_its_variant_may_have_the_same_id() {
        silkroute.connect("same", "{}");
        JsonNode run = silkroute.synchronize("same", sized("os1"), Pim.variant("os1", "os1", "S"));
        assertThat(run.path("counts").path("created").asInt())
                .as(run.toString())
                .isEqualTo(2);

        silkroute.synchronize("same", Pim.variant("os1", "os1", "S").with("price", "{\"USD\":\"7\"}"));
        assertThat(skus("os1")).containsExactly("os1");
        assertThat(silkroute
                        .products()
                        .get("os1")
                        .path("variants")
                        .path(0)
                        .path("price")
                        .asString())
                .isEqualTo("7.00");
    }

    @Test
    void a_product_with_ten_thousand_variants_is_rejected_and_harms_nobody_else() {
        silkroute.connect("huge", "{}");
        List<Pim> items = new ArrayList<>();
        items.add(sized("og1"));
        items.add(Pim.product("og2"));
        for (int i = 0; i < 10_000; i++) {
            items.add(Pim.variant("og1-" + i, "og1", "size " + i));
        }

        JsonNode run = silkroute.synchronize("huge", items.toArray(Pim[]::new));

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed-with-failures");
        assertThat(silkroute.told("huge", "product", "og1").get(0))
                .contains("10000")
                .contains("2048");
        assertThat(silkroute.products()).containsKey("og2").doesNotContainKey("og1");
        assertThat(silkroute.status("huge").path("pending").asLong()).isZero();
    }

    @Test
    void ids_may_be_long_or_of_any_script_and_empty_ones_are_refused() {
        silkroute.connect("ids", "{}");
        String longest = "o".repeat(255);
        List<String> ids = List.of(longest, "öl/ß 50%", "дом+1", "商品?a=b#c", "😀", "e\u0301", "\u00e9", "o'\";--");
        List<String> lines = new ArrayList<>();
        for (String id : ids) {
            lines.add(new Pim(Silkroute.JSON
                            .createObjectNode()
                            .put("type", "product")
                            .put("id", id))
                    .with("name", "{\"en_US\":\"Number " + ids.indexOf(id) + "\"}")
                    .toString());
        }
        for (String bad : List.of("", " ", "o".repeat(256), "a\nb")) {
            lines.add(Silkroute.JSON
                    .createObjectNode()
                    .put("type", "product")
                    .put("id", bad)
                    .toString());
        }

        Silkroute.Response pushed = silkroute.push("ids", lines.toArray(String[]::new));
        assertThat(pushed.json().path("accepted").asInt()).as(pushed.text()).isEqualTo(ids.size());
        assertThat(pushed.json().path("rejections"))
                .allMatch(rejection -> rejection.path("reason").asString().contains("id"));

        JsonNode run = silkroute.settled("ids");
        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(silkroute.products()).containsKeys(ids.toArray(String[]::new));
        for (String id : ids) {
            assertThat(silkroute.item("ids", "product", id).path("id").asString())
                    .isEqualTo(id);
        }
    }

    @Test
    void two_new_items_with_one_name_in_one_push_both_arrive() {
        silkroute.connect("twins", "{}");
        JsonNode run = silkroute.synchronize(
                "twins",
                Pim.product("oz1").named("Same twins"),
                Pim.product("oz2").named("Same twins"));

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(run.path("counts").path("created").asInt()).isEqualTo(2);
        assertThat(silkroute.products().keySet())
                .filteredOn(id -> id.startsWith("oz"))
                .hasSize(2);
    }

    @Test
    void a_product_stands_in_a_category_that_comes_later() {
        silkroute.connect("later", "{}");
        silkroute.synchronize("later", Pim.product("ol1").with("categories", "[\"olc\"]"));
        assertThat(silkroute.products().get("ol1").path("collections")).isEmpty();

        silkroute.synchronize("later", Pim.category("olc").with("parent", "\"nowhere\""));

        assertThat(silkroute.products().get("ol1").path("collections")).hasSize(1);
    }
}
