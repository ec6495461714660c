package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Overview, connectors, configuration and runs as a person in front of a browser meets them. */
class ConsoleAcceptanceTest {

    private static RunningApplication application;
    private static Silkroute silkroute;
    private static SignedIn admin;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                RunningApplication.temporaryFolder(),
                "silkroute.shopify.attempts=2",
                "silkroute.shopify.first-pause=20ms");
        silkroute = application.silkroute;
        admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @AfterEach
    void shopIsWellAgain() {
        silkroute.control("{\"clearFaults\":true}");
    }

    private static Map<String, String> filled(Element form) {
        Map<String, String> fields = new HashMap<>();
        form.select("input[name]:not([type=checkbox]), textarea[name], select[name]")
                .forEach(field -> fields.put(field.attr("name"), field.val()));
        form.select("input[type=checkbox][checked]").forEach(field -> fields.put(field.attr("name"), "true"));
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
                .select(".card:has(a[href=/connectors/red])")
                .get(0);

        assertThat(card.select(".state").text()).isEqualTo("failed");
        assertThat(card.text()).contains("could not bring everything").contains("One item waits for you");
    }

    @Test
    void a_connector_is_made_configured_activated_and_synchronized_by_forms() {
        SignedIn.Page home = admin.get("/");
        SignedIn.Page made = admin.submit(home.one("form[action=/connectors]"), Map.of("name", "byhand"));
        assertThat(made.told(".notice")).contains("created, inactive");

        Element form = admin.get("/connectors/byhand/config").one("form[action$=/config]");
        Map<String, String> fields = filled(form);
        fields.put("shop.domain", "demo.myshopify.com");
        fields.put("shop.endpoint", silkroute.address().toString());
        fields.put("shop.accessToken", Silkroute.SHOP_TOKEN);
        fields.put("export.tags", "summer\nwinter");
        fields.remove("export.disableDeletions");
        SignedIn.Page saved = admin.submit(form, fields);
        assertThat(saved.told(".notice")).as(saved.text()).contains("Saved");
        SignedIn.Page shown = admin.get("/connectors/byhand/config");
        assertThat(shown.one("textarea[name=export.tags]").text())
                .contains("summer")
                .contains("winter");
        assertThat(shown.document().select("input[name=export.disableDeletions][checked]"))
                .isEmpty();
        assertThat(shown.text()).doesNotContain(Silkroute.SHOP_TOKEN);

        SignedIn.Page active = admin.submit(admin.get("/connectors/byhand").one("form[action$=/activate]"));
        assertThat(active.told(".notice")).as(active.text()).contains("active");
        SignedIn.Page refreshed = admin.submit(admin.get("/connectors/byhand").one("form[action$=/force-refresh]"));
        SignedIn.Page run = admin.follow(refreshed.one(".notice a"));
        assertThat(run.one("h1").text()).contains("Run");
        assertThat(run.text()).contains("force-refresh");
    }

    @Test
    void what_is_wrong_with_a_configuration_stands_at_its_field() {
        silkroute.connect("wrong", "{}");
        Element form = admin.get("/connectors/wrong/config").one("form[action$=/config]");
        Map<String, String> fields = filled(form);
        fields.put("batchSize", "many");
        fields.put("mapping", "nowhere.yaml");

        SignedIn.Page refused = admin.submit(form, fields);

        assertThat(refused.told(".problem")).contains("Nothing was saved");
        assertThat(refused.told("div:has(> #batchSize) .wrong")).isNotEmpty();
        assertThat(refused.told("div:has(> #mapping) .wrong")).contains("nowhere.yaml");
        assertThat(refused.one("#batchSize").val()).isEqualTo("many");
    }

    @Test
    void filters_of_an_active_connector_are_refused_with_a_sentence() {
        silkroute.connect("busy", "{}");
        Element form = admin.get("/connectors/busy/config").one("form[action$=/config]");
        Map<String, String> fields = filled(form);
        fields.put("export.status", "all");

        assertThat(admin.submit(form, fields).told(".problem")).contains("Deactivate it first");
    }

    @Test
    void a_filter_tells_its_effect_before_it_is_saved() {
        silkroute.connect("effect", "{}");
        silkroute.synchronize("effect", Pim.product("ce1").tags("a"), Pim.product("ce2"));
        Element form = admin.get("/connectors/effect/config").one("form[action$=/config]");
        Map<String, String> fields = filled(form);
        form.select("input[type=hidden]").forEach(field -> fields.put(field.attr("name"), field.val()));
        fields.put("export.tags", "a");

        SignedIn.Page preview = admin.post("/connectors/effect/config/preview", fields);

        assertThat(preview.told(".notice")).contains("0 items would enter").contains("1 would leave");
        assertThat(silkroute.get("/api/connectors/effect/config").json().at("/export/tags"))
                .isEmpty();
    }

    @Test
    void a_run_shows_its_counts_and_leads_to_its_items() {
        silkroute.connect("counts", "{}");
        silkroute.synchronize("counts", Pim.product("cc1"), Pim.product("cc2"));
        String run = silkroute.lastRun("counts").path("id").asText();

        SignedIn.Page page = admin.get("/runs/" + run);
        assertThat(page.one("h1 .state").text()).isEqualTo("completed");
        Element created = page.one("a[data-live=counts.created]");
        assertThat(created.text()).isEqualTo("2");
        assertThat(admin.follow(created).text()).contains("cc1").contains("cc2");
        assertThat(admin.get("/runs/nobody").status()).isEqualTo(404);
    }
}
