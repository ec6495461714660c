package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Items that leave the exported set, and that come back. */
class RemovalAcceptanceTest {

    private static final String ARCHIVE = "{\"export\":{\"disableDeletions\":false,\"removal\":\"archive\"}}";
    private static final String DELETE = "{\"export\":{\"disableDeletions\":false,\"removal\":\"delete\"}}";

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @AutoClose
    private static RecordingProxy proxy;

    @BeforeAll
    static void start() {
        application = RunningApplication.start();
        silkroute = application.silkroute;
        proxy = new RecordingProxy(silkroute.address());
    }

    private static long count(JsonNode run, String outcome) {
        return run.path("counts").path(outcome).asLong();
    }

    private static String status(String id) {
        return silkroute.products().get(id).path("status").asString();
    }

    private static Pim relevant(String id) {
        return Pim.product(id).tags("web").with("family", "\"shoes\"");
    }

    private static Pim[] leaving(String prefix) {
        return new Pim[] {
            Pim.deleted("product", prefix + 1),
            relevant(prefix + 2).status("invisible"),
            relevant(prefix + 3).tags("print"),
            relevant(prefix + 4).with("family", "\"hats\"")
        };
    }

    private static Pim[] relevant(String prefix, int n) {
        Pim[] products = new Pim[n];
        for (int i = 0; i < n; i++) {
            products[i] = relevant(prefix + (i + 1));
        }
        return products;
    }

    private static String filtered(String config) {
        return config.replace("{\"export\":{", "{\"export\":{\"tags\":[\"web\"],\"families\":[\"shoes\"],");
    }

    @Test
    void what_is_deleted_hidden_or_filtered_out_is_archived() {
        silkroute.connect("archiving", filtered(ARCHIVE));
        silkroute.synchronize("archiving", relevant("ra", 5));

        JsonNode run = silkroute.synchronize("archiving", leaving("ra"));

        assertThat(count(run, "archived")).as(run.toString()).isEqualTo(4);
        assertThat(List.of(status("ra1"), status("ra2"), status("ra3"), status("ra4")))
                .containsOnly("ARCHIVED");
        assertThat(status("ra5")).isEqualTo("ACTIVE");
        assertThat(silkroute.told("archiving", "product", "ra4").get(0)).contains("hats");
    }

    @Test
    void what_leaves_is_deleted_where_the_connector_says_so() {
        silkroute.connect("deleting", filtered(DELETE));
        silkroute.synchronize("deleting", relevant("rd", 5));

        JsonNode run = silkroute.synchronize("deleting", leaving("rd"));

        assertThat(count(run, "deleted")).as(run.toString()).isEqualTo(4);
        assertThat(silkroute.products()).containsKey("rd5").doesNotContainKeys("rd1", "rd2", "rd3", "rd4");
    }

    @Test
    void what_leaves_is_only_noted_under_disable_deletions() {
        silkroute.connect("noting", filtered("{\"export\":{\"disableDeletions\":true}}"));
        silkroute.synchronize("noting", relevant("rn", 5));
        long writes = silkroute.writes();

        JsonNode run = silkroute.synchronize("noting", leaving("rn"));

        assertThat(count(run, "filtered")).as(run.toString()).isEqualTo(4);
        assertThat(silkroute.writes()).isEqualTo(writes);
        assertThat(status("rn1")).isEqualTo("ACTIVE");
        assertThat(silkroute.told("noting", "product", "rn1").get(0)).contains("stays in the shop");
    }

    @Test
    void what_was_archived_and_changes_unseen_stays_archived() {
        silkroute.connect("unseen", ARCHIVE);
        silkroute.synchronize("unseen", Pim.product("ru1"));
        silkroute.synchronize("unseen", Pim.product("ru1").status("draft"));
        long writes = silkroute.writes();

        JsonNode run = silkroute.synchronize(
                "unseen", Pim.product("ru1").status("draft").named("Still hidden"));

        assertThat(count(run, "filtered")).as(run.toString()).isEqualTo(1);
        assertThat(silkroute.writes()).isEqualTo(writes);
        assertThat(status("ru1")).isEqualTo("ARCHIVED");
    }

    @Test
    void what_comes_back_is_restored_to_the_same_product() {
        silkroute.connect("returning", ARCHIVE);
        silkroute.synchronize("returning", Pim.product("rb1"), Pim.product("rb2"));
        String id = silkroute.products().get("rb1").path("id").asString();
        silkroute.synchronize("returning", Pim.deleted("product", "rb1"));
        assertThat(status("rb1")).isEqualTo("ARCHIVED");

        JsonNode back = silkroute.synchronize("returning", Pim.product("rb1"));

        assertThat(count(back, "updated")).as(back.toString()).isEqualTo(1);
        assertThat(status("rb1")).isEqualTo("ACTIVE");
        assertThat(silkroute.products().get("rb1").path("id").asString()).isEqualTo(id);

        silkroute.connect("reborn", DELETE);
        silkroute.synchronize("reborn", Pim.product("rc1"));
        String first = silkroute.products().get("rc1").path("id").asString();
        silkroute.synchronize("reborn", Pim.deleted("product", "rc1"));
        JsonNode created = silkroute.synchronize("reborn", Pim.product("rc1"));
        assertThat(count(created, "created")).as(created.toString()).isEqualTo(1);
        assertThat(silkroute.products().get("rc1").path("id").asString()).isNotEqualTo(first);
    }

    @Test
    void a_collection_goes_with_its_category_and_comes_back() {
        silkroute.connect("collections", DELETE);
        Pim product = Pim.product("rk1").with("categories", "[\"rkc\"]");
        silkroute.synchronize("collections", Pim.category("rkc"), product);

        JsonNode gone = silkroute.synchronize("collections", Pim.deleted("category", "rkc"));
        assertThat(gone.path("state").asString()).as(gone.toString()).isEqualTo("completed");
        assertThat(silkroute.collections()).doesNotContainKey("rkc");

        silkroute.synchronize("collections", Pim.category("rkc"));
        assertThat(silkroute.collections()).containsKey("rkc");
        assertThat(silkroute.products().get("rk1").path("collections").path(0).asString())
                .isEqualTo("rkc");
    }

    private static void deletedByOthers(String mutation, String input, JsonNode held) {
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        variables.putObject("input").put("id", held.path("id").asString());
        silkroute.shop(
                "mutation($input: %s!) { %s(input: $input) { userErrors { message } } }".formatted(input, mutation),
                variables);
    }

    @Test
    void what_somebody_had_deleted_in_the_shop_already_counts_as_removed() {
        silkroute.connect("archived-late", ARCHIVE);
        silkroute.synchronize("archived-late", Pim.product("rz1"));
        deletedByOthers(
                "productDelete", "ProductDeleteInput", silkroute.products().get("rz1"));
        JsonNode archived = silkroute.synchronize("archived-late", Pim.deleted("product", "rz1"));
        assertThat(archived.path("state").asString()).as(archived.toString()).isEqualTo("completed");
        assertThat(silkroute.told("archived-late", "product", "rz1").get(0)).contains("deleted it there already");

        silkroute.connect("deleted-late", DELETE);
        silkroute.synchronize("deleted-late", Pim.category("rzc"), Pim.product("rz2"));
        deletedByOthers(
                "productDelete", "ProductDeleteInput", silkroute.products().get("rz2"));
        deletedByOthers(
                "collectionDelete",
                "CollectionDeleteInput",
                silkroute.collections().get("rzc"));
        JsonNode deleted =
                silkroute.synchronize("deleted-late", Pim.deleted("product", "rz2"), Pim.deleted("category", "rzc"));
        assertThat(deleted.path("state").asString()).as(deleted.toString()).isEqualTo("completed");
        assertThat(count(deleted, "deleted")).isEqualTo(2);
        assertThat(silkroute.told("deleted-late", "product", "rz2").get(0)).contains("deleted it there already");
        assertThat(silkroute.told("deleted-late", "category", "rzc").get(0)).contains("deleted it there already");
    }

    @ParameterizedTest
    @CsvSource({"INVALID_INPUT,Location does not exist", "INVALID_VARIANT,Variant does not exist"})
    void a_refusal_that_speaks_of_something_else_is_no_removal(String code, String message) {
        String name = "refused-" + code.toLowerCase(Locale.ROOT).replace('_', '-');
        String id = "rw-" + code;
        silkroute.connect(name, ARCHIVE);
        silkroute.synchronize(name, Pim.product(id));
        silkroute.control("""
                {"faults":[{"operation":"productSet","kind":"user-error","code":"%s","message":"%s"}]}""".formatted(code, message));

        JsonNode refused = silkroute.synchronize(name, Pim.deleted("product", id));
        silkroute.control("{\"clearFaults\":true}");
        assertThat(refused.path("state").asString()).as(refused.toString()).isEqualTo("completed-with-failures");
        assertThat(count(refused, "parked")).isEqualTo(1);
        assertThat(status(id)).isEqualTo("ACTIVE");

        silkroute.post("/api/connectors/" + name + "/items/product/" + id + "/replay");
        silkroute.runAfter(name, refused.path("id").asString());
        assertThat(status(id)).isEqualTo("ARCHIVED");
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

    private static Pim[] sized(String id) {
        return new Pim[] {
            Pim.product(id).with("axes", "[\"size\"]"),
            Pim.variant(id + "-s", id, "S"),
            Pim.variant(id + "-m", id, "M"),
            Pim.variant(id + "-l", id, "L")
        };
    }

    @Test
    void a_variant_that_leaves_is_removed_from_its_product() {
        silkroute.connect("variants", ARCHIVE);
        silkroute.synchronize("variants", sized("rv"));

        JsonNode deleted = silkroute.synchronize("variants", Pim.deleted("variant", "rv-m"));
        assertThat(count(deleted, "deleted")).as(deleted.toString()).isEqualTo(1);
        assertThat(skus("rv")).containsExactlyInAnyOrder("rv-s", "rv-l");

        silkroute.synchronize("variants", Pim.variant("rv-l", "rv", "L").status("invisible"));
        assertThat(skus("rv")).containsExactly("rv-s");

        JsonNode back =
                silkroute.synchronize("variants", Pim.variant("rv-m", "rv", "M"), Pim.variant("rv-l", "rv", "L"));
        assertThat(back.path("state").asString()).isEqualTo("completed");
        assertThat(skus("rv")).containsExactlyInAnyOrder("rv-s", "rv-m", "rv-l");
    }

    @Test
    void a_variant_that_leaves_stays_in_the_shop_under_disable_deletions() {
        silkroute.connect("keeping", "{}");
        silkroute.synchronize("keeping", sized("rw"));
        long writes = silkroute.writes();

        JsonNode deleted = silkroute.synchronize("keeping", Pim.deleted("variant", "rw-m"));
        assertThat(count(deleted, "filtered")).as(deleted.toString()).isEqualTo(1);
        assertThat(silkroute.writes()).isEqualTo(writes);
        assertThat(silkroute.told("keeping", "variant", "rw-m").get(0)).contains("stays in the shop");

        TreeMap<String, String> ids = new TreeMap<>();
        silkroute
                .products()
                .get("rw")
                .path("variants")
                .forEach(variant -> ids.put(
                        variant.path("sku").asString(), variant.path("id").asString()));
        silkroute.synchronize(
                "keeping",
                Pim.product("rw").named("Renamed").with("axes", "[\"size\"]"),
                Pim.variant("rw-xl", "rw", "XL"),
                Pim.variant("rw-l", "rw", "L").with("price", "{\"USD\":\"9\"}"));
        JsonNode product = silkroute.products().get("rw");
        assertThat(product.path("title").asString()).isEqualTo("Renamed");
        assertThat(skus("rw")).containsExactlyInAnyOrder("rw-s", "rw-m", "rw-l", "rw-xl");
        product.path("variants").forEach(variant -> {
            if (ids.containsKey(variant.path("sku").asString())) {
                assertThat(variant.path("id").asString())
                        .isEqualTo(ids.get(variant.path("sku").asString()));
            }
        });

        silkroute.synchronize(
                "keeping",
                Pim.deleted("variant", "rw-s"),
                Pim.deleted("variant", "rw-l"),
                Pim.deleted("variant", "rw-xl"));
        assertThat(skus("rw")).hasSize(4);
    }

    @Test
    void the_last_variant_of_a_product_goes_out_without_options() {
        silkroute.connect("lone", ARCHIVE);
        Pim[] two = {Pim.product("ry"), Pim.variant("ry-s", "ry", "S"), Pim.variant("ry-m", "ry", "M")};
        silkroute.synchronize("lone", two);

        JsonNode run = silkroute.synchronize("lone", Pim.deleted("variant", "ry-m"));
        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(skus("ry")).containsExactly("ry-s");

        silkroute.connect("lonekept", "{}");
        silkroute.synchronize(
                "lonekept", Pim.product("rz"), Pim.variant("rz-s", "rz", "S"), Pim.variant("rz-m", "rz", "M"));
        silkroute.synchronize("lonekept", Pim.deleted("variant", "rz-s"));
        assertThat(skus("rz")).containsExactlyInAnyOrder("rz-s", "rz-m");
    }

    @Test
    void a_deletion_of_what_was_never_there_leaves_nothing_pending() {
        silkroute.connect("nothing", "{}");
        JsonNode run = silkroute.synchronize(
                "nothing", Pim.deleted("variant", "rx-v"), Pim.deleted("product", "rx-p"), Pim.product("rx"));
        assertThat(run.path("state").asString()).isEqualTo("completed");
        assertThat(silkroute.status("nothing").path("pending").asLong()).isZero();
    }

    @Test
    void too_many_removals_wait_for_an_operator_who_sees_the_list() {
        silkroute.connect("guarded", ARCHIVE);
        List<Pim> all = new ArrayList<>();
        List<Pim> gone = new ArrayList<>();
        for (int i = 100; i < 140; i++) {
            all.add(Pim.product("rg" + i));
            if (i < 125) {
                gone.add(Pim.deleted("product", "rg" + i));
            }
        }
        silkroute.synchronize("guarded", all.toArray(Pim[]::new));
        String before = silkroute.lastRun("guarded").path("id").asString();
        gone.add(Pim.product("rg139").named("Changed"));
        silkroute.push("guarded", gone);
        org.awaitility.Awaitility.await()
                .until(() -> silkroute.lastRun("guarded").path("id").asString().compareTo(before) > 0);
        String id = silkroute.lastRun("guarded").path("id").asString();
        JsonNode waiting = silkroute.runIn(id, "interrupted", "completed");

        assertThat(waiting.path("state").asString()).isEqualTo("interrupted");
        assertThat(waiting.path("reason").asString()).contains("25 of 40").contains("confirm");
        assertThat(count(waiting, "archived")).isZero();
        assertThat(silkroute.status("guarded").path("indicator").asString()).isEqualTo("failed");
        JsonNode list = silkroute.get("/api/runs/" + id + "/removals").json().path("items");
        assertThat(list).hasSize(25);
        assertThat(list.path(0).path("id").asString()).isEqualTo("rg100");
        assertThat(list.path(0).path("why").asString()).contains("deleted");

        assertThat(silkroute.post("/api/runs/" + id + "/confirm-removals").status())
                .isEqualTo(202);
        JsonNode done = silkroute.runIn(id, "completed", "completed-with-failures", "failed");
        assertThat(done.path("state").asString()).isEqualTo("completed");
        assertThat(count(done, "archived")).isEqualTo(25);
        assertThat(silkroute.products().get("rg139").path("title").asString()).isEqualTo("Changed");
    }

    @Test
    void too_many_collections_wait_as_well_and_stay_when_the_run_is_cancelled() {
        silkroute.connect("guarded2", DELETE);
        List<Pim> all = new ArrayList<>();
        List<Pim> gone = new ArrayList<>();
        for (int i = 100; i < 130; i++) {
            all.add(Pim.category("rgc" + i));
            gone.add(Pim.deleted("category", "rgc" + i));
        }
        silkroute.synchronize("guarded2", all.toArray(Pim[]::new));
        String before = silkroute.lastRun("guarded2").path("id").asString();
        silkroute.push("guarded2", gone);
        org.awaitility.Awaitility.await()
                .until(() -> silkroute.lastRun("guarded2").path("id").asString().compareTo(before) > 0);
        String id = silkroute.lastRun("guarded2").path("id").asString();

        JsonNode waiting = silkroute.runIn(id, "interrupted", "completed");
        assertThat(waiting.path("reason").asString()).contains("30 of 30 exported collections");
        assertThat(silkroute.get("/api/runs/" + id + "/removals").json().path("items"))
                .hasSize(30);

        assertThat(silkroute.post("/api/runs/" + id + "/cancel").status()).isEqualTo(200);
        assertThat(silkroute.collections().keySet())
                .filteredOn(category -> category.startsWith("rgc"))
                .hasSize(30);
    }

    @Test
    void the_guard_counts_what_a_run_removed_before_it_was_interrupted_and_its_process_ended() {
        Path folder = RunningApplication.temporaryFolder();
        String id;
        try (RunningApplication first = RunningApplication.start(folder, RecordingProxy.IN_TURN)) {
            Silkroute before = new Silkroute(first.silkroute.address(), proxy.address());
            before.connect("lasting", "{\"batchSize\":4,\"guard\":{\"share\":0.5,\"minimum\":2}}");
            before.patch("/api/connectors/lasting/config", ARCHIVE);
            before.synchronize("lasting", relevant("rl", 10));
            proxy.hold("Changed ");
            List<Pim> portion = new ArrayList<>();
            for (int i = 1; i <= 4; i++) {
                portion.add(Pim.deleted("product", "rl" + i));
            }
            for (int i = 5; i <= 10; i++) {
                portion.add(relevant("rl" + i).named("Changed " + i));
            }
            before.push("lasting", portion);
            id = before.underWay("lasting").path("id").asString();
            before.put("/api/connectors/lasting/deactivate");
            proxy.release();
            assertThat(count(before.runIn(id, "interrupted"), "archived")).isEqualTo(4);
            before.push(
                    "lasting",
                    List.of(
                            Pim.deleted("product", "rl5"),
                            Pim.deleted("product", "rl6"),
                            Pim.deleted("product", "rl7")));
        }
        try (RunningApplication second = RunningApplication.start(folder)) {
            Silkroute after = new Silkroute(second.silkroute.address(), silkroute.address());
            after.put("/api/connectors/lasting/activate");
            JsonNode waiting = Awaitility.await("the run asks")
                    .until(
                            () -> after.run(id),
                            run -> run.path("reason").asString().contains("confirm")
                                    || run.path("state").asString().startsWith("completed"));

            assertThat(waiting.path("state").asString()).as(waiting.toString()).isEqualTo("interrupted");
            assertThat(waiting.path("reason").asString()).startsWith("7 of 10 exported products");
            assertThat(count(waiting, "archived")).isEqualTo(4);
            assertThat(List.of(status("rl5"), status("rl6"), status("rl7"))).containsOnly("ACTIVE");
        }
    }

    @Test
    void a_filter_change_says_beforehand_who_enters_and_who_leaves() {
        silkroute.connect("telling", ARCHIVE);
        silkroute.synchronize(
                "telling",
                relevant("rt1"),
                relevant("rt2"),
                Pim.product("rt3"),
                Pim.product("rt4").status("draft"));
        String address = "/api/connectors/telling/filter-effect";

        JsonNode narrower = silkroute.post(address, "{\"tags\":[\"web\"]}").json();
        assertThat(narrower.path("enter").asInt()).as(narrower.toString()).isZero();
        assertThat(narrower.path("leave").asInt()).isEqualTo(1);
        JsonNode wider = silkroute.post(address, "{\"status\":\"all\"}").json();
        assertThat(wider.path("enter").asInt()).as(wider.toString()).isEqualTo(1);
        assertThat(wider.path("leave").asInt()).isZero();
        JsonNode other = silkroute.post(address, "{\"families\":[\"hats\"]}").json();
        assertThat(other.path("leave").asInt()).as(other.toString()).isEqualTo(3);
        assertThat(silkroute.status("telling").path("pending").asLong()).isZero();
    }

    @Test
    void filters_that_are_none_are_refused_instead_of_counted() {
        silkroute.connect("asking", "{}");
        silkroute.synchronize("asking", Pim.product("rq1"));

        JsonNode wrong = refused("asking", "{\"tag\":[\"web\"],\"status\":\"some\",\"families\":\"hats\"}");
        assertThat(wrong.path("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("tag", "status", "families");
        assertThat(refused("asking", "{\"tag\":[\"web\"]}").path("detail").asString())
                .contains("tag: is not a known key. Did you mean \"tags\"?");
        assertThat(refused("asking", "{\"disableDeletions\":true}")
                        .path("detail")
                        .asString())
                .contains("Known are families, status, tags.");
        for (String none : List.of("[]", "null", "\"all\"", "")) {
            refused("asking", none);
        }
        assertThat(silkroute.post("/api/connectors/nobody/filter-effect", "{}").status())
                .isEqualTo(404);
        assertThat(silkroute
                        .post("/api/connectors/asking/filter-effect", "{\"tags\":null}")
                        .status())
                .isEqualTo(200);
    }

    private static JsonNode refused(String connector, String filters) {
        Silkroute.Response answer = silkroute.post("/api/connectors/" + connector + "/filter-effect", filters);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        return answer.json();
    }
}
