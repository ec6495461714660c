package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jms.core.JmsTemplate;
import tools.jackson.databind.JsonNode;

/** Activity, items, waiting items and dead letters as people see them in the console. */
class ItemPagesAcceptanceTest {

    private static final String HOSTILE = "<script>alert(1)</script>\\\"'><img src=x onerror=alert(2)>${7*7}[[${1+1}]]";

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static SignedIn operator;
    private static SignedIn viewer;
    private static SignedIn admin;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.shopify.attempts=2",
                "silkroute.shopify.first-pause=20ms",
                "silkroute.users[0].name=otto",
                "silkroute.users[0].password=password-of-otto",
                "silkroute.users[0].role=operator",
                "silkroute.users[1].name=vera",
                "silkroute.users[1].password=password-of-vera",
                "silkroute.users[1].role=viewer");
        silkroute = application.silkroute;
        operator = SignedIn.as(silkroute.address(), "otto", "password-of-otto");
        viewer = SignedIn.as(silkroute.address(), "vera", "password-of-vera");
        admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void refuse(String item) {
        silkroute.control("""
                {"faults":[{"operation":"productSet","item":"%s","kind":"user-error","code":"INVALID_VARIANT",\
                "field":["input","variants","0","price"],"message":"Price is too high"}]}""".formatted(item));
    }

    @Test
    void the_activity_log_is_filtered_searched_and_exported() {
        silkroute.connect("log", "{}");
        JsonNode run = silkroute.synchronize("log", Pim.product("lg-1"), Pim.product("lg-2"), Pim.category("lg-c"));
        silkroute.synchronize(
                "log",
                Pim.product("lg-wide").with("axes", "[\"a\",\"b\",\"c\",\"d\"]"),
                Pim.variant("lg-w1", "lg-wide", "S")
                        .with("attributes", "{\"a\":\"1\",\"b\":\"1\",\"c\":\"1\",\"d\":\"1\"}"));

        SignedIn.Page all = viewer.get("/connectors/log/activity");
        assertThat(all.status()).as(all.text()).isEqualTo(200);
        assertThat(all.told(".log")).contains("product lg-1", "product lg-2", "category lg-c", "product lg-wide");

        assertThat(viewer.get("/connectors/log/activity?outcome=rejected")
                        .document()
                        .select(".log-item")
                        .eachText())
                .contains("product lg-wide")
                .doesNotContain("product lg-1", "product lg-2", "category lg-c");
        assertThat(viewer.get("/connectors/log/activity?type=category")
                        .document()
                        .select(".log-item")
                        .eachText())
                .isNotEmpty()
                .containsOnly("category lg-c");
        assertThat(viewer.get("/connectors/log/activity?item=lg-2")
                        .document()
                        .select(".log-item")
                        .eachText())
                .isNotEmpty()
                .containsOnly("product lg-2");
        assertThat(viewer.get("/connectors/log/activity?kind=operator").told(".log"))
                .contains("created")
                .doesNotContain("lg-1");
        assertThat(viewer.get("/connectors/log/activity?q=LG-WIDE")
                        .document()
                        .select(".log-item")
                        .eachText())
                .contains("product lg-wide")
                .doesNotContain("product lg-1", "product lg-2", "category lg-c");
        assertThat(viewer.get("/connectors/log/activity?run=" + run.path("id").asString())
                        .told(".log"))
                .contains("lg-1")
                .doesNotContain("lg-wide");
        assertThat(viewer.get("/connectors/log/activity?since=2999-01-01T00:00").told("main"))
                .contains("Nothing matches this filter");
        assertThat(viewer.get("/connectors/log/activity?until=2999-01-01T00:00").told(".log"))
                .contains("lg-1");

        SignedIn.Page searched = viewer.get("/connectors/log/activity?q=lg-1&outcome=created");
        assertThat(searched.one("main input[name=q]").attr("value")).isEqualTo("lg-1");
        assertThat(searched.one("select[name=outcome] option[selected]").attr("value"))
                .isEqualTo("created");
        String csv = viewer.follow(searched.one("a.csv")).text();
        assertThat(csv).startsWith("id,at,connector").contains("lg-1").doesNotContain("lg-2");
        assertThat(viewer.follow(searched.one(".log-item")).told("h1")).isEqualTo("product lg-1");
        assertThat(searched.one(".log-run").attr("href"))
                .isEqualTo("/runs/" + run.path("id").asString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outcome=eaten",
                "type=pear",
                "kind=pear",
                "since=yesterday",
                "cursor=x",
                "run=a-run-that-is-no-run-because-it-is-too-long"
            })
    void a_filter_that_cannot_be_is_told_on_the_page(String query) {
        if (silkroute.get("/api/connectors/odd-filters").status() == 404) {
            silkroute.connect("odd-filters", "{}");
        }

        SignedIn.Page page = viewer.get("/connectors/odd-filters/activity?" + query);

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.told(".problem")).contains("parameter");
        assertThat(page.document().select("form.filters")).hasSize(1);
    }

    @Test
    void a_long_log_is_read_page_by_page() {
        silkroute.connect("pages", "{}");
        silkroute.synchronize(
                "pages",
                IntStream.range(0, 150).mapToObj(i -> Pim.category("pg-" + i)).toArray(Pim[]::new));

        SignedIn.Page first = viewer.get("/connectors/pages/activity?type=category");
        SignedIn.Page second = viewer.follow(first.one("a[rel=next]"));

        var seen = new java.util.TreeSet<>(first.document().select(".log-item").eachText());
        assertThat(seen).hasSize(100);
        seen.addAll(second.document().select(".log-item").eachText());
        assertThat(seen).hasSize(150);
        assertThat(second.document().select("a[rel=next]")).isEmpty();
        assertThat(viewer.follow(second.one(".paging a")).document().select(".log-item"))
                .hasSize(100);
    }

    @Test
    void hostile_text_stays_text() {
        silkroute.connect("hostile", "{}");
        String id = "<b onmouseover=alert(3)>" + "x";
        silkroute.synchronize("hostile", Pim.product(id).named(HOSTILE));
        refuse(".*");
        silkroute.synchronize("hostile", Pim.product(id).named(HOSTILE + " again"));
        silkroute.control("{\"clearFaults\":true}");

        for (String path : new String[] {
            "/connectors/hostile/items/product/" + encoded(id),
            "/connectors/hostile/activity",
            "/connectors/hostile/activity?q=" + encoded("\"><script>alert(4)</script>"),
            "/connectors/hostile/activity?outcome=" + encoded("\"><script>alert(4)</script>"),
            "/connectors/hostile/items?q=" + encoded("<b"),
            "/connectors/hostile/parked"
        }) {
            SignedIn.Page page = viewer.get(path);
            assertThat(page.status()).as(path).isIn(200, 400);
            assertThat(page.document().select("main script, main img, main b, [onerror], [onmouseover], [style]"))
                    .as(path)
                    .isEmpty();
        }
        SignedIn.Page page = viewer.get("/connectors/hostile/items/product/" + encoded(id));
        assertThat(page.told("h1")).contains(id);
        assertThat(page.told(".image")).contains("<script>alert(1)</script>", "${7*7}", "[[${1+1}]]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "it's \"so\"",
                "été 日本 🎈",
                "100% + ?x=1&y#z",
                "a;b",
                "a\\b",
                "..",
                "a/../b",
                "a//b",
                "{id}"
            })
    void any_id_has_its_page_and_its_replay(String id) {
        String name = "odd-" + Integer.toHexString(id.hashCode());
        silkroute.connect(name, "{}");
        silkroute.synchronize(
                name,
                new Pim(Silkroute.JSON.createObjectNode().put("type", "product").put("id", id)).named("Odd " + name));

        SignedIn.Page found = viewer.get("/connectors/" + name + "/items?type=product&q=" + encoded(id));
        SignedIn.Page page = operator.follow(found.one("table.items a"));
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.told(".item-id")).isEqualTo(id);

        SignedIn.Page replayed = operator.submit(page.one(".now form"));
        assertThat(replayed.status()).as(replayed.text()).isEqualTo(200);
        assertThat(replayed.told(".item-id")).isEqualTo(id);
        assertThat(replayed.told(".notice")).contains("tried again");
        String run = replayed.one(".notice a").attr("href").substring("/runs/".length());
        silkroute.runIn(run, "completed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "it's \"so\"", "été 日本 🎈", "100% + ?x=1&y#z"})
    void the_path_carries_an_encoded_id(String id) {
        String name = "path-" + Integer.toHexString(id.hashCode());
        silkroute.connect(name, "{}");
        silkroute.synchronize(
                name,
                new Pim(Silkroute.JSON.createObjectNode().put("type", "product").put("id", id)).named("Odd " + name));

        SignedIn.Page page = viewer.get("/connectors/" + name + "/items/product/" + encoded(id));

        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.told(".item-id")).isEqualTo(id);
    }

    @Test
    void an_item_tells_what_would_happen_and_why() {
        silkroute.connect("why", "{}");
        silkroute.synchronize("why", Pim.product("wy1").named("Lamp"), Pim.variant("wy1-s", "wy1", "S"));

        SignedIn.Page page = viewer.get("/connectors/why/items/product/wy1");
        assertThat(page.told(".now h2")).isEqualTo("Nothing would be sent");
        assertThat(page.told(".why")).isEqualTo("Equal to what the shop accepted last.");
        assertThat(page.told(".image")).contains("\"en_US\" : \"Lamp\"");
        assertThat(page.told(".payload")).contains("\"title\" : \"Lamp\"");
        assertThat(page.told(".last-exported")).contains("\"title\" : \"Lamp\"");
        assertThat(page.told(".facts")).contains("gid://shopify/Product/");
        assertThat(page.document().select(".request")).isNotEmpty();
        assertThat(page.told(".requests")).contains("productSet", "points", "1 attempt");

        SignedIn.Page variant = viewer.get("/connectors/why/items/variant/wy1-s");
        assertThat(variant.told(".now h2")).isEqualTo("It goes with its product");
        assertThat(viewer.get("/connectors/why/items/product/nobody").status()).isEqualTo(404);
        assertThat(viewer.get("/connectors/why/items/pear/wy1").status()).isEqualTo(404);
        assertThat(viewer.get("/connectors/nobody/items/product/wy1").status()).isEqualTo(404);
    }

    @Test
    void items_are_found_by_the_beginning_of_their_id() {
        silkroute.connect("finding", "{}");
        silkroute.synchronize(
                "finding",
                IntStream.range(100, 160).mapToObj(i -> Pim.category("f_" + i)).toArray(Pim[]::new));
        silkroute.synchronize("finding", Pim.product("fx1"), Pim.product("f_product"));

        assertThat(viewer.get("/connectors/finding/items?q=f_p")
                        .document()
                        .select("table.items a")
                        .eachText())
                .containsExactly("f_product");
        SignedIn.Page first = viewer.get("/connectors/finding/items?q=f_&type=category");
        assertThat(first.document().select("table.items a")).hasSize(50);
        assertThat(viewer.follow(first.one("a[rel=next]")).document().select("table.items a"))
                .hasSize(10);
        assertThat(viewer.get("/connectors/finding/items?q=nothing").told("main"))
                .contains("No item has such an id");
    }

    @Test
    void waiting_items_are_told_and_replayed_together() {
        silkroute.connect("waiting", "{}");
        refuse("wt[12]");
        silkroute.synchronize("waiting", Pim.product("wt1"), Pim.product("wt2"), Pim.product("wt3"));
        silkroute.control("{\"clearFaults\":true}");

        SignedIn.Page page = operator.get("/connectors/waiting/parked");
        assertThat(page.document().select(".waiting .log-item").eachText())
                .containsExactlyInAnyOrder("product wt1", "product wt2");
        assertThat(page.told(".waiting")).contains("Price is too high", "variants.0.price", "attempt");
        assertThat(operator.follow(page.one(".waiting .log-item")).told(".waiting-sentence"))
                .contains("Check its price");

        SignedIn.Page one = operator.submit(page.one(".waiting form"));
        assertThat(one.told(".notice")).contains("tried again");
        silkroute.runIn(one.one(".notice a").attr("href").substring("/runs/".length()), "completed");
        SignedIn.Page all =
                operator.submit(operator.get("/connectors/waiting/parked").one("main > form"));
        silkroute.runIn(all.one(".notice a").attr("href").substring("/runs/".length()), "completed");

        assertThat(operator.get("/connectors/waiting/parked").told("main")).contains("No item waits.");
        assertThat(operator.submit(page.one("main > form")).told(".problem")).contains("nothing to replay");
    }

    @Test
    void a_viewer_sees_no_buttons_and_may_not_act() {
        silkroute.connect("viewing", "{}");
        silkroute.synchronize(
                "viewing",
                Pim.product("vw1").with("axes", "[\"a\",\"b\",\"c\",\"d\"]"),
                Pim.variant("vw2", "vw1", "S"));
        String letter = dead("nothing of use");

        for (String path : new String[] {
            "/connectors/viewing/items/product/vw1",
            "/connectors/viewing/parked",
            "/dead-letters",
            "/dead-letters/" + letter
        }) {
            assertThat(viewer.get(path).document().select("main form[method=post]"))
                    .as(path)
                    .isEmpty();
            assertThat(operator.get(path).status()).as(path).isEqualTo(200);
        }
        Element token = viewer.get("/connectors/viewing/activity").document().selectFirst("input[name=_csrf]");
        Map<String, String> fields = token == null
                ? Map.of("type", "product", "id", "vw1")
                : Map.of("type", "product", "id", "vw1", "_csrf", token.attr("value"));
        for (String path : new String[] {
            "/connectors/viewing/items/replay",
            "/connectors/viewing/parked/replay",
            "/dead-letters/" + letter + "/replay",
            "/dead-letters/" + letter + "/discard"
        }) {
            assertThat(viewer.post(path, fields).status()).as(path).isEqualTo(403);
        }
        assertThat(operator.post("/connectors/viewing/items/replay", Map.of("type", "product", "id", "vw1"))
                        .status())
                .as("without CSRF token")
                .isEqualTo(403);
        assertThat(operator.get("/dead-letters/" + letter).document().select("form[action$=discard]"))
                .isEmpty();
        admin.submit(admin.get("/dead-letters/" + letter).one("form[action$=discard]"));
    }

    @Test
    void an_operator_changes_no_configuration() {
        silkroute.connect("operating", "{}");

        SignedIn.Page home = operator.get("/");
        assertThat(home.document().select("main form")).isEmpty();
        SignedIn.Page config = operator.get("/connectors/operating/config");
        assertThat(config.document().select("fieldset:not([disabled]), main button"))
                .isEmpty();

        String token = home.one("input[name=_csrf]").val();
        for (String path : new String[] {"/connectors", "/connectors/operating/config"}) {
            SignedIn.Page refused = operator.post(path, Map.of("_csrf", token, "name", "mine", "batchSize", "9"));
            assertThat(refused.status()).as(path).isEqualTo(403);
            assertThat(refused.told("main")).as(path).contains("Your role does not allow this");
        }
        assertThat(silkroute
                        .get("/api/connectors/operating/config")
                        .json()
                        .path("batchSize")
                        .asInt())
                .isEqualTo(50);
        assertThat(silkroute.get("/api/connectors/mine").status()).isEqualTo(404);
    }

    @Test
    void an_operator_runs_a_connector_by_the_forms_and_a_viewer_is_shown_none() {
        silkroute.connect("running", "{}");
        silkroute.synchronize("running", Pim.product("ru1"));
        String before = silkroute.lastRun("running").path("id").asString();
        assertThat(viewer.get("/connectors/running").document().select("main form"))
                .isEmpty();
        assertThat(viewer.get("/runs/" + before).document().select("main form")).isEmpty();

        SignedIn.Page page = operator.get("/connectors/running");
        assertThat(page.document().select("main form").eachAttr("action"))
                .containsExactlyInAnyOrder("/connectors/running/sync", "/connectors/running/deactivate");
        assertThat(viewer.get("/connectors/running/force-refresh").document().select("main form"))
                .isEmpty();
        operator.submit(operator.follow(page.one("a.refresh")).one("form[action$=/force-refresh]"));
        assertThat(silkroute.runAfter("running", before).path("state").asString())
                .isEqualTo("completed");

        operator.submit(operator.get("/connectors/running").one("form[action$=/deactivate]"));
        assertThat(silkroute.status("running").path("active").asBoolean()).isFalse();
        operator.submit(operator.get("/connectors/running").one("form[action$=/activate]"));
        assertThat(silkroute.status("running").path("active").asBoolean()).isTrue();
    }

    @Test
    void a_dead_letter_is_read_and_put_back() {
        silkroute.connect("posting", "{}");
        String letter = dead(Pim.product("dp1").named("<i>x</i>").toString());

        SignedIn.Page page = operator.get("/dead-letters/" + letter);
        assertThat(page.told("pre")).contains("dp1", "<i>x</i>");
        SignedIn.Page after = operator.submit(page.one("form[action$=replay]"));

        assertThat(after.told(".notice")).contains("back on its queue");
        Awaitility.await("the message is worked off")
                .until(() -> silkroute.products().containsKey("dp1"));
        assertThat(operator.submit(page.one("form[action$=replay]")).told(".notice"))
                .contains("already");
        assertThat(operator.get("/dead-letters/" + letter).status()).isEqualTo(404);
    }

    private static String dead(String body) {
        application.context.getBean(JmsTemplate.class).send("dead.letters", session -> {
            var message = session.createTextMessage(body);
            message.setStringProperty("_AMQ_ORIG_QUEUE", "pim.changes");
            message.setStringProperty("connector", "posting");
            message.setLongProperty("arrival", ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
            return message;
        });
        return Awaitility.await("a dead letter").until(() -> letter(body), id -> !id.isEmpty());
    }

    private static String letter(String body) {
        for (JsonNode letter : silkroute.get("/api/dead-letters").json().path("items")) {
            String id = letter.path("id").asString();
            if (silkroute
                    .get("/api/dead-letters/" + id)
                    .json()
                    .path("body")
                    .asString()
                    .equals(body)) {
                return id;
            }
        }
        return "";
    }
}
