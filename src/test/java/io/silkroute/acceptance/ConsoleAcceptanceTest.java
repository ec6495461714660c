package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Overview, connectors, configuration and runs as a person in front of a browser meets them. */
class ConsoleAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static SignedIn admin;

    @AutoClose
    private static RecordingProxy proxy;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.shopify.attempts=2", "silkroute.shopify.first-pause=20ms", RecordingProxy.IN_TURN);
        silkroute = application.silkroute;
        proxy = new RecordingProxy(silkroute.address());
        admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
    }

    @AfterEach
    void shopIsWellAgain() {
        silkroute.control("{\"clearFaults\":true}");
        proxy.release();
    }

    private static Map<String, String> with(Element form, String field, String value) {
        Map<String, String> fields = SignedIn.filled(form);
        fields.put(field, value);
        return fields;
    }

    @Test
    void the_overview_is_never_green_after_failures() {
        silkroute.connect("red", "{}");
        silkroute.control("{\"faults\":[{\"operation\":\"productSet\",\"item\":\"cr1\",\"kind\":\"user-error\","
                + "\"code\":\"INVALID_INPUT\",\"field\":[\"input\",\"title\"],\"message\":\"no\"}]}");
        silkroute.synchronize("red", Pim.product("cr1"), Pim.product("cr2"));

        Element card = admin.get("/")
                .document()
                .select(".fleet-row:has(a[href=/connectors/red])")
                .get(0);

        assertThat(card.select(".state").text()).isEqualTo("Needs you");
        assertThat(card.text()).contains("One item waits for you");
    }

    @Test
    void a_connector_is_made_configured_activated_and_synchronized_by_forms() {
        SignedIn.Page home = admin.get("/");
        SignedIn.Page made = admin.submit(home.one("form[action=/connectors]"), Map.of("name", "byhand"));
        assertThat(made.told(".notice")).contains("created, inactive");

        Element form = admin.get("/connectors/byhand/config").one("form[action$=/config]");
        Map<String, String> fields = SignedIn.filled(form);
        fields.put("shop.domain", "demo.myshopify.com");
        fields.put("shop.endpoint", silkroute.address().toString());
        fields.put("shop.accessToken", Silkroute.SHOP_TOKEN);
        SignedIn.Page saved = admin.submit(form, fields);
        assertThat(saved.told(".notice")).as(saved.text()).contains("Saved");
        assertThat(saved.text()).doesNotContain(Silkroute.SHOP_TOKEN);
        Element goesOut = admin.get("/connectors/byhand/config/export").one("form[action$=/config/export]");
        SignedIn.Page shown = admin.submit(goesOut, with(goesOut, "export.tags", "summer\nwinter"));
        assertThat(shown.one("textarea[name=export.tags]").text())
                .contains("summer")
                .contains("winter");
        Element removals = admin.get("/connectors/byhand/config/removals").one("form[action$=/config/removals]");
        Map<String, String> deleting = SignedIn.filled(removals);
        deleting.remove("export.disableDeletions");
        assertThat(admin.submit(removals, deleting).document().select("input[name=export.disableDeletions][checked]"))
                .isEmpty();

        SignedIn.Page active = admin.submit(admin.get("/connectors/byhand").one("form[action$=/activate]"));
        assertThat(active.told(".notice")).as(active.text()).contains("active");
        SignedIn.Page refreshed = admin.submit(
                admin.follow(admin.get("/connectors/byhand").one("a.refresh")).one("form[action$=/force-refresh]"));
        SignedIn.Page run = admin.follow(refreshed.one(".notice a"));
        assertThat(run.one("h1").text()).contains("Force refresh");
        assertThat(run.told(".asked-by")).isEqualTo("admin");
    }

    @Test
    void what_is_wrong_with_a_configuration_stands_at_its_field() {
        silkroute.connect("wrong", "{}");
        Element form = admin.get("/connectors/wrong/config/export").one("form[action$=/config/export]");
        Map<String, String> fields = SignedIn.filled(form);
        fields.put("batchSize", "many");
        fields.put("mapping", "nowhere.yaml");

        SignedIn.Page refused = admin.submit(form, fields);

        assertThat(refused.told(".problem")).contains("Nothing was saved");
        assertThat(refused.document().select(".problem a[href=#batchSize], .problem a[href=#mapping]"))
                .hasSize(2);
        assertThat(refused.one("#batchSize").attr("aria-describedby")).contains("batchSize.wrong");
        assertThat(refused.told("div:has(> #batchSize) .wrong")).isNotEmpty();
        assertThat(refused.told("div:has(> #mapping) .wrong")).contains("nowhere.yaml");
        assertThat(refused.one("#batchSize").val()).isEqualTo("many");
    }

    @Test
    void filters_of_an_active_connector_are_refused_with_a_sentence() {
        silkroute.connect("busy", "{}");
        Element form = admin.get("/connectors/busy/config/export").one("form[action$=/config/export]");
        Map<String, String> fields = SignedIn.filled(form);
        fields.put("export.status", "all");

        assertThat(admin.submit(form, fields).told(".problem")).contains("Deactivate it first");
    }

    @Test
    void a_filter_tells_its_effect_before_it_is_saved() {
        silkroute.connect("effect", "{}");
        silkroute.synchronize("effect", Pim.product("ce1").tags("a"), Pim.product("ce2"));
        Element form = admin.get("/connectors/effect/config/export").one("form[action$=/config/export]");
        Map<String, String> fields = SignedIn.filled(form);
        form.select("input[type=hidden]").forEach(field -> fields.put(field.attr("name"), field.val()));
        fields.put("export.tags", "a");

        SignedIn.Page preview = admin.post("/connectors/effect/config/preview", fields);

        assertThat(preview.told(".notice"))
                .contains("0 items would enter")
                .contains("1 item would pass no longer; that is only noted");
        assertThat(silkroute.get("/api/connectors/effect/config").json().at("/export/tags"))
                .isEmpty();
    }

    @Test
    void a_run_shows_its_counts_and_leads_to_its_items() {
        silkroute.connect("counts", "{}");
        silkroute.synchronize("counts", Pim.product("cc1"), Pim.product("cc2"));
        String run = silkroute.lastRun("counts").path("id").asString();

        SignedIn.Page page = admin.get("/runs/" + run);
        assertThat(page.one("h1 .state").text()).isEqualTo("completed");
        Element created = page.one("a[data-live=counts.created]");
        assertThat(created.text()).isEqualTo("2");
        assertThat(admin.follow(created).text()).contains("cc1").contains("cc2");
        assertThat(admin.get("/runs/nobody").status()).isEqualTo(404);
    }

    @Test
    void errors_are_pages_with_a_sentence_and_a_way_back() {
        silkroute.connect("errors", "{}");
        SignedIn.Page noRun = admin.get("/runs/nobody");
        assertThat(noRun.status()).isEqualTo(404);
        assertThat(noRun.told("main")).contains("Not found", "There is no run nobody.");
        assertThat(noRun.one("main a").attr("href")).isEqualTo("/");
        assertThat(admin.get("/connectors/nobody").told("main")).contains("There is no connector nobody.");

        SignedIn.Page nowhere = admin.get("/nowhere");
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.told("main")).contains("There is nothing at this address");

        assertThat(admin.get("/dead-letters/no-number").status()).isEqualTo(400);
        assertThat(admin.get("/dead-letters/no-number").told("h1")).isEqualTo("This did not work");

        SignedIn.Page tooOld = admin.post("/connectors/errors/deactivate", Map.of());
        assertThat(tooOld.status()).isEqualTo(403);
        assertThat(tooOld.told("main")).contains("Not allowed", "The page is too old");
        assertThat(silkroute.status("errors").path("active").asBoolean()).isTrue();

        SignedIn.Page none = admin.get("/error");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.told("main")).contains("Not found").doesNotContain("Exception");
    }

    @Test
    void pages_fetch_nothing_from_elsewhere_and_every_field_has_its_label() {
        silkroute.connect("plain", "{}");
        silkroute.synchronize("plain", Pim.product("pl1"));
        String run = silkroute.lastRun("plain").path("id").asString();

        for (String path : new String[] {
            "/",
            "/connectors/plain",
            "/connectors/plain/config",
            "/connectors/plain/activity",
            "/connectors/plain/items",
            "/connectors/plain/items/product/pl1",
            "/connectors/plain/parked",
            "/connectors/plain/incomplete",
            "/connectors/plain/force-refresh",
            "/connectors/plain/to-do",
            "/connectors/plain/runs",
            "/connectors/plain/receipts",
            "/connectors/plain/sources",
            "/connectors/plain/webhooks",
            "/connectors/plain/imports",
            "/runs/" + run,
            "/dead-letters",
            "/nowhere",
            "/login",
            "/sandbox",
            "/sandbox/collections",
            "/sandbox/discounts",
            "/sandbox/orders"
        }) {
            Element page = admin.get(path).document();
            assertThat(page.select("h1")).as(path).hasSize(1);
            assertThat(page.select("main")).as(path).hasSize(1);
            assertThat(page.select("script:not([src]), style, [style], [onclick], [onload]"))
                    .as("nothing inline, which the content policy forbids: " + path)
                    .isEmpty();
            assertThat(page.select("[src], link[href]"))
                    .as(path)
                    .allSatisfy(fetched -> assertThat(fetched.attr(fetched.hasAttr("src") ? "src" : "href"))
                            .matches("/(css|js|fonts|favicon).*"));
            assertThat(page.select("input:not([type=hidden]), select, textarea"))
                    .as(path)
                    .allSatisfy(field -> assertThat(field.parents().is("label")
                                    || !page.select("label[for=\"" + field.id() + "\"]")
                                            .isEmpty())
                            .as(field.toString())
                            .isTrue());
        }
    }

    @Test
    void an_interrupted_run_shows_what_was_changed_since_it_started() {
        silkroute.connect("broken-off", "{\"batchSize\":3,\"shop\":{\"endpoint\":\"" + proxy.address() + "\"}}");
        proxy.hold("\"bo([3-9]|..)\"");
        silkroute.push(
                "broken-off",
                IntStream.range(0, 12).mapToObj(i -> Pim.product("bo" + i)).toList());
        String id = silkroute.underWay("broken-off").path("id").asString();
        SignedIn.Page live = admin.get("/runs/" + id);
        assertThat(live.one("main").attr("data-run-events")).isEqualTo("/api/runs/" + id + "/events");
        assertThat(live.document().select("progress")).hasSize(1);

        admin.submit(admin.get("/connectors/broken-off").one("form[action$=/deactivate]"));
        proxy.release();
        silkroute.runIn(id, "interrupted");
        silkroute.patch("/api/connectors/broken-off/config", "{\"batchSize\":7}");

        SignedIn.Page page = admin.get("/runs/" + id);
        assertThat(page.one("main").hasAttr("data-run-events")).isFalse();
        assertThat(page.document().select("tr:has(td:contains(batchSize)) td").eachText())
                .containsExactly("batchSize", "3", "7");
        SignedIn.Page resumed = admin.submit(page.one("main form[action$=/activate]"));
        assertThat(resumed.told(".notice")).contains("active");
        assertThat(silkroute.runIn(id, "completed").at("/config/batchSize").asInt())
                .isEqualTo(3);
    }

    @Test
    void removals_that_wait_are_listed_and_let_go_by_a_form() {
        silkroute.connect("letting-go", "{\"export\":{\"disableDeletions\":false},\"guard\":{\"minimum\":2}}");
        silkroute.synchronize(
                "letting-go",
                IntStream.range(0, 6).mapToObj(i -> Pim.product("lt" + i)).toArray(Pim[]::new));
        silkroute.push(
                "letting-go",
                IntStream.range(0, 4)
                        .mapToObj(i -> Pim.deleted("product", "lt" + i))
                        .toList());
        String id = Awaitility.await("a run that waits")
                .until(
                        () -> silkroute.lastRun("letting-go"),
                        run -> run.path("state").asString().equals("interrupted"))
                .path("id")
                .asString();

        SignedIn.Page page = admin.get("/runs/" + id);
        assertThat(page.document().select(".log .log-item").eachText())
                .containsExactlyInAnyOrder("product lt0", "product lt1", "product lt2", "product lt3");
        assertThat(admin.submit(page.one("form[action$=/confirm-removals]")).told(".notice"))
                .contains("with its removals");

        assertThat(silkroute.runIn(id, "completed").at("/counts/archived").asInt())
                .isEqualTo(4);
    }
}
