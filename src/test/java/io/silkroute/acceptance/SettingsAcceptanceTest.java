package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A connector is set task by task, by two admins at once, and set back again. */
class SettingsAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static SignedIn admin;
    private static SignedIn another;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.users[0].name=ada",
                "silkroute.users[0].password=password-of-ada",
                "silkroute.users[0].role=admin");
        silkroute = application.silkroute;
        admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
        another = SignedIn.as(silkroute.address(), "ada", "password-of-ada");
    }

    private static SignedIn.Page page(SignedIn person, String connector, String task) {
        return person.get("/connectors/" + connector + "/config" + task);
    }

    private static Element form(SignedIn person, String connector, String task) {
        return page(person, connector, task).one("main form");
    }

    private static Map<String, String> filled(Element form, String... changes) {
        Map<String, String> fields = SignedIn.filled(form);
        for (int i = 0; i < changes.length; i += 2) {
            fields.put(changes[i], changes[i + 1]);
        }
        return fields;
    }

    private static JsonNode config(String connector) {
        return silkroute.get("/api/connectors/" + connector + "/config").json();
    }

    @Test
    void each_task_has_a_page_and_together_they_set_whatever_has_an_effect() {
        silkroute.connect("tasks", "{}");
        List<Element> tabs = page(admin, "tasks", "").document().select(".subnav a");
        assertThat(tabs)
                .extracting(Element::text)
                .containsExactly(
                        "Shop",
                        "What goes out",
                        "Campaigns",
                        "Loyalty",
                        "When",
                        "From Shopify",
                        "Removals and guard",
                        "Conflicts",
                        "Notifications",
                        "PIM access",
                        "History");
        for (Element tab : tabs) {
            SignedIn.Page page = admin.follow(tab);
            assertThat(page.told("h1")).isEqualTo("Settings");
            assertThat(page.told(".rail [aria-current=page]")).isEqualTo("Settings");
            assertThat(page.told(".subnav [aria-current=page]")).isEqualTo(tab.text());
        }

        JsonNode before = config("tasks");
        for (String task : List.of("", "/export", "/campaigns", "/when", "/from-shopify", "/removals", "/conflicts")) {
            Element form = form(admin, "tasks", task);
            admin.submit(form, filled(form));
            assertThat(config("tasks")).as("saved as it stands: %s", task).isEqualTo(before);
        }
        assertThat(page(admin, "tasks", "/history").document().select(".change"))
                .as("its connection")
                .hasSize(1);

        silkroute.put("/api/connectors/tasks/deactivate");
        Element out = form(admin, "tasks", "/export");
        admin.submit(
                out,
                filled(
                        out,
                        "export.status",
                        "all",
                        "export.tags",
                        "a\nb",
                        "export.families",
                        "f",
                        "linkExisting",
                        "sku",
                        "exportPath",
                        "bulk",
                        "batchSize",
                        "7"));
        Element campaigns = form(admin, "tasks", "/campaigns");
        admin.submit(
                campaigns,
                filled(
                        campaigns,
                        "rules.campaigns.only",
                        "q4\nBF-2026",
                        "rules.campaigns.except",
                        "test",
                        "rules.excludeProducts.ids",
                        "GIFT-CARD",
                        "rules.excludeProducts.tags",
                        "outlet",
                        "rules.excludeProducts.families",
                        "vouchers",
                        "rules.priority",
                        "catalogue-first",
                        "campaigns.deactivation",
                        "delete"));
        JsonNode ruled = config("tasks");
        assertThat(ruled.at("/rules/campaigns").toString())
                .isEqualTo("{\"only\":[\"q4\",\"BF-2026\"],\"except\":[\"test\"]}");
        assertThat(ruled.at("/rules/excludeProducts").toString())
                .isEqualTo("{\"ids\":[\"GIFT-CARD\"],\"tags\":[\"outlet\"],\"families\":[\"vouchers\"]}");
        assertThat(ruled.at("/rules/priority").asString()).isEqualTo("catalogue-first");
        assertThat(ruled.at("/campaigns/deactivation").asString()).isEqualTo("delete");
        admin.submit(admin.follow(page(admin, "tasks", "/history").one(".change:first-child a"))
                .one("main form"));
        assertThat(config("tasks").path("rules")).isEqualTo(before.path("rules"));
        assertThat(config("tasks").path("campaigns")).isEqualTo(before.path("campaigns"));
        Element pulls = form(admin, "tasks", "/from-shopify");
        admin.submit(
                pulls,
                filled(
                        pulls,
                        "pull.streams",
                        "products\norders",
                        "pull.every",
                        "2h",
                        "pull.triggers",
                        "webhook",
                        "pull.overlap",
                        "1m"));
        assertThat(config("tasks").path("pull").toString())
                .isEqualTo(
                        "{\"streams\":[\"products\",\"orders\"],\"every\":\"2h\",\"triggers\":[\"webhook\"],\"overlap\":\"1m\"}");
        Element removals = form(admin, "tasks", "/removals");
        Map<String, String> deleting =
                filled(removals, "export.removal", "delete", "guard.share", "0.5", "guard.minimum", "3");
        deleting.remove("export.disableDeletions");
        admin.submit(removals, deleting);
        JsonNode after = config("tasks");
        assertThat(after.at("/export/status").asString()).isEqualTo("all");
        assertThat(after.at("/export/tags").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(after.at("/export/families").toString()).isEqualTo("[\"f\"]");
        assertThat(after.at("/export/disableDeletions").asBoolean()).isFalse();
        assertThat(after.at("/export/removal").asString()).isEqualTo("delete");
        assertThat(after.at("/guard/share").asDouble()).isEqualTo(0.5);
        assertThat(after.at("/guard/minimum").asInt()).isEqualTo(3);
        assertThat(after.path("linkExisting").asString()).isEqualTo("sku");
        assertThat(after.path("exportPath").asString()).isEqualTo("bulk");
        assertThat(after.path("batchSize").asInt()).isEqualTo(7);
        assertThat(after.at("/shop/domain")).isEqualTo(before.at("/shop/domain"));

        Element told = form(admin, "tasks", "/from-shopify");
        admin.submit(
                told,
                filled(
                        told,
                        "shop.webhooks.address",
                        "https://silkroute.example.com/",
                        "shop.webhookSecret",
                        "shpss_of_the_app"));
        JsonNode hears = config("tasks");
        assertThat(hears.at("/shop/webhooks").toString())
                .isEqualTo("{\"address\":\"https://silkroute.example.com\",\"redeemCodes\":false}");
        assertThat(hears.at("/secrets/webhookSecret").asBoolean()).isTrue();
        assertThat(hears.at("/shop/domain")).isEqualTo(before.at("/shop/domain"));
    }

    @Test
    void a_schedule_is_chosen_told_in_words_and_shown_with_its_next_five_times() {
        silkroute.connect("clock", "{}");
        assertThat(page(admin, "clock", "/when").told(".times")).contains("The clock starts nothing");
        Element form = form(admin, "clock", "/when");

        SignedIn.Page tried = admin.post(
                "/connectors/clock/config/times",
                filled(form, "trigger.every", "own", "trigger.schedule", "0 30 22 * * ?", "_csrf", token(form)));
        assertThat(tried.told(".notice")).contains("Nothing is saved yet");
        assertThat(tried.told(".times .in-words")).isEqualTo("Every day at 22:30 UTC.");
        assertThat(tried.document().select(".times li"))
                .hasSize(5)
                .allMatch(at -> at.text().contains("22:30:00 UTC"));
        assertThat(config("clock").at("/trigger/schedule").toString()).isEqualTo("[\"manual\"]");

        SignedIn.Page saved = admin.submit(form, filled(form, "trigger.every", "15m"));
        assertThat(saved.one("option[value=15m]").hasAttr("selected")).isTrue();
        String next = silkroute.status("clock").path("nextRun").asString();
        assertThat(saved.one(".times time").attr("datetime")).isEqualTo(next);

        SignedIn.Page wrong =
                admin.submit(form, filled(form, "trigger.every", "own", "trigger.schedule", "at noon", "seen", ""));
        assertThat(wrong.told(".schedule .wrong")).contains("at noon", "no Quartz cron expression");
        assertThat(admin.submit(form, filled(form, "trigger.every", "own", "trigger.schedule", " "))
                        .told(".schedule .wrong"))
                .contains("needs a Quartz cron expression");
        assertThat(config("clock").at("/trigger/schedule").toString()).isEqualTo("[\"15m\"]");
    }

    private static String token(Element form) {
        return Objects.requireNonNull(form.selectFirst("input[name=_csrf]")).val();
    }

    @Test
    void of_two_admins_at_once_the_second_is_told_what_the_first_has_changed() {
        silkroute.connect("two", "{}");
        Element mine = form(admin, "two", "/export");
        Element theirs = form(another, "two", "/export");
        Element elsewhere = form(admin, "two", "/when");
        another.submit(theirs, filled(theirs, "batchSize", "9"));

        SignedIn.Page refused = admin.submit(mine, filled(mine, "batchSize", "5"));
        assertThat(refused.told(".problem")).contains("ada has changed this", "batchSize 50 → 9", "Nothing was saved");
        assertThat(refused.one("#batchSize").val()).isEqualTo("5");
        assertThat(config("two").path("batchSize").asInt()).isEqualTo(9);
        Element again = refused.one("main form");
        admin.submit(again, filled(again));
        assertThat(config("two").path("batchSize").asInt()).isEqualTo(5);

        assertThat(admin.submit(elsewhere, filled(elsewhere, "trigger.every", "1h"))
                        .told(".notice"))
                .as("another task is nobody's concern")
                .contains("Saved");
    }

    @Test
    void what_a_change_does_to_items_in_the_shop_is_said_before_it_is_saved() {
        silkroute.connect("before", "{}");
        silkroute.synchronize("before", Pim.product("be1").tags("a"), Pim.product("be2"), Pim.product("be3"));
        silkroute.put("/api/connectors/before/deactivate");
        Element removals = form(admin, "before", "/removals");
        Map<String, String> deleting = filled(removals);
        deleting.remove("export.disableDeletions");
        assertThat(admin.submit(removals, deleting).told(".notice"))
                .as("nothing leaves yet")
                .contains("Saved");

        Element out = form(admin, "before", "/export");
        SignedIn.Page told = admin.submit(out, filled(out, "export.tags", "a"));
        assertThat(told.told(".consequences")).contains("Not saved yet", "2 items would be archived");
        assertThat(config("before").at("/export/tags")).isEmpty();
        Element sure = told.one("main form");
        assertThat(admin.submit(sure, filled(sure)).told(".notice")).contains("Saved");
        assertThat(config("before").at("/export/tags").toString()).isEqualTo("[\"a\"]");

        Element shop = form(admin, "before", "");
        assertThat(admin.submit(shop, filled(shop, "shop.domain", "elsewhere.myshopify.com"))
                        .told(".consequences"))
                .contains("3 products are in the books", "demo.myshopify.com", "Nothing is moved");
    }

    @Test
    void a_change_is_listed_and_taken_back_as_a_change_of_its_own() {
        silkroute.connect("undone", "{}");
        Element out = form(another, "undone", "/export");
        another.submit(out, filled(out, "batchSize", "9", "exportPath", "bulk"));
        Element shop = form(another, "undone", "");
        another.submit(shop, filled(shop, "shop.accessToken", Silkroute.SHOP_TOKEN + "x"));

        SignedIn.Page history = page(admin, "undone", "/history");
        assertThat(history.document().select(".change")).hasSize(3);
        assertThat(history.told(".change:first-child")).contains("ada", "accessToken", "value is not kept");
        assertThat(history.document().select(".change:first-child a")).isEmpty();
        assertThat(history.text()).doesNotContain(Silkroute.SHOP_TOKEN);
        assertThat(history.told(".change:nth-child(2)")).contains("batchSize 50 → 9", "exportPath \"auto\" → \"bulk\"");
        assertThat(history.told(".raw")).contains("\"batchSize\" : 9");

        SignedIn.Page undo = admin.follow(history.one(".change:nth-child(2) a"));
        Document document = undo.document();
        assertThat(document.select("tbody tr").eachText())
                .containsExactly("batchSize 9 50", "exportPath \"bulk\" \"auto\"");
        Element stale = undo.one("main form");
        Element again = form(another, "undone", "/export");
        another.submit(again, filled(again, "batchSize", "11"));
        SignedIn.Page refused = admin.submit(stale);
        assertThat(refused.told(".problem")).contains("ada has changed this", "batchSize 9 → 11");
        assertThat(refused.told("tbody")).contains("batchSize 11 50 changed again since");
        assertThat(config("undone").path("exportPath").asString()).isEqualTo("bulk");

        assertThat(admin.submit(refused.one("main form")).told(".notice")).contains("taken back");
        assertThat(config("undone").path("batchSize").asInt()).isEqualTo(50);
        assertThat(config("undone").path("exportPath").asString()).isEqualTo("auto");
        assertThat(silkroute.activity("connector=undone&kind=operator").get(0).toString())
                .contains("undoing what ada changed", "batchSize 11 → 50");
        assertThat(page(admin, "undone", "/history").told(".change:first-child"))
                .contains("admin", "taking an earlier change back", "batchSize 11 → 50");
    }

    @Test
    void a_pim_token_is_made_and_rotated_with_a_command_to_try_it() {
        silkroute.connect("tokens", "{}");
        SignedIn.Page made =
                admin.submit(admin.get("/connectors/tokens/pim-tokens").one("form[action$=/pim-tokens]"));
        String first = made.one("#token").text();
        assertThat(made.one("#push").text()).contains("curl", "Bearer " + first, "/pim/tokens/items");
        assertThat(pushed(first)).isEqualTo(202);

        SignedIn.Page rotated = admin.submit(made.one("li.card:last-child form[action$=/rotate]"));
        String second = rotated.one("#token").text();
        assertThat(rotated.told(".notice")).contains("the old one is refused");
        assertThat(pushed(first)).isEqualTo(401);
        assertThat(pushed(second)).isEqualTo(202);
        assertThat(admin.get("/connectors/tokens/pim-tokens").text()).doesNotContain(second);

        assertThat(pushed(Silkroute.PIM_TOKEN)).isEqualTo(202);
        SignedIn.Page third = admin.submit(rotated.one("form[action$=/configured/rotate]"));
        assertThat(pushed(Silkroute.PIM_TOKEN)).isEqualTo(401);
        assertThat(pushed(third.one("#token").text())).isEqualTo(202);
        SignedIn.Page own = admin.submit(third.one("form[action$=/config/pim]"), Map.of("pimToken", "short"));
        assertThat(own.told(".fields .wrong")).contains("at least 20 characters");
    }

    private static int pushed(String token) {
        return silkroute
                .pushAs(
                        token,
                        "tokens",
                        "application/json",
                        Pim.product("t1").toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .status();
    }
}
