package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the API and the pages tell is true, and the same wherever it is told. */
class TruthAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static SignedIn admin;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.shopify.attempts=2",
                "silkroute.shopify.first-pause=20ms",
                "silkroute.shopify.breaker-open=50ms",
                "silkroute.run.retry-after=10m",
                "silkroute.users[0].name=otto",
                "silkroute.users[0].password=password-of-otto",
                "silkroute.users[0].role=operator");
        silkroute = application.silkroute;
        admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
    }

    @AfterEach
    void shopIsWellAgain() {
        silkroute.control("{\"clearFaults\":true}");
    }

    private static void refuse(String item) {
        silkroute.control("""
                {"faults":[{"operation":"productSet","item":"%s","kind":"user-error","code":"INVALID_VARIANT",\
                "field":["input","variants","0","price"],"message":"Price is too high"}]}""".formatted(item));
    }

    private static String state(String connector) {
        return silkroute.status(connector).path("state").asString();
    }

    private static String indicator(String connector) {
        return silkroute.status(connector).path("indicator").asString();
    }

    private static Element card(String connector) {
        return admin.get("/").one(".fleet-row:has(a[href=/connectors/" + connector + "])");
    }

    private static Pim withoutPicture(String id) {
        return Pim.product(id).with("images", "[\"pictures/" + id + ".jpg\"]");
    }

    // 1. State is a roll-up.

    @Test
    void a_connector_is_new_healthy_and_paused_in_its_turn() {
        silkroute.connect("turns", "{}");
        assertThat(state("turns")).isEqualTo("new");
        assertThat(indicator("turns")).isEqualTo("idle");

        silkroute.synchronize("turns", Pim.product("tu1"));
        assertThat(state("turns")).isEqualTo("healthy");
        assertThat(indicator("turns")).isEqualTo("success");
        assertThat(silkroute.status("turns").at("/lastCheck/at").asString()).isNotEmpty();
        assertThat(card("turns").select(".state-healthy").text()).isEqualTo("Healthy");

        silkroute.put("/api/connectors/turns/deactivate");
        assertThat(state("turns")).isEqualTo("paused");
        assertThat(indicator("turns")).isEqualTo("idle");
        assertThat(silkroute.get("/api/connectors").json().findValuesAsString("state"))
                .contains("paused");
    }

    @Test
    void a_later_run_that_went_well_hides_nothing_that_waits() {
        silkroute.connect("hiding", "{}");
        refuse("hi1");
        silkroute.synchronize("hiding", Pim.product("hi1"));
        JsonNode well = silkroute.synchronize("hiding", Pim.product("hi2"));

        assertThat(well.path("state").asString()).isEqualTo("completed");
        assertThat(state("hiding")).isEqualTo("needs-you");
        assertThat(indicator("hiding")).isEqualTo("failed");
        for (Element badge : List.of(
                card("hiding").selectFirst(".state"),
                admin.get("/connectors/hiding").one("h1 .state"))) {
            assertThat(badge.text()).isEqualTo("Needs you");
            assertThat(badge.hasClass("state-healthy")).isFalse();
        }
    }

    @Test
    void a_shop_that_refuses_makes_its_connector_fail() {
        silkroute.connect("failing", "{}");
        silkroute.synchronize("failing", Pim.product("fa1"));
        silkroute.control("{\"faults\":[{\"operation\":\"productSet\",\"kind\":\"status\",\"status\":403}]}");
        silkroute.push("failing", Pim.product("fa2").toString());

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> state("failing").equals("failing"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> indicator("failing").equals("failed"));
        assertThat(admin.get("/connectors/failing").one("h1 .state").text()).isEqualTo("Failing");
    }

    @Test
    void a_wrong_token_that_nobody_has_tested_fails_with_the_first_run_and_is_named() {
        silkroute.connect("mistyped", "{\"shop\":{\"accessToken\":\"a-token-that-is-none\"}}");
        silkroute.push("mistyped", Pim.product("mt1").toString());

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> state("mistyped").equals("failing")
                        && indicator("mistyped").equals("failed"));
        SignedIn.Page home = admin.get("/connectors/mistyped");
        assertThat(home.one("h1 .state").text()).isEqualTo("Failing");
        assertThat(home.told(".head")).containsIgnoringCase("token");
        assertThat(silkroute.status("mistyped").path("pending").asLong())
                .as("nothing is lost by it")
                .isEqualTo(1);
    }

    // 2. What was left out is counted by cause.

    @Test
    void what_went_out_with_something_left_out_is_counted_by_cause_and_is_not_green() {
        silkroute.connect("partial", "{}");
        JsonNode run = silkroute.synchronize(
                "partial", withoutPicture("pa1"), withoutPicture("pa2").with("price", "null"), Pim.product("pa3"));
        String id = run.path("id").asString();

        assertThat(run.path("state").asString()).isEqualTo("completed");
        assertThat(run.at("/counts/created").asLong()).isEqualTo(3);
        assertThat(run.at("/counts/incomplete").asLong()).isEqualTo(2);
        assertThat(run.path("incompleteBy").toString()).isEqualTo("{\"picture\":2,\"price\":1}");
        assertThat(silkroute.status("partial").path("incomplete").asLong()).isEqualTo(2);
        assertThat(state("partial")).isEqualTo("incomplete");
        assertThat(indicator("partial")).isEqualTo("success");

        assertThat(silkroute.activity("run=" + id + "&outcome=incomplete"))
                .extracting(one -> one.path("item").asString())
                .containsExactlyInAnyOrder("pa1", "pa2");
        assertThat(silkroute.activity("run=" + id + "&outcome=incomplete&cause=price"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("incomplete").toString()).isEqualTo("[\"picture\",\"price\"]"));

        SignedIn.Page page = admin.get("/runs/" + id);
        assertThat(page.one("h1 .state").text()).isEqualTo("completed, 2 incomplete");
        assertThat(page.one("h1 .state").hasClass("state-completed")).isFalse();
        assertThat(admin.follow(page.one("section.incomplete li:has(.outcome:contains(picture)) a"))
                        .document()
                        .select(".log-item")
                        .eachText())
                .containsExactlyInAnyOrder("product pa1", "product pa2");
        assertThat(card("partial").select(".state").text()).isEqualTo("Incomplete");

        SignedIn.Page list = admin.follow(card("partial").selectFirst(".count-incomplete a"));
        assertThat(list.told("#picture .log")).contains("product pa1", "product pa2", "Picture “pictures/pa1.jpg”");
        assertThat(list.told("#price"))
                .contains("product pa2")
                .contains("In the PIM: ")
                .doesNotContain("pa1");
    }

    @Test
    void an_item_that_goes_out_whole_is_incomplete_no_longer() {
        silkroute.connect("mended", "{}");
        silkroute.synchronize("mended", withoutPicture("me1"), withoutPicture("me2"), withoutPicture("me3"));
        assertThat(silkroute.status("mended").path("incomplete").asLong()).isEqualTo(3);
        JsonNode rows = silkroute
                .get("/api/connectors/mended/incomplete?cause=picture&limit=2")
                .json();
        assertThat(rows.path("items")).hasSize(2);
        assertThat(rows.at("/items/0/mend").asString()).startsWith("In the PIM: ");
        JsonNode rest = silkroute
                .get("/api/connectors/mended/incomplete?limit=2&cursor="
                        + rows.path("next").asString().replace(" ", "%20"))
                .json();
        assertThat(rest.path("items")).hasSize(1);
        assertThat(rest.path("next").isNull()).isTrue();

        // Without the picture it is rendered as before, so that nothing is sent; it lacks nothing all the same.
        JsonNode run = silkroute.synchronize(
                "mended",
                Pim.product("me1"),
                Pim.product("me2").named("Whole").with("images", "[\"https://pictures.example/2.jpg\"]"),
                Pim.deleted("product", "me3"));

        assertThat(run.at("/counts/unchanged").asLong()).isEqualTo(1);
        assertThat(run.at("/counts/incomplete").asLong()).isZero();
        assertThat(silkroute.status("mended").path("incomplete").asLong()).isZero();
        assertThat(state("mended")).isEqualTo("healthy");
        assertThat(card("mended").select(".count-incomplete").text()).isEqualTo("0");
        assertThat(card("mended").select(".count-incomplete a")).isEmpty();
    }

    @Test
    void an_address_that_was_made_distinct_leaves_nothing_out() {
        silkroute.connect("distinct", "{}");
        JsonNode run = silkroute.synchronize(
                "distinct",
                Pim.product("di1").named("Alike"),
                Pim.product("di2").named("Alike"));

        assertThat(run.at("/counts/created").asLong()).isEqualTo(2);
        assertThat(run.at("/counts/incomplete").asLong()).isZero();
        assertThat(state("distinct")).isEqualTo("healthy");
    }

    // 3. One count everywhere.

    @Test
    void what_failed_is_the_same_number_on_every_page_and_leads_to_exactly_those_rows() {
        silkroute.connect("counted", "{}");
        refuse("cn[12]");
        JsonNode run = silkroute.synchronize(
                "counted",
                Pim.product("cn1"),
                Pim.variant("cn1-s", "cn1", "S"),
                Pim.variant("cn1-m", "cn1", "M"),
                Pim.product("cn2"),
                Pim.product("cn3"));
        String id = run.path("id").asString();

        assertThat(run.at("/counts/parked").asLong()).isEqualTo(4);
        assertThat(silkroute.status("counted").path("parked").asLong()).isEqualTo(4);
        assertThat(silkroute.get("/api/connectors/counted/failures").json().path("items"))
                .hasSize(4);
        assertThat(silkroute.activity("run=" + id + "&outcome=failed")).hasSize(4);

        SignedIn.Page connector = admin.get("/connectors/counted");
        assertThat(card("counted").select(".count-failed").text()).isEqualTo("4");
        assertThat(connector.told(".count-failed")).isEqualTo("4");
        assertThat(connector.one("td[data-label=Failed]").text()).isEqualTo("4");
        assertThat(admin.get("/runs/" + id).one("a[data-live=counts.parked]").text())
                .isEqualTo("4");
        for (Element link : List.of(
                card("counted").selectFirst(".count-failed a"),
                connector.one(".count-failed a"),
                connector.one("td[data-label=Failed] a"),
                admin.get("/runs/" + id).one("a[data-live=counts.parked]"),
                admin.get("/runs/" + id).one(".still a"))) {
            assertThat(admin.follow(link).document().select(".log-item").eachText())
                    .as(link.toString())
                    .containsExactlyInAnyOrder("product cn1", "variant cn1-s", "variant cn1-m", "product cn2");
        }
        assertThat(admin.get("/connectors/counted/parked?run=&code=").document().select(".log-item"))
                .hasSize(4);
        SignedIn.Page runs = admin.get("/connectors/counted/runs");
        assertThat(runs.one("td[data-label=Failed]").text()).isEqualTo("4");
        assertThat(runs.document().select("td[data-label=Unchanged] a")).isEmpty();
        assertThat(runs.one("td[data-label=Unchanged]").text()).isEqualTo("0");
    }

    @Test
    void what_was_replayed_together_leaves_every_count_together() {
        silkroute.connect("together", "{}");
        refuse("tg1");
        silkroute.synchronize("together", Pim.product("tg1"), Pim.variant("tg1-s", "tg1", "S"));
        assertThat(silkroute.status("together").path("parked").asLong()).isEqualTo(2);
        String before = silkroute.lastRun("together").path("id").asString();

        // It is refused again: as many fail in that run as wait after it.
        admin.submit(admin.get("/connectors/together/parked").one("main > form"));
        JsonNode again = silkroute.runAfter("together", before);
        assertThat(again.at("/counts/parked").asLong()).isEqualTo(2);
        assertThat(silkroute.status("together").path("parked").asLong()).isEqualTo(2);

        silkroute.control("{\"clearFaults\":true}");
        silkroute.synchronize("together", Pim.product("tg1").named("Better"));
        assertThat(silkroute.status("together").path("parked").asLong()).isZero();
        assertThat(state("together")).isEqualTo("healthy");
    }

    @Test
    void a_run_has_one_total_from_its_beginning_to_its_end() {
        silkroute.connect("steady", "{\"batchSize\":5,\"trigger\":{\"onChange\":false}}");
        silkroute.push(
                "steady",
                IntStream.range(0, 400).mapToObj(i -> Pim.product("st" + i)).toList());
        silkroute.pending("steady", 400);
        String id =
                silkroute.post("/api/connectors/steady/sync").json().path("id").asString();
        Set<Long> totals = new TreeSet<>();
        JsonNode run;
        do {
            run = silkroute.run(id);
            totals.add(run.at("/counts/total").asLong());
        } while (!run.path("state").asString().startsWith("completed"));
        assertThat(totals).containsExactly(400L);
    }

    @Test
    void a_run_tells_what_it_cost_of_the_shops_budget() {
        silkroute.connect("budget", "{}");
        JsonNode run = silkroute.synchronize("budget", Pim.product("bu1"), Pim.product("bu2"));

        assertThat(run.at("/api/calls").asLong()).isPositive();
        assertThat(run.at("/api/points").asLong()).isPositive();
        SignedIn.Page page = admin.get("/runs/" + run.path("id").asString());
        assertThat(page.one("[data-live=api.calls]").text())
                .isEqualTo(run.at("/api/calls").asString());
        assertThat(page.one("[data-live=api.points]").text())
                .isEqualTo(String.valueOf(run.at("/api/points").asLong()));
        assertThat(page.one("[data-live=api.throttled]").text()).isEqualTo("0");
    }

    @Test
    void however_many_items_wait_each_is_listed_by_its_cause() {
        silkroute.connect("crowd", "{}");
        List<Pim> impossible = IntStream.range(0, 230)
                .mapToObj(i -> Pim.product("cw" + i).with("price", "{\"USD\":\"-2\"}"))
                .toList();
        silkroute.push("crowd", impossible);
        silkroute.settled("crowd");
        assertThat(silkroute.status("crowd").path("rejected").asLong()).isEqualTo(230);

        SignedIn.Page page = admin.get("/connectors/crowd/parked");
        assertThat(page.told(".causes")).contains("230 items");
        Set<String> listed = new TreeSet<>(page.document().select(".log-item").eachText());
        Element next = page.document().selectFirst("a[rel=next]");
        while (next != null) {
            SignedIn.Page more = admin.follow(next);
            assertThat(listed.addAll(more.document().select(".log-item").eachText()))
                    .isTrue();
            next = more.document().selectFirst("a[rel=next]");
        }
        assertThat(listed).hasSize(230);
        assertThat(admin.get("/connectors/crowd/to-do").told(".waits .n")).isEqualTo("230");
    }

    // 4. A failure names its cause, where it is mended, since when, and when it is tried next.

    @Test
    void a_failure_says_why_where_since_when_how_often_and_when_next() {
        silkroute.connect("failure", "{}");
        refuse("fl1");
        silkroute.synchronize(
                "failure",
                Pim.product("fl1"),
                Pim.product("fl2").with("axes", "[\"a\",\"b\",\"c\",\"d\"]"),
                Pim.variant("fl2-s", "fl2", "S")
                        .with("attributes", "{\"a\":\"1\",\"b\":\"1\",\"c\":\"1\",\"d\":\"1\"}"));
        JsonNode first = silkroute.item("failure", "product", "fl1").path("failure");
        assertThat(first.path("code").asString()).isEqualTo("INVALID_VARIANT");
        assertThat(first.path("field").asString()).contains("variants.0.price");
        assertThat(first.path("mend").asString()).isEqualTo("pim");
        assertThat(first.path("pimFields").toString()).isEqualTo("[\"price\"]");
        assertThat(first.path("tries").asInt()).isEqualTo(1);
        assertThat(first.path("pending").asBoolean()).isFalse();

        silkroute.synchronize("failure", Pim.product("fl1").named("Again"));
        JsonNode second = silkroute.item("failure", "product", "fl1").path("failure");
        assertThat(second.path("firstSeen")).isEqualTo(first.path("firstSeen"));
        assertThat(second.path("tries").asInt()).isEqualTo(2);
        assertThat(second.path("lastTried").asString())
                .isGreaterThan(first.path("lastTried").asString());

        SignedIn.Page page = admin.get("/connectors/failure/parked?code=INVALID_VARIANT");
        assertThat(page.document().select(".log-item").eachText()).containsExactly("product fl1");
        assertThat(page.told(".failure"))
                .contains("INVALID_VARIANT", "In the PIM: ", "First seen", "2 attempts", "by Replay");
        assertThat(admin.get("/connectors/failure/parked").told(".causes"))
                .contains("INVALID 2 items", "INVALID_VARIANT 1 item");
    }

    @Test
    void a_failure_names_who_has_what_is_in_the_way() {
        silkroute.connect("holder-a", "{}");
        silkroute.synchronize("holder-a", Pim.product("ho1").with("attributes", "{\"handle\":\"held-handle\"}"));
        silkroute.connect("holder-b", "{\"linkExisting\":\"handle\"}");
        silkroute.synchronize("holder-b", Pim.product("ho2").with("attributes", "{\"handle\":\"held-handle\"}"));

        JsonNode failure = silkroute.item("holder-b", "product", "ho2").path("failure");
        assertThat(failure.path("code").asString()).isEqualTo("AMBIGUOUS_LINK");
        assertThat(failure.path("holder").asString()).isEqualTo("product ho1");
        assertThat(failure.path("mend").asString()).isEqualTo("shop");
    }

    // 5. Who did what.

    private static List<String> operatorLines(String connector) {
        return silkroute.activity("connector=" + connector + "&kind=operator").stream()
                .map(one -> one.path("actor").asString() + ": "
                        + one.path("sentence").asString())
                .toList();
    }

    @Test
    void what_a_person_does_is_one_line_and_the_run_says_who_asked() {
        silkroute.connect("deeds", "{}");
        JsonNode pushed = silkroute.synchronize("deeds", Pim.product("de1"));
        assertThat(pushed.path("askedBy").asString()).isEqualTo("change");

        SignedIn otto = SignedIn.as(silkroute.address(), "otto", "password-of-otto");
        SignedIn.Page asked = otto.submit(otto.get("/connectors/deeds").one("form[action$=/sync]"));
        JsonNode synced =
                silkroute.runIn(asked.one(".notice a").attr("href").substring("/runs/".length()), "completed");
        assertThat(synced.path("askedBy").asString()).isEqualTo("otto");
        assertThat(admin.get("/runs/" + synced.path("id").asString()).told(".asked-by"))
                .isEqualTo("otto");

        silkroute.post("/api/connectors/deeds/items/product/de1/replay");
        silkroute.settled("deeds");
        silkroute.patch(
                "/api/connectors/deeds/config", "{\"batchSize\":7,\"shop\":{\"webhookSecret\":\"never-told\"}}");
        silkroute.put("/api/connectors/deeds/deactivate");
        String refresh = silkroute
                .post("/api/connectors/deeds/force-refresh")
                .json()
                .path("id")
                .asString();
        silkroute.runIn(refresh, "queued", "interrupted");
        silkroute.post("/api/runs/" + refresh + "/cancel");

        assertThat(operatorLines("deeds"))
                .contains(
                        "otto: A synchronization was asked for.",
                        "admin: A replay of product de1 was asked for.",
                        "admin: The configuration was changed: batchSize 50 → 7; webhookSecret (a secret).",
                        "admin: The connector was deactivated.",
                        "admin: A force refresh was asked for.")
                .anyMatch(line -> line.matches("admin: The run was cancelled: (queued|interrupted) → cancelled; .*"))
                .noneMatch(line -> line.contains("never-told"));
        assertThat(silkroute.activity("run=" + synced.path("id").asString() + "&kind=operator"))
                .hasSize(1);
    }

    // 6. No control without effect, and what a button does is said right before it.

    @Test
    void what_has_no_effect_is_not_offered_and_stays_as_it_is_configured() {
        silkroute.connect("effects", "{\"conflicts\":\"manual\"}");
        for (String task : List.of("", "/export", "/when", "/removals")) {
            assertThat(admin.get("/connectors/effects/config" + task)
                            .document()
                            .select("[name=conflicts], [name=\"shop.webhookSecret\"]"))
                    .isEmpty();
        }

        Element form = admin.get("/connectors/effects/config/export").one("form[action$=/config/export]");
        Map<String, String> fields = new HashMap<>();
        form.select("input[name]:not([type=checkbox]), textarea[name], select[name]")
                .forEach(field -> fields.put(field.attr("name"), field.val()));
        fields.put("batchSize", "9");
        admin.submit(form, fields);
        JsonNode config = silkroute.get("/api/connectors/effects/config").json();
        assertThat(config.path("batchSize").asInt()).isEqualTo(9);
        assertThat(config.path("conflicts").asString()).isEqualTo("manual");
    }

    @Test
    void a_force_refresh_says_what_it_will_do_and_does_that() {
        silkroute.connect("refreshing", "{\"export\":{\"disableDeletions\":false},\"trigger\":{\"onChange\":false}}");
        silkroute.push(
                "refreshing", List.of(Pim.product("rf1"), Pim.product("rf2"), Pim.product("rf3"), Pim.category("rfc")));
        silkroute.pending("refreshing", 4);
        silkroute.post("/api/connectors/refreshing/sync");
        silkroute.settled("refreshing");
        silkroute.push(
                "refreshing",
                List.of(Pim.deleted("product", "rf2"), Pim.product("rf3").named("Newer")));
        silkroute.pending("refreshing", 2);

        SignedIn.Page page = admin.follow(admin.get("/connectors/refreshing").one("a.refresh"));
        assertThat(page.told(".sent")).isEqualTo("3 items are");
        assertThat(page.told(".dropped")).isEqualTo("2 pending changes are");
        assertThat(page.told(".removals")).isEqualTo("1 pending removal is");
        assertThat(page.document().select(".log-item").eachText()).containsExactly("product rf2");

        String before = silkroute.lastRun("refreshing").path("id").asString();
        admin.submit(page.one("form[action$=/force-refresh]"));
        JsonNode run = silkroute.runAfter("refreshing", before);
        assertThat(run.at("/counts/done").asLong()).isEqualTo(3);
        assertThat(run.path("askedBy").asString()).isEqualTo("admin");
        assertThat(silkroute.status("refreshing").path("pending").asLong()).isZero();
        assertThat(silkroute.products())
                .as("the removal was dropped, as it was said")
                .containsKey("rf2");
        assertThat(silkroute.told("refreshing", "product", "rf2").get(0)).contains("dropped its removal");
        assertThat(admin.get("/connectors/refreshing/force-refresh").told(".last"))
                .contains("3 items", "point");
    }

    @Test
    void a_filter_says_what_would_become_of_what_passes_no_longer() {
        silkroute.connect("filtering", "{\"export\":{\"disableDeletions\":false}}");
        silkroute.synchronize("filtering", Pim.product("fi1").tags("a"), Pim.product("fi2"), Pim.category("fic"));

        JsonNode archived = silkroute
                .post("/api/connectors/filtering/filter-effect", "{\"tags\":[\"a\"]}")
                .json();
        assertThat(archived.path("leave").asLong()).isEqualTo(2);
        assertThat(archived.path("removed").asLong())
                .as("a collection cannot be archived")
                .isEqualTo(1);
        assertThat(archived.path("sentence").asString()).contains("1 item would be archived", "1 item would stay");
        assertThat(archived.path("leaving").toString())
                .contains("{\"type\":\"product\",\"id\":\"fi2\",\"becomes\":\"archived\"}")
                .contains("{\"type\":\"category\",\"id\":\"fic\",\"becomes\":\"noted\"}");

        silkroute.patch("/api/connectors/filtering/config", "{\"export\":{\"disableDeletions\":true}}");
        JsonNode noted = silkroute
                .post("/api/connectors/filtering/filter-effect", "{\"tags\":[\"a\"]}")
                .json();
        assertThat(noted.path("removed").asLong()).isZero();
        assertThat(noted.path("sentence").asString()).contains("only noted, and they stay in the shop");
    }

    @Test
    void no_sentence_for_people_names_an_address_of_the_api() {
        silkroute.connect("sentences", "{}");
        for (Silkroute.Response refused : List.of(
                silkroute.get("/api/connectors/nobody-here"),
                silkroute.post("/api/connectors", "{\"name\":\"sentences\"}"),
                silkroute.delete("/api/connectors/sentences"),
                silkroute.patch("/api/connectors/sentences/config", "{\"export\":{\"status\":\"all\"}}"))) {
            assertThat(refused.json().path("detail").asString()).isNotBlank().doesNotContain("/api/");
        }
        silkroute.put("/api/connectors/sentences/deactivate");
        assertThat(silkroute
                        .post("/api/connectors/sentences/sync")
                        .json()
                        .path("detail")
                        .asString())
                .contains("Activate it")
                .doesNotContain("/api/");
    }

    // 7. Times are as long ago as they are, and a page notices what changes.

    @Test
    void times_are_told_as_long_ago_as_they_are_with_utc_at_hand_and_in_exports() {
        silkroute.connect("moments", "{}");
        JsonNode run = silkroute.synchronize("moments", Pim.product("mo1"));

        for (String path : List.of(
                "/",
                "/connectors/moments",
                "/connectors/moments/activity",
                "/runs/" + run.path("id").asString())) {
            assertThat(admin.get(path).document().select("time"))
                    .as(path)
                    .isNotEmpty()
                    .allSatisfy(time -> {
                        assertThat(time.text()).matches("just now|in .*|.* ago");
                        assertThat(time.attr("datetime")).endsWith("Z");
                        assertThat(time.attr("title")).endsWith(" UTC");
                    });
        }
        assertThat(admin.get("/connectors/moments").one("td[data-label=Took]").text())
                .endsWith(" s");
        assertThat(admin.get("/api/activity.csv?connector=moments")
                        .text()
                        .lines()
                        .skip(1))
                .allMatch(line -> line.matches("[^,]+,\\d{4}-\\d\\d-\\d\\dT[^,]*Z,.*"));
    }
}
