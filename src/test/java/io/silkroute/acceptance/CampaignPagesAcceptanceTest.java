package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.awaitility.Awaitility;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Campaigns and codes in the console, as people find, read and write them, without a script. */
class CampaignPagesAcceptanceTest {

    private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>${7777*7777}";

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static SignedIn operator;
    private static SignedIn viewer;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.usage.tick-delay=3600000", // nobody looks at orders
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

    private static void push(String connector, String id, String more) {
        silkroute.push(
                connector,
                "{\"type\":\"campaign\",\"id\":\"" + id + "\",\"code\":\"C-" + id
                        + "\",\"value\":{\"percentage\":\"10\"}" + more + "}");
        Awaitility.await("it is staged")
                .until(() -> silkroute
                                .get("/api/connectors/" + connector + "/campaigns/" + id)
                                .status()
                        == 200);
    }

    private static String image(String connector, String id, String path) {
        return silkroute.item(connector, "campaign", id).at("/image" + path).asString("");
    }

    @Test
    void a_campaign_is_written_changed_and_deleted_by_forms() {
        silkroute.connect("forms", "{}");
        SignedIn.Page list = operator.get("/connectors/forms/campaigns");
        assertThat(list.told("main")).contains("No campaign yet.");

        Element form = operator.follow(list.one("a.button")).one("main form");
        SignedIn.Page made = operator.submit(
                form,
                Map.of(
                        "id", "BF & 26",
                        "name", "Black Friday",
                        "code", "BF26",
                        "value.percentage", "15",
                        "applies.products", "SKU-1\nSKU-2",
                        "limits.oncePerCustomer", "true",
                        "active", "true",
                        "ends", "2999-12-01T00:00"));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        assertThat(made.told(".notice")).contains("taken in");
        Awaitility.await("it is staged")
                .until(() -> operator.get("/connectors/forms/campaigns")
                        .told("table")
                        .contains("Black Friday"));

        SignedIn.Page page =
                operator.follow(operator.get("/connectors/forms/campaigns").one("table a"));
        assertThat(page.told("h1")).startsWith("Black Friday");
        assertThat(page.told(".terms"))
                .contains("15 % off. Customers type BF26", "applies to 2 products", "once per customer");
        assertThat(page.document().select(".links a").eachAttr("href"))
                .contains("/connectors/forms/items/product/SKU-1");
        assertThat(page.told("#codes table")).contains("BF26");
        assertThat(page.told("main")).contains("uses and revenue are not known");
        assertThat(image("forms", "BF & 26", "/ends")).isEqualTo("2999-12-01T00:00:00Z");

        Element edit = operator.follow(page.one(".head a.button")).one("main form");
        Map<String, String> filled = SignedIn.filled(edit);
        filled.put("value.percentage", "20");
        filled.remove("active");
        operator.submit(edit, filled);
        Awaitility.await()
                .until(() -> image("forms", "BF & 26", "/value/percentage").equals("20"));
        assertThat(image("forms", "BF & 26", "/active")).isEqualTo("false");
        assertThat(image("forms", "BF & 26", "/applies/products/1")).isEqualTo("SKU-2");
        SignedIn.Page off =
                operator.follow(operator.get("/connectors/forms/campaigns").one("table a"));
        assertThat(off.told(".obstacles")).contains("It is switched off.");
        assertThat(off.told(".what-it-does")).contains("Removals are only noted for this connector");

        SignedIn.Page deleted = operator.submit(off.one("form[action$=/campaign/delete]"));
        assertThat(deleted.told(".notice")).contains("was deleted");
        Awaitility.await()
                .until(() ->
                        operator.get("/connectors/forms/campaigns").told("main").contains("No campaign yet."));
    }

    @Test
    void what_the_form_does_not_know_stays_and_what_was_not_touched_is_as_the_pim_sent_it() {
        silkroute.connect("kept", "{}");
        push(
                "kept",
                "K",
                ",\"name\":{\"fr_FR\":\"Soldes\",\"en_US\":\"Sale\"},\"attributes\":{\"more\":\"1\"},\"starts\":\"2020-01-01T00:00:59+01:00\"");

        Element edit = operator.get("/connectors/kept/campaign/edit?id=K").one("main form");
        Map<String, String> filled = SignedIn.filled(edit);
        assertThat(filled.get("name")).isEqualTo("Sale");
        filled.put("name", "Summer sale");
        operator.submit(edit, filled);

        Awaitility.await().until(() -> image("kept", "K", "/name/en_US").equals("Summer sale"));
        assertThat(image("kept", "K", "/name/fr_FR")).isEqualTo("Soldes");
        assertThat(image("kept", "K", "/attributes/more")).isEqualTo("1");
        assertThat(image("kept", "K", "/starts")).isEqualTo("2020-01-01T00:00:59+01:00");
    }

    @Test
    void what_the_pim_has_changed_since_the_form_was_opened_is_not_undone() {
        silkroute.connect("meanwhile", "{}");
        push("meanwhile", "M", ",\"name\":\"Sale\"");
        Element edit = operator.get("/connectors/meanwhile/campaign/edit?id=M").one("main form");
        push("meanwhile", "M", ",\"name\":\"Winter sale\"");
        Awaitility.await().until(() -> image("meanwhile", "M", "/name").equals("Winter sale"));

        Map<String, String> filled = SignedIn.filled(edit);
        filled.put("limits.uses", "5");
        SignedIn.Page again = operator.submit(edit, filled);

        assertThat(again.told(".problem")).contains("Nothing was saved", "changed since you opened this form");
        assertThat(again.told("[id=name.wrong]")).isEqualTo("Now it is Winter sale.");
        assertThat(again.told("[id=limits.uses.wrong]")).isEqualTo("Now it is empty.");
        assertThat(again.one("[id=limits.uses]").val()).isEqualTo("5");
        assertThat(image("meanwhile", "M", "/name")).isEqualTo("Winter sale");

        Map<String, String> corrected = SignedIn.filled(again.one("main form"));
        corrected.put("name", "Winter sale");
        operator.submit(again.one("main form"), corrected);
        Awaitility.await().until(() -> image("meanwhile", "M", "/limits/uses").equals("5"));
        assertThat(image("meanwhile", "M", "/name")).isEqualTo("Winter sale");
    }

    @Test
    void a_start_is_told_by_its_date_whatever_the_state() {
        silkroute.connect("dates", "{}");
        push("dates", "D", ",\"active\":false,\"starts\":\"2999-01-01T00:00:00Z\",\"ends\":\"2999-02-01T00:00:00Z\"");

        SignedIn.Page page = viewer.get("/connectors/dates/campaign?id=D");
        assertThat(page.told("main .head")).contains("Starts ", "Ends ");
        assertThat(page.told(".obstacles")).contains("It is switched off.", "It has not started yet.");
    }

    @Test
    void what_is_wrong_stands_at_its_field_and_what_was_typed_stays() {
        silkroute.connect("wrong", "{}");
        Element form = operator.get("/connectors/wrong/campaign/edit").one("main form");

        SignedIn.Page again = operator.submit(
                form, Map.of("id", "W", "name", "A name", "code", "W", "value.percentage", "150", "active", "true"));

        assertThat(again.one("[id=value.percentage]").attr("aria-invalid")).isEqualTo("true");
        assertThat(again.told("[id=value.percentage.wrong]")).contains("0 to 100");
        assertThat(again.one("#name").val()).isEqualTo("A name");
        assertThat(again.told(".problem")).contains("Nothing was saved");
        assertThat(silkroute.get("/api/connectors/wrong/campaigns/W").status()).isEqualTo(404);

        push("wrong", "there", "");
        SignedIn.Page taken = operator.submit(form, Map.of("id", "there", "code", "X", "value.percentage", "5"));
        assertThat(taken.told(".fields .wrong")).contains("There is a campaign there already");
    }

    @Test
    void campaigns_stand_under_the_tab_of_their_state_and_are_found() {
        silkroute.connect("tabs", "{}");
        push("tabs", "one", ",\"name\":\"One\"");
        push("tabs", "later", ",\"name\":\"Later\",\"starts\":\"2999-01-01T00:00:00Z\"");
        push("tabs", "off", ",\"name\":\"Off\",\"active\":false");
        silkroute.settled("tabs");

        SignedIn.Page all = viewer.get("/connectors/tabs/campaigns");
        boolean inShop = !silkroute
                .get("/api/connectors/tabs/campaigns/one")
                .json()
                .path("shopifyId")
                .isNull();
        assertThat(all.told(".choices"))
                .isEqualTo(
                        inShop
                                ? "All 3 Active 1 Scheduled 1 Ended 1 Waiting 0 Conflict 0"
                                : "All 3 Active 0 Scheduled 0 Ended 1 Waiting 2 Conflict 0");
        assertThat(viewer.get("/connectors/tabs/campaigns?tab=ended")
                        .document()
                        .select("table td:first-child a")
                        .eachText())
                .containsExactly("Off");
        assertThat(all.document().select("time[datetime='']")).isEmpty();
        assertThat(all.document().select("time:not([datetime])")).isEmpty();
        assertThat(viewer.get("/connectors/tabs/campaigns?q=LATER")
                        .document()
                        .select("table td:first-child a")
                        .eachText())
                .containsExactly("Later");
        assertThat(viewer.get("/connectors/tabs/campaigns?q=nothing").told("main"))
                .contains("No campaign here matches.");
        assertThat(all.one(".rail nav a[aria-current]").text()).isEqualTo("Campaigns & codes");
        assertThat(all.one(".rail nav a[aria-current]").attr("data-key")).isEqualTo("c");
    }

    @Test
    void codes_are_made_by_a_form_and_watched_until_they_ended() {
        silkroute.connect("made", "{}");
        push("made", "MADE", "");
        SignedIn.Page page = operator.get("/connectors/made/campaign?id=MADE");

        SignedIn.Page wrong =
                operator.submit(page.one("form.make-codes"), Map.of("count", "5000", "prefix", "A-", "length", "2"));
        assertThat(wrong.told("form.make-codes .wrong")).contains("it has to be 5 at least");
        assertThat(wrong.one("#count").val()).isEqualTo("5000");

        SignedIn.Page job =
                operator.submit(page.one("form.make-codes"), Map.of("count", "30", "prefix", "A-", "length", "8"));
        assertThat(job.uri().getPath()).startsWith("/code-jobs/");
        assertThat(job.told("h1")).startsWith("30 codes");
        String id = job.uri().getPath().substring("/code-jobs/".length());
        CodeJobAcceptanceTest.ended(silkroute, id);
        SignedIn.Page ended = viewer.get("/code-jobs/" + id);
        assertThat(ended.document().select("main[data-run-events], progress")).isEmpty();
        assertThat(ended.document().select("main form")).isEmpty();
        SignedIn.Page after = viewer.get("/connectors/made/campaign?id=MADE&q=A-");
        assertThat(after.document().select("#codes tbody tr")).hasSize(25);
        assertThat(viewer.follow(after.one("#codes a[rel=next]")).document().select("#codes tbody tr"))
                .hasSize(5);
        assertThat(viewer.follow(after.one("a.csv")).text().lines()).hasSize(32);

        SignedIn.Page listed = operator.submit(page.one("form.make-codes"), Map.of("codes", " ANNA \r\nBEN\r\n"));
        assertThat(listed.told("h1")).startsWith("2 codes");
    }

    @Test
    void a_viewer_reads_and_sees_no_form() {
        silkroute.connect("viewed", "{}");
        push("viewed", "V", "");

        for (String path : new String[] {
            "/connectors/viewed/campaigns", "/connectors/viewed/campaign?id=V", "/connectors/viewed/campaign/edit?id=V"
        }) {
            SignedIn.Page page = viewer.get(path);
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.document().select("main form[method=post] button"))
                    .as(path)
                    .isEmpty();
        }
        assertThat(viewer.get("/connectors/viewed/campaign?id=none").status()).isEqualTo(404);
    }

    @Test
    void hostile_text_stays_text() {
        silkroute.connect("hostile", "{}");
        String quoted = Silkroute.JSON.valueToTree(HOSTILE).toString();
        silkroute.push(
                "hostile",
                "{\"type\":\"campaign\",\"id\":" + quoted + ",\"name\":" + quoted + ",\"code\":" + quoted
                        + ",\"value\":{\"percentage\":\"10\"},\"applies\":{\"products\":[" + quoted + "]}}");
        Awaitility.await()
                .until(() -> viewer.get("/connectors/hostile/campaigns")
                        .told("table")
                        .contains("alert(1)"));

        SignedIn.Page list = viewer.get("/connectors/hostile/campaigns");
        SignedIn.Page page = viewer.follow(list.one("table a"));
        SignedIn.Page edit = operator.follow(operator.get(page.uri().toString()).one(".head a.button"));
        for (SignedIn.Page one : new SignedIn.Page[] {list, page, edit}) {
            assertThat(one.status()).isEqualTo(200);
            assertThat(one.text()).doesNotContain("60481729");
            assertThat(one.document().select("main script, main img, [onerror], main [style]"))
                    .isEmpty();
        }
        assertThat(page.told("h1")).contains("${7777*7777}");
    }
}
