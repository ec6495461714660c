package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** One search over everything, by API and console. */
class SearchAcceptanceTest {

    private static final Path FOLDER = RunningApplication.temporaryFolder();

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static SignedIn admin;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(FOLDER);
        silkroute = application.silkroute;
        admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
        silkroute.connect("finder", "{\"export\":{\"disableDeletions\":false,\"removal\":\"archive\"}}");
        silkroute.synchronize(
                "finder",
                Pim.product("LAMP-1")
                        .with("sku", "\"SKU-77\"")
                        .with("name", "{\"en_US\":\"Crème Lantern\",\"de_DE\":\"Straßenlaterne\"}"),
                Pim.product("LAMP-2").named("Plain lantern"),
                Pim.variant("LAMP-2-S", "LAMP-2", "S").with("barcode", "\"4012345678901\""),
                Pim.variant("LAMP-2-M", "LAMP-2", "M"),
                Pim.category("lights"),
                Pim.product("HIDDEN").status("invisible"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode items(String query) {
        Silkroute.Response response = silkroute.get("/api/connectors/finder/items?" + query);
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        return response.json();
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("items").forEach(item -> ids.add(item.path("id").asString()));
        return ids;
    }

    @Test
    void items_are_found_by_any_of_their_names() {
        for (String q : List.of("lamp-1", "sku-77", "CREME", "strassenl", "lantern crème", "crème-lantern")) {
            assertThat(ids(items("q=" + encoded(q)))).as(q).containsExactly("LAMP-1");
        }
        assertThat(ids(items("q=4012345678901"))).containsExactly("LAMP-2-S");
        assertThat(ids(items("q=lantern"))).containsExactly("LAMP-1", "LAMP-2");
        assertThat(ids(items("q=nothing"))).isEmpty();
    }

    @Test
    void items_are_found_by_what_the_shop_calls_them_variants_too() {
        for (JsonNode item : List.of(
                items("q=lamp-1").path("items").path(0),
                items("q=LAMP-2-S").path("items").path(0),
                items("q=lights").path("items").path(0))) {
            String gid = item.path("shopifyId").asString();
            String id = item.path("id").asString();
            assertThat(gid).as(id).startsWith("gid://shopify/");
            assertThat(ids(items("q=" + encoded(gid)))).as(gid).containsExactly(id);
            assertThat(ids(items("q=" + gid.substring(gid.lastIndexOf('/') + 1))))
                    .contains(id);
        }
    }

    @Test
    void a_list_tells_each_item_and_is_narrowed() {
        JsonNode lamp = items("q=sku-77").path("items").path(0);
        assertThat(lamp.path("type").asString()).isEqualTo("product");
        assertThat(lamp.path("sku").asString()).isEqualTo("SKU-77");
        assertThat(lamp.path("title").asString()).isEqualTo("Crème Lantern");
        assertThat(lamp.path("status").asString()).isEqualTo("visible");
        assertThat(lamp.path("outcomes")).extracting(JsonNode::asString).containsExactly("in-shop");
        assertThat(lamp.path("lastSent").asString()).startsWith("20");
        assertThat(items("q=sku-77").path("complete").asBoolean()).isTrue();

        assertThat(ids(items(""))).containsExactly("lights", "HIDDEN", "LAMP-1", "LAMP-2", "LAMP-2-M", "LAMP-2-S");
        assertThat(ids(items("type=variant"))).containsExactly("LAMP-2-M", "LAMP-2-S");
        assertThat(ids(items("outcome=in-shop")))
                .contains("LAMP-1", "LAMP-2-S", "lights")
                .doesNotContain("HIDDEN");
        assertThat(ids(items("outcome=filtered"))).containsExactly("HIDDEN");
        assertThat(ids(items("q=lamp&type=variant&outcome=in-shop"))).containsExactly("LAMP-2-M", "LAMP-2-S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "q=lamp", "type=variant", "outcome=in-shop"})
    void a_list_is_read_page_by_page(String query) {
        List<String> whole = ids(items(query));
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = items(query + "&limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor)));
            assertThat(page.path("items").size()).isLessThanOrEqualTo(2);
            paged.addAll(ids(page));
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());

        assertThat(paged).isNotEmpty().isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/connectors/finder/items?type=pear",
                "/api/connectors/finder/items?outcome=eaten",
                "/api/connectors/finder/items?limit=many",
                "/api/connectors/finder/items?cursor=x",
                "/api/connectors/finder/items?cursor=tcHJvZHVjdA",
                "/api/connectors/finder/items?q=l&cursor=tcHJvZHVjdCBB",
                "/api/connectors/finder/items?q=l&cursor=sMQ",
                "/api/search",
                "/api/search?q=%20"
            })
    void what_cannot_be_asked_is_told(String path) {
        Silkroute.Response refused = silkroute.get(path);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.json().path("detail").asString()).isNotBlank();
    }

    @Test
    void a_question_that_is_too_long_is_refused_and_a_connector_that_is_none_is_not_there() {
        assertThat(silkroute.get("/api/search?q=" + "x".repeat(256)).status()).isEqualTo(400);
        assertThat(silkroute.get("/api/connectors/nobody/items").status()).isEqualTo(404);
        assertThat(silkroute.get("/api/search?q=x&connector=nobody").status()).isEqualTo(404);
    }

    @Test
    void everything_is_searched_at_once() {
        String run = silkroute.lastRun("finder").path("id").asString();

        JsonNode byName = silkroute.get("/api/search?q=find").json();
        assertThat(byName.path("connectors")).extracting(JsonNode::asString).containsExactly("finder");
        JsonNode byRun = silkroute
                .get("/api/search?q=" + run.substring(0, 12).toLowerCase(java.util.Locale.ROOT))
                .json();
        assertThat(byRun.path("runs").path(0).path("id").asString()).startsWith(run.substring(0, 8));
        assertThat(ids(silkroute.get("/api/search?q=lantern").json())).contains("LAMP-1", "LAMP-2");

        SignedIn.Page page = admin.get("/search?q=lantern");
        assertThat(page.document().select(".found-items table a").eachText()).containsExactly("LAMP-1", "LAMP-2");
        assertThat(page.document().select(".found-items mark").eachText()).containsOnly("Lantern", "lantern");
        assertThat(admin.get("/search?q=" + run).told(".found-runs")).contains(run);
        assertThat(admin.get("/search?q=find").one(".found-connectors a").attr("href"))
                .isEqualTo("/connectors/finder");
        assertThat(admin.get("/search").told("main")).contains("Type the beginning of an id");
        assertThat(admin.get("/search?q=nothing-at-all&connector=finder").told(".nothing"))
                .contains("Nothing is found for nothing-at-all", "Search all connectors");
    }

    @Test
    void what_can_only_be_one_item_is_shown_at_once() {
        SignedIn.Page item = admin.get("/search?q=sku-77");
        assertThat(item.told(".item-id")).isEqualTo("LAMP-1");
        assertThat(item.told(".item-head")).contains("Crème Lantern", "SKU-77", "in the shop");
        SignedIn.Page all = admin.follow(item.one(".searched a"));
        assertThat(all.document().select(".found-items table a").eachText()).containsExactly("LAMP-1");

        silkroute.connect("double", "{}");
        silkroute.synchronize("double", Pim.product("twin"), Pim.category("twin"));
        assertThat(admin.get("/search?q=twin")
                        .document()
                        .select(".found-items table a")
                        .eachText())
                .containsExactly("twin", "twin");
    }

    @Test
    void hostile_questions_stay_text() {
        silkroute.connect("hostile-search", "{}");
        silkroute.synchronize(
                "hostile-search", Pim.product("<b onmouseover=alert(1)>").named("<img src=x onerror=alert(2)> lamp"));
        for (String q : List.of(
                "<img",
                "<b onmouseover",
                "\"><script>alert(3)</script>",
                "%",
                "_",
                "'",
                "' or 1=1 --",
                "\u202Elamp",
                "lamp\u0000",
                "*",
                "${7*7}",
                "x".repeat(2_000))) {
            for (String path : List.of("/search?q=", "/search?all=true&q=", "/connectors/hostile-search/items?q=")) {
                SignedIn.Page page = admin.get(path + encoded(q));
                assertThat(page.status()).as(q).isIn(200, 400);
                assertThat(page.document().select("main script, main img, main b, [onerror], [onmouseover]"))
                        .as(q)
                        .isEmpty();
            }
        }
        assertThat(admin.get("/search?q=" + "x".repeat(300)).told(".problem")).contains("first 255 characters");
        assertThat(admin.get("/search?all=true&q=" + encoded("<img"))
                        .document()
                        .select(".found-items mark")
                        .eachText())
                .contains("<img");
    }

    @Test
    void a_change_is_found_when_it_has_been_made() {
        silkroute.connect("changing", "{\"export\":{\"disableDeletions\":false,\"removal\":\"archive\"}}");
        silkroute.synchronize("changing", Pim.product("CH-1").named("Before"));
        assertThat(ids(silkroute.get("/api/search?q=before&connector=changing").json()))
                .containsExactly("CH-1");

        silkroute.synchronize("changing", Pim.product("CH-1").named("Behind"));
        assertThat(ids(silkroute.get("/api/search?q=before&connector=changing").json()))
                .isEmpty();
        assertThat(ids(silkroute.get("/api/search?q=behind&connector=changing").json()))
                .containsExactly("CH-1");

        silkroute.put("/api/connectors/changing/deactivate");
        silkroute.push("changing", Pim.product("CH-1").named("Beyond").toString());
        silkroute.pending("changing", 1);
        SignedIn.Page differs = admin.get("/connectors/changing/items/product/CH-1");
        assertThat(differs.told(".field-changed")).contains("title", "changed", "Behind", "Beyond");
        silkroute.put("/api/connectors/changing/activate");
        silkroute.settled("changing");

        String[] axes = {"a", "b", "c", "d"};
        silkroute.synchronize(
                "changing",
                Pim.product("CH-1").with("axes", "[\"" + String.join("\",\"", axes) + "\"]"),
                Pim.variant("CH-1-S", "CH-1", "S")
                        .with("attributes", "{\"a\":\"1\",\"b\":\"1\",\"c\":\"1\",\"d\":\"1\"}"));
        assertThat(ids(silkroute
                        .get("/api/connectors/changing/items?outcome=failed")
                        .json()))
                .contains("CH-1");

        silkroute.synchronize("changing", Pim.product("CH-1").status("invisible"));
        assertThat(ids(silkroute
                        .get("/api/connectors/changing/items?outcome=failed")
                        .json()))
                .isEmpty();
        assertThat(ids(silkroute
                        .get("/api/connectors/changing/items?outcome=in-shop")
                        .json()))
                .isEmpty();
        assertThat(ids(silkroute
                        .get("/api/connectors/changing/items?outcome=removed")
                        .json()))
                .containsExactly("CH-1");
    }

    @Test
    void an_item_that_other_filters_let_through_waits_from_then_on() {
        silkroute.connect("filtering", "{\"export\":{\"tags\":[\"shop\"]}}");
        silkroute.synchronize("filtering", Pim.product("FI-1").tags("shop"), Pim.product("FI-2"));
        assertThat(ids(outcome("filtering", "filtered"))).containsExactly("FI-2");

        silkroute.put("/api/connectors/filtering/deactivate");
        assertThat(silkroute
                        .patch("/api/connectors/filtering/config", "{\"export\":{\"tags\":[]}}")
                        .status())
                .isEqualTo(200);

        assertThat(ids(outcome("filtering", "waiting"))).containsExactly("FI-2");
        assertThat(ids(outcome("filtering", "filtered"))).isEmpty();
    }

    /** As soon as the index knows what has happened. */
    private static JsonNode outcome(String connector, String outcome) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> silkroute
                                .get("/api/connectors/" + connector + "/items?outcome=" + outcome)
                                .json(),
                        page -> page.path("complete").asBoolean());
    }

    @Test
    void nothing_of_a_deleted_connector_is_found() {
        silkroute.connect("passing", "{}");
        silkroute.synchronize("passing", Pim.product("gone-1"));
        assertThat(ids(silkroute.get("/api/search?q=gone-1").json())).hasSize(1);

        silkroute.put("/api/connectors/passing/deactivate");
        assertThat(silkroute.delete("/api/connectors/passing").status()).isEqualTo(204);
        silkroute.connect("passing", "{}");
        silkroute.synchronize("passing", Pim.product("new-1"));

        assertThat(ids(silkroute.get("/api/search?q=gone-1").json())).isEmpty();
        assertThat(ids(silkroute.get("/api/search?q=new-1").json())).hasSize(1);
    }

    @Test
    void an_items_page_tells_field_by_field_where_it_belongs_and_what_belongs_to_it() {
        SignedIn.Page product = admin.get("/connectors/finder/items/product/LAMP-2");
        assertThat(product.told(".by-field")).contains("title", "Plain lantern", "name, else sku, else id");
        assertThat(product.told(".item-fields")).contains("No field differs from what was sent last");
        assertThat(product.document().select(".item-variants a").eachText()).containsExactly("LAMP-2-S", "LAMP-2-M");
        assertThat(product.document().select(".shop-admin"))
                .as("the sandbox has no admin")
                .isEmpty();

        SignedIn.Page variant = admin.follow(product.one(".item-variants a"));
        assertThat(variant.told("h1")).isEqualTo("variant LAMP-2-S");
        assertThat(variant.told(".by-field")).contains("variants[LAMP-2-S].barcode", "4012345678901");
        assertThat(admin.follow(variant.one(".item-parent")).told("h1")).isEqualTo("product LAMP-2");
    }

    @Test
    void deliveries_with_something_to_be_mended_are_listed_alone() {
        silkroute.connect("mending", "{}");
        silkroute.push("mending", Pim.product("ok").toString());
        silkroute.push("mending", Pim.product("ok-2").toString(), "{\"type\":\"pear\",\"id\":\"p\"}");

        assertThat(silkroute
                        .get("/api/connectors/mending/receipts")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(2);
        JsonNode open = silkroute
                .get("/api/connectors/mending/receipts?open=true")
                .json()
                .path("items");
        assertThat(open.size()).isEqualTo(1);
        assertThat(open.path(0).path("open").asInt()).isEqualTo(1);
        assertThat(admin.get("/connectors/mending/receipts?open=true")
                        .document()
                        .select("tbody tr"))
                .hasSize(1);
        assertThat(admin.get("/connectors/mending").one(".count-refused a").attr("href"))
                .endsWith("/receipts?open=true");
    }

    /** As after an upgrade, when the tables are full and there is no index. */
    @Test
    void an_index_that_is_lost_is_made_anew_beside_the_work() {
        Path folder = RunningApplication.temporaryFolder();
        try (RunningApplication before = RunningApplication.start(folder)) {
            before.silkroute.connect("kept", "{}");
            before.silkroute.push(
                    "kept",
                    IntStream.range(0, 1_200)
                            .mapToObj(i -> Pim.category("kept-" + i))
                            .toList());
            before.silkroute.settled("kept");
        }
        delete(folder.resolve("data/search"));
        try (RunningApplication after = RunningApplication.start(folder)) {
            JsonNode whole = Awaitility.await("the index is whole")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(
                            () -> after.silkroute
                                    .get("/api/search?q=kept-&limit=500")
                                    .json(),
                            page -> page.path("complete").asBoolean());
            TreeSet<String> found = new TreeSet<>(ids(whole));
            while (!whole.path("next").isNull()) {
                whole = after.silkroute
                        .get("/api/search?q=kept-&limit=500&cursor="
                                + whole.path("next").asString())
                        .json();
                found.addAll(ids(whole));
            }
            assertThat(found).hasSize(1_200);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
