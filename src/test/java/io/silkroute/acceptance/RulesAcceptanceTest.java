package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The twelve rules of a synchronization, each through the public doors. */
class RulesAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @AutoClose
    private static RecordingProxy proxy;

    @BeforeAll
    static void start() throws IOException {
        Path folder = RunningApplication.temporaryFolder();
        Path mappings = Files.createDirectories(folder.resolve("mappings"));
        Files.writeString(
                mappings.resolve("without-status.yaml"),
                Files.readAllLines(Path.of("mappings/product.yaml")).stream()
                        .filter(line -> !line.startsWith("  status:"))
                        .collect(Collectors.joining("\n")));
        application = RunningApplication.start(folder, "silkroute.mappings=" + mappings, RecordingProxy.IN_TURN);
        silkroute = application.silkroute;
        proxy = new RecordingProxy(silkroute.address());
    }

    @AfterEach
    void shopIsWellAgain() {
        proxy.release();
    }

    /** One whose calls can be held. */
    private static void connectHeld(String name, int batchSize) {
        silkroute.connect(
                name, "{\"batchSize\":%d,\"shop\":{\"endpoint\":\"%s\"}}".formatted(batchSize, proxy.address()));
    }

    private static List<Pim> products(String prefix, int from, int to) {
        List<Pim> products = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            products.add(Pim.product(prefix + i));
        }
        return products;
    }

    private static long count(JsonNode run, String outcome) {
        return run.path("counts").path(outcome).asLong();
    }

    private static List<String> inShop(String prefix) {
        return silkroute.products().keySet().stream()
                .filter(id -> id.startsWith(prefix))
                .toList();
    }

    private static String state(JsonNode run) {
        return run.path("state").asString();
    }

    @Test
    void rule_1_related_changes_reach_the_products_they_belong_to() {
        silkroute.connect("rule1", "{}");
        silkroute.synchronize(
                "rule1",
                Pim.category("r1c"),
                Pim.product("r1a").with("axes", "[\"size\"]").with("categories", "[\"r1c\"]"),
                Pim.product("r1b").with("categories", "[\"r1c\"]"),
                Pim.product("r1z"),
                Pim.variant("r1a-s", "r1a", "S").with("price", "{\"USD\":\"10\"}"));

        JsonNode byVariant =
                silkroute.synchronize("rule1", Pim.variant("r1a-s", "r1a", "S").with("price", "{\"USD\":\"12\"}"));
        assertThat(count(byVariant, "updated")).as(byVariant.toString()).isEqualTo(2);
        assertThat(silkroute
                        .products()
                        .get("r1a")
                        .path("variants")
                        .path(0)
                        .path("price")
                        .asString())
                .isEqualTo("12.00");

        JsonNode byCategory = silkroute.synchronize("rule1", Pim.category("r1c").named("Renamed"));
        String run = byCategory.path("id").asString();
        assertThat(silkroute.activity("connector=rule1&run=" + run + "&type=product"))
                .extracting(entry -> entry.path("item").asString())
                .containsExactlyInAnyOrder("r1a", "r1b");
        assertThat(silkroute.collections().get("r1c").path("title").asString()).isEqualTo("Renamed");
    }

    @Test
    void rule_1_a_category_whose_first_product_comes_while_it_is_looked_at_becomes_a_collection() {
        silkroute.connect("rule1c", "{\"export\":{\"families\":[\"shoes\"]}}");
        List<String> categories =
                IntStream.range(0, 60).mapToObj(i -> "r1k-" + i).toList();
        for (String category : categories) {
            silkroute.push("rule1c", List.of(Pim.category(category)));
            silkroute.push(
                    "rule1c",
                    List.of(Pim.product(category + "-p")
                            .with("family", "\"shoes\"")
                            .with("categories", "[\"" + category + "\"]")));
        }
        silkroute.settled("rule1c");

        assertThat(silkroute.collections()).containsKeys(categories.toArray(String[]::new));
    }

    @Test
    void rule_2_nothing_needless_is_sent() {
        silkroute.connect("rule2", "{\"export\":{\"tags\":[\"web\"]}}");
        Pim relevant = Pim.product("r2a").tags("web");
        Pim otherTag = Pim.product("r2b").tags("print");
        Pim draft = Pim.product("r2c").tags("web").status("draft");

        JsonNode first = silkroute.synchronize("rule2", relevant, otherTag, draft);
        long writes = silkroute.writes();
        JsonNode second = silkroute.synchronize("rule2", relevant, otherTag, draft);

        assertThat(count(first, "created")).isEqualTo(1);
        assertThat(count(first, "filtered")).isEqualTo(2);
        assertThat(count(second, "unchanged")).as(second.toString()).isEqualTo(1);
        assertThat(silkroute.writes()).isEqualTo(writes);
        assertThat(inShop("r2")).containsExactly("r2a");
    }

    @Test
    void rule_3_editing_a_connector_starts_nothing() {
        silkroute.connect("rule3", "{}");
        silkroute.synchronize("rule3", Pim.product("r3a").tags("web"), Pim.product("r3b"));
        int runs = silkroute.runs("rule3").size();

        silkroute.patch("/api/connectors/rule3/config", "{\"batchSize\":10}");
        assertThat(silkroute.runs("rule3")).hasSize(runs);

        silkroute.put("/api/connectors/rule3/deactivate");
        JsonNode effect = silkroute
                .post("/api/connectors/rule3/filter-effect", "{\"status\":\"only-visible\",\"tags\":[\"web\"]}")
                .json();
        assertThat(effect.path("enter").asLong()).as(effect.toString()).isZero();
        assertThat(effect.path("leave").asLong()).isEqualTo(1);
        silkroute.patch("/api/connectors/rule3/config", "{\"export\":{\"tags\":[\"web\"]}}");
        assertThat(silkroute.runs("rule3")).hasSize(runs);
        assertThat(silkroute.status("rule3").path("pending").asLong()).isEqualTo(1);

        String before = silkroute.lastRun("rule3").path("id").asString();
        silkroute.put("/api/connectors/rule3/activate");
        JsonNode next = silkroute.runAfter("rule3", before);
        assertThat(count(next, "filtered")).as(next.toString()).isEqualTo(1);
        assertThat(silkroute.told("rule3", "product", "r3b").get(0))
                .contains("tags")
                .contains("stays in the shop");
    }

    @Test
    void rule_4_changes_that_arrive_during_a_run_join_it() {
        connectHeld("rule4", 4);
        proxy.hold("\"r4-1.\""); // the third batch
        silkroute.push("rule4", products("r4-", 1, 20));
        JsonNode run = silkroute.underWay("rule4");

        silkroute.push("rule4", products("r4-", 21, 24));
        JsonNode asked = silkroute.post("/api/connectors/rule4/sync").json();
        silkroute.pending("rule4", 24 - 8);
        proxy.release();
        JsonNode ended = silkroute.settled("rule4");

        assertThat(asked.path("id")).isEqualTo(run.path("id"));
        assertThat(ended.path("id")).isEqualTo(run.path("id"));
        assertThat(count(ended, "created")).isEqualTo(24);
        assertThat(silkroute.runs("rule4")).hasSize(1);
        assertThat(inShop("r4-")).hasSize(24);
    }

    @Test
    void rule_5_a_force_refresh_waits_its_turn_and_sends_everything_visible_and_removes_nothing() {
        connectHeld("rule5", 4);
        silkroute.patch(
                "/api/connectors/rule5/config", "{\"export\":{\"disableDeletions\":false,\"removal\":\"archive\"}}");
        silkroute.synchronize("rule5", products("r5-", 1, 16).toArray(Pim[]::new));
        silkroute.synchronize(
                "rule5",
                Pim.product("r5-15").with("axes", "[\"size\"]"),
                Pim.variant("r5-v1", "r5-15", "S"),
                Pim.variant("r5-v2", "r5-15", "M"));
        List<Pim> changed = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            changed.add(Pim.product("r5-" + i).named("Changed r5-" + i));
        }
        proxy.hold("r5-1[0-2]\\b|r5-16\\b");
        silkroute.push("rule5", changed);
        JsonNode incremental = silkroute.underWay("rule5");

        JsonNode refresh = silkroute.post("/api/connectors/rule5/force-refresh").json();
        JsonNode again = silkroute.post("/api/connectors/rule5/force-refresh").json();
        assertThat(state(refresh)).isEqualTo("queued");
        assertThat(again.path("id")).isEqualTo(refresh.path("id"));

        String id = refresh.path("id").asString();
        proxy.hold("r5-16\\b"); // which is the refresh's only
        silkroute.runIn(id, "running");
        assertThat(state(silkroute.run(incremental.path("id").asString()))).isEqualTo("completed");
        silkroute.push("rule5", List.of(Pim.product("r5-16").status("draft"), Pim.deleted("variant", "r5-v1")));
        Awaitility.await("the deletion is taken in")
                .until(() -> silkroute
                        .item("rule5", "variant", "r5-v1")
                        .path("deleted")
                        .asBoolean());
        proxy.release();
        JsonNode refreshed = silkroute.runIn(id, "completed", "completed-with-failures", "failed");
        assertThat(state(refreshed)).as(refreshed.toString()).isEqualTo("completed");
        assertThat(count(refreshed, "updated")).as(refreshed.toString()).isBetween(15L, 17L);
        assertThat(count(refreshed, "archived")).isZero();
        assertThat(count(refreshed, "deleted")).isZero();
        assertThat(count(refreshed, "unchanged")).isZero();
        assertThat(count(refreshed, "filtered")).isZero();

        JsonNode following = silkroute.runAfter("rule5", id);
        assertThat(count(following, "archived")).as(following.toString()).isEqualTo(1);
        assertThat(count(following, "deleted")).isEqualTo(1);
        assertThat(silkroute.products().get("r5-16").path("status").asString()).isEqualTo("ARCHIVED");
        assertThat(silkroute.products().get("r5-15").path("variants")).hasSize(1);
    }

    @Test
    void rule_5_a_force_refresh_overwrites_pending_deletions() {
        silkroute.connect("rule5b", "{\"export\":{\"disableDeletions\":false,\"removal\":\"delete\"}}");
        silkroute.synchronize("rule5b", Pim.product("r5b-1"), Pim.product("r5b-2"));
        silkroute.put("/api/connectors/rule5b/deactivate");
        silkroute.push("rule5b", List.of(Pim.deleted("product", "r5b-2")));
        silkroute.pending("rule5b", 1);

        JsonNode refresh =
                silkroute.post("/api/connectors/rule5b/force-refresh").json();
        silkroute.put("/api/connectors/rule5b/activate");
        JsonNode refreshed = silkroute.settled("rule5b");

        assertThat(refreshed.path("id")).isEqualTo(refresh.path("id"));
        assertThat(count(refreshed, "updated")).as(refreshed.toString()).isEqualTo(1);
        assertThat(count(refreshed, "deleted")).isZero();
        assertThat(inShop("r5b")).containsExactly("r5b-1", "r5b-2");
    }

    @Test
    void rule_6_what_renders_to_the_same_payload_is_not_sent() {
        silkroute.connect("rule6", "{}");
        Pim product = Pim.product("r6a").with("attributes", "{\"brand\":\"verano\",\"internal\":\"1\"}");
        silkroute.synchronize("rule6", product);
        long writes = silkroute.writes();

        JsonNode irrelevant =
                silkroute.synchronize("rule6", product.with("attributes", "{\"internal\":\"2\",\"brand\":\"verano\"}"));
        assertThat(count(irrelevant, "unchanged")).as(irrelevant.toString()).isEqualTo(1);
        assertThat(silkroute.writes()).isEqualTo(writes);

        JsonNode relevant = silkroute.synchronize("rule6", product.with("attributes", "{\"brand\":\"other\"}"));
        assertThat(count(relevant, "updated")).isEqualTo(1);
        assertThat(silkroute.writes()).isEqualTo(writes + 1);
    }

    @Test
    void rule_6_what_comes_again_is_compared_as_the_mapping_of_today_renders_it() {
        silkroute.connect("rule6b", "{\"export\":{\"status\":\"all\"}}");
        Pim draft = Pim.product("r6b").status("draft");
        silkroute.synchronize("rule6b", draft);
        assertThat(statuses("r6b")).containsExactly("DRAFT");

        int runs = silkroute.runs("rule6b").size();
        silkroute.patch("/api/connectors/rule6b/config", "{\"mapping\":\"without-status.yaml\"}");
        assertThat(silkroute.runs("rule6b")).hasSize(runs);
        assertThat(silkroute.status("rule6b").path("pending").asLong()).isZero();

        JsonNode again = silkroute.synchronize("rule6b", draft);
        assertThat(count(again, "updated")).as(again.toString()).isEqualTo(1);
        assertThat(statuses("r6b")).containsExactly("ACTIVE");
        assertThat(count(silkroute.synchronize("rule6b", draft), "unchanged")).isEqualTo(1);
    }

    @Test
    void rule_7_filters_are_not_changed_while_active_or_unfinished() {
        connectHeld("rule7", 2);
        String filters = "{\"export\":{\"families\":[\"shoes\"]}}";

        Silkroute.Response whileActive = silkroute.patch("/api/connectors/rule7/config", filters);
        assertThat(whileActive.status()).isEqualTo(409);
        assertThat(whileActive.json().path("detail").asString()).containsIgnoringCase("deactivate");

        proxy.hold("\"r7-([3-9]|10)\"");
        silkroute.push("rule7", products("r7-", 1, 10));
        silkroute.underWay("rule7");
        silkroute.put("/api/connectors/rule7/deactivate");
        proxy.release();
        String run = silkroute.lastRun("rule7").path("id").asString();
        silkroute.runIn(run, "interrupted");

        Silkroute.Response whileUnfinished = silkroute.patch("/api/connectors/rule7/config", filters);
        assertThat(whileUnfinished.status()).isEqualTo(409);
        assertThat(whileUnfinished.json().path("detail").asString())
                .contains(run)
                .contains("cancel");

        assertThat(silkroute.post("/api/runs/" + run + "/cancel").status()).isEqualTo(200);
        assertThat(silkroute.patch("/api/connectors/rule7/config", filters).status())
                .isEqualTo(200);
        assertThat(silkroute.status("rule7").path("pending").asLong()).isPositive();
    }

    @Test
    void rules_8_and_9_a_deactivated_run_stops_between_batches_and_goes_on_with_its_own_configuration() {
        connectHeld("rule8", 3);
        proxy.hold("\"r8-([4-9]|..)\"");
        silkroute.push("rule8", products("r8-", 1, 60));
        String id = silkroute.underWay("rule8").path("id").asString();

        silkroute.put("/api/connectors/rule8/deactivate");
        proxy.release();
        JsonNode stopped = silkroute.runIn(id, "interrupted");
        long done = count(stopped, "done");
        assertThat(done).isBetween(3L, 59L);
        assertThat(done % 3).isZero();
        assertThat(inShop("r8-")).hasSize((int) done);
        assertThat(stopped.path("reason").asString()).contains("Activate");

        silkroute.patch("/api/connectors/rule8/config", "{\"batchSize\":7}");
        assertThat(SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD)
                        .get("/runs/" + id)
                        .document()
                        .text())
                .containsPattern("batchSize\\W+3\\W+7");
        silkroute.put("/api/connectors/rule8/activate");
        JsonNode resumed = silkroute.runIn(id, "completed");

        assertThat(resumed.path("config").path("batchSize").asInt()).isEqualTo(3);
        assertThat(count(resumed, "created")).isEqualTo(60);
        assertThat(inShop("r8-")).hasSize(60);
        assertThat(silkroute.runs("rule8")).hasSize(1);
    }

    @Test
    void rule_9_a_force_refresh_supersedes_the_interrupted_run_and_takes_the_new_configuration() {
        connectHeld("rule9", 3);
        proxy.hold("\"r9-([4-9]|..)\"");
        silkroute.push("rule9", products("r9-", 1, 60));
        String id = silkroute.underWay("rule9").path("id").asString();
        silkroute.put("/api/connectors/rule9/deactivate");
        proxy.release();
        silkroute.runIn(id, "interrupted");

        silkroute.patch("/api/connectors/rule9/config", "{\"batchSize\":7}");
        JsonNode refresh = silkroute.post("/api/connectors/rule9/force-refresh").json();
        silkroute.put("/api/connectors/rule9/activate");
        JsonNode refreshed = silkroute.runIn(refresh.path("id").asString(), "completed");

        assertThat(state(silkroute.run(id))).isEqualTo("superseded");
        assertThat(refreshed.path("config").path("batchSize").asInt()).isEqualTo(7);
        assertThat(count(refreshed, "created") + count(refreshed, "updated")).isEqualTo(60);
        assertThat(inShop("r9-")).hasSize(60);
    }

    @Test
    void rule_10_all_items_go_out_as_active_unless_the_mapping_maps_their_status() {
        silkroute.connect("rule10", "{\"export\":{\"status\":\"all\"}}");
        silkroute.synchronize(
                "rule10",
                Pim.product("r10v"),
                Pim.product("r10d").status("draft"),
                Pim.product("r10i").status("invisible"));
        assertThat(statuses("r10")).containsExactly("DRAFT", "ARCHIVED", "ACTIVE");

        silkroute.connect("rule10b", "{\"mapping\":\"without-status.yaml\",\"export\":{\"status\":\"all\"}}");
        silkroute.synchronize(
                "rule10b",
                Pim.product("r1Xv"),
                Pim.product("r1Xd").status("draft"),
                Pim.product("r1Xi").status("invisible"));
        assertThat(statuses("r1X")).containsExactly("ACTIVE", "ACTIVE", "ACTIVE");
    }

    private static List<String> statuses(String prefix) {
        var products = silkroute.products();
        return inShop(prefix).stream()
                .map(id -> products.get(id).path("status").asString())
                .toList();
    }

    @Test
    void rules_11_and_12_a_new_connector_is_safe() {
        JsonNode created =
                silkroute.post("/api/connectors", "{\"name\":\"rule11\"}").json();

        JsonNode export = created.path("config").path("export");
        assertThat(created.path("active").asBoolean()).isFalse();
        assertThat(export.path("status").asString()).isEqualTo("only-visible");
        assertThat(export.path("disableDeletions").asBoolean()).isTrue();

        silkroute.connect("rule12", "{\"export\":{\"tags\":[\"first-test\"]}}");
        silkroute.synchronize("rule12", Pim.product("r12a").tags("first-test"), Pim.product("r12b"));
        assertThat(inShop("r12")).containsExactly("r12a");

        JsonNode removed = silkroute.synchronize("rule12", Pim.deleted("product", "r12a"));
        assertThat(count(removed, "filtered")).as(removed.toString()).isEqualTo(1);
        assertThat(inShop("r12")).containsExactly("r12a");
        assertThat(StreamSupport.stream(silkroute.runs("rule12").spliterator(), false))
                .allMatch(run -> state(run).equals("completed"));
    }
}
