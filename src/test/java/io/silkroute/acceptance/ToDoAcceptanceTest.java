package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The inbox: what is open, what a person has accepted, and what is resolved. */
class ToDoAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static SignedIn operator;
    private static SignedIn viewer;

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
    }

    private static Pim withoutPicture(String id) {
        return Pim.product(id).with("images", "[\"not-absolute.jpg\"]");
    }

    private static SignedIn.Page page(String connector, String path) {
        return operator.get("/connectors/" + connector + path);
    }

    /** Ticks rows and presses a button of their form. */
    private static SignedIn.Page press(SignedIn.Page page, String form, String button, Map<String, String> more) {
        Element chosen = page.one("form#" + form);
        Element pressed = chosen.select("button").stream()
                .filter(one -> one.text().startsWith(button))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + button + " in\n" + chosen));
        Map<String, String> fields = new LinkedHashMap<>();
        chosen.select("input[type=hidden]").forEach(field -> fields.put(field.attr("name"), field.attr("value")));
        if (pressed.hasAttr("name")) {
            fields.put(pressed.attr("name"), pressed.attr("value"));
        }
        fields.putAll(more);
        String to = pressed.hasAttr("formaction") ? pressed.attr("formaction") : chosen.attr("action");
        return operator.post(to, fields);
    }

    private static void counted(String connector, int open, int accepted) {
        JsonNode status = silkroute.status(connector);
        assertThat(status.path("parked").asInt() + status.path("rejected").asInt())
                .isEqualTo(open);
        assertThat(status.path("accepted").asInt()).isEqualTo(accepted);
        assertThat(page(connector, "/parked").told(".standings")).startsWith("Open " + open);
        assertThat(page(connector, "/parked").document().select(".waiting")).hasSize(open);
        assertThat(page(connector, "/to-do").told(".needs-you")).isEqualTo(Integer.toString(open));
        assertThat(page(connector, "").told(".count-failed")).isEqualTo(Integer.toString(open));
        assertThat(operator.get("/").document().select(".fleet-row").stream()
                        .filter(row -> row.select("a").get(0).text().equals(connector))
                        .map(row -> row.select(".count-failed").text()))
                .containsExactly(Integer.toString(open));
        assertThat(silkroute
                        .get("/api/connectors/" + connector + "/failures")
                        .json()
                        .path("items"))
                .hasSize(open);
    }

    @Test
    void what_is_accepted_needs_nobody_until_the_item_changes_in_the_pim() {
        silkroute.connect("accepting", "{}");
        silkroute.synchronize("accepting", Pim.impossible("ac1"), Pim.impossible("ac2"), Pim.impossible("ac,3"));
        counted("accepting", 3, 0);
        assertThat(press(page("accepting", "/parked"), "chosen", "Accept chosen", Map.of())
                        .told(".problem"))
                .contains("Tick at least one row");

        SignedIn.Page accepted = press(
                page("accepting", "/parked"),
                "chosen",
                "Accept chosen",
                Map.of("item", "product ac,3", "note", "The <supplier> knows."));
        assertThat(accepted.told(".notice")).contains("Accepted 1 item that failed (product ac,3)");
        counted("accepting", 2, 1);
        SignedIn.Page list = page("accepting", "/parked?standing=accepted");
        assertThat(list.document().select(".waiting")).hasSize(1);
        assertThat(list.told(".acceptance")).contains("Accepted by otto", "The <supplier> knows.");
        assertThat(page("accepting", "/to-do").told(".count-accepted")).isEqualTo("1");
        assertThat(silkroute
                        .activity("connector=accepting&kind=operator")
                        .get(0)
                        .path("sentence")
                        .asString())
                .isEqualTo("Accepted 1 item that failed (product ac,3): The <supplier> knows.");
        assertThat(silkroute
                        .get("/api/connectors/accepting/failures?standing=accepted")
                        .json()
                        .at("/items/0/accepted/note")
                        .asString())
                .isEqualTo("The <supplier> knows.");

        String before = silkroute.lastRun("accepting").path("id").asString();
        press(list, "chosen", "Replay chosen", Map.of("item", "product ac,3"));
        silkroute.runAfter("accepting", before);
        counted("accepting", 2, 1); // failed again, for the same cause

        silkroute.synchronize("accepting", Pim.impossible("ac,3").named("Another name"));
        counted("accepting", 3, 0);
    }

    @Test
    void a_whole_cause_is_accepted_and_opened_again() {
        silkroute.connect("causes", "{}");
        silkroute.synchronize("causes", Pim.impossible("ca1"), Pim.impossible("ca2"));
        String code = page("causes", "/parked").one(".causes code").text();

        SignedIn.Page accepted =
                press(page("causes", "/parked?code=" + code), "chosen", "Accept all 2", Map.of("note", ""));
        assertThat(accepted.told(".notice")).contains("Accepted 2 items that failed for " + code);
        counted("causes", 0, 2);
        assertThat(silkroute.status("causes").path("state").asString()).isNotEqualTo("needs-you");

        press(
                page("causes", "/parked?standing=accepted"),
                "chosen",
                "Open chosen again",
                Map.of("item", "product ca1"));
        counted("causes", 1, 1);
    }

    @Test
    void what_a_later_run_succeeds_with_is_resolved_by_itself() {
        silkroute.connect("resolving", "{}");
        silkroute.synchronize("resolving", Pim.impossible("re1"), withoutPicture("re2"));
        silkroute.synchronize(
                "resolving",
                Pim.product("re1").named("Now it is possible"),
                Pim.product("re2").named("Without any picture"));

        counted("resolving", 0, 0);
        assertThat(page("resolving", "/resolved").document().select(".log > li").eachText())
                .hasSize(2)
                .anyMatch(line -> line.contains("product re1"))
                .anyMatch(line -> line.startsWith("picture product re2"));
    }

    @Test
    void something_left_out_is_accepted_by_cause() {
        silkroute.connect("left-out", "{}");
        silkroute.synchronize("left-out", withoutPicture("lo1"), withoutPicture("lo2"));
        assertThat(silkroute.status("left-out").path("incomplete").asInt()).isEqualTo(2);

        press(
                page("left-out", "/incomplete"),
                "chosen-picture",
                "Accept chosen",
                Map.of("item", "product lo1", "note", "No picture exists."));
        JsonNode status = silkroute.status("left-out");
        assertThat(status.path("incomplete").asInt()).isEqualTo(1);
        assertThat(status.path("accepted").asInt()).isEqualTo(1);
        SignedIn.Page open = page("left-out", "/incomplete");
        assertThat(open.told(".total")).isEqualTo("1 item is");
        assertThat(open.document().select(".log > li")).hasSize(1);
        assertThat(page("left-out", "/incomplete?standing=accepted").told(".acceptance"))
                .contains("otto", "No picture exists.");

        press(open, "chosen-picture", "Accept all 1", Map.of());
        assertThat(silkroute.status("left-out").path("state").asString()).isEqualTo("healthy");

        silkroute.synchronize("left-out", withoutPicture("lo1").named("Another name"));
        assertThat(silkroute.status("left-out").path("incomplete").asInt()).isEqualTo(1);
        press(
                page("left-out", "/incomplete?standing=accepted"),
                "chosen-picture",
                "Open chosen again",
                Map.of("item", "product lo2"));
        assertThat(silkroute.status("left-out").path("incomplete").asInt()).isEqualTo(2);
    }

    @Test
    void what_was_refused_at_the_door_is_accepted_row_by_row() {
        silkroute.connect("refusing", "{}");
        silkroute.push("refusing", "{\"type\":\"prodct\",\"id\":\"rf1\"}", "{\"type\":\"product\"}");
        SignedIn.Page open = page("refusing", "/refused");
        assertThat(open.document().select(".log > li")).hasSize(2);
        String line =
                open.document().select(".log > li:contains(rf1) .pick input").val();

        SignedIn.Page left = press(open, "chosen", "Accept chosen", Map.of("line", line, "note", "A test of theirs"));
        assertThat(left.told(".notice")).contains("not counted any more");
        assertThat(left.document().select(".log > li")).hasSize(1);
        assertThat(silkroute.status("refusing").path("refused").asInt()).isEqualTo(1);
        assertThat(page("refusing", "/refused?standing=seen").told(".acceptance"))
                .contains("otto", "A test of theirs");

        silkroute.push("refusing", "{\"type\":\"prodct\",\"id\":\"rf1\"}");
        assertThat(silkroute.status("refusing").path("refused").asInt()).isEqualTo(2);
    }

    @Test
    void a_list_is_downloaded_and_no_text_in_it_is_a_formula() {
        silkroute.connect("sheet", "{}");
        silkroute.synchronize("sheet", Pim.impossible("=cmd()"), withoutPicture("+picture"));
        String failures = operator.follow(page("sheet", "/parked").one("a.csv")).text();
        assertThat(failures.lines().count()).isEqualTo(2);
        assertThat(failures).startsWith("type,id,outcome,code,").contains("product,'=cmd(),rejected,");
        assertThat(operator.follow(page("sheet", "/incomplete").one("a.csv")).text())
                .contains("product,'+picture,picture,");
    }

    @Test
    void a_viewer_sees_the_inbox_and_acts_on_nothing() {
        silkroute.connect("seen", "{}");
        silkroute.synchronize("seen", Pim.impossible("se1"), withoutPicture("se2"));
        silkroute.push("seen", "{\"type\":\"prodct\",\"id\":\"se3\"}");
        for (String path : new String[] {"/to-do", "/parked", "/incomplete", "/refused", "/resolved"}) {
            SignedIn.Page page = viewer.get("/connectors/seen" + path);
            assertThat(page.document().select("main form, main input")).as(path).isEmpty();
            assertThat(page.told(".subnav")).as(path).contains("Failed 1", "Incomplete 1", "Refused at the door 1");
        }
    }
}
