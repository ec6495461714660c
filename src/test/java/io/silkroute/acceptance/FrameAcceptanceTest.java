package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The frame around each page, the pages where one begins, and how they notice what changes; all of it without a script. */
class FrameAcceptanceTest {

    private static final int FIRST_PAINT = 100_000; // bytes, compressed

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static SignedIn admin;
    private static SignedIn viewer;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.shopify.attempts=2",
                "silkroute.shopify.first-pause=20ms",
                "silkroute.waiting.needs-you-after=1ms",
                "silkroute.users[0].name=vera",
                "silkroute.users[0].password=password-of-vera",
                "silkroute.users[0].role=viewer");
        silkroute = application.silkroute;
        admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
        viewer = SignedIn.as(silkroute.address(), "vera", "password-of-vera");
    }

    @AfterEach
    void shopIsWellAgain() {
        silkroute.control("{\"clearFaults\":true}");
    }

    private static Pim withoutPicture(String id) {
        return Pim.product(id).with("images", "[\"pictures/" + id + ".jpg\"]");
    }

    private static void refuse(String item) {
        silkroute.control("""
                {"faults":[{"operation":"productSet","item":"%s","kind":"user-error","code":"INVALID_VARIANT",\
                "field":["input","variants","0","price"],"message":"Price is too high"}]}""".formatted(item));
    }

    // Places.

    @Test
    void each_place_is_there_and_marks_where_one_is() {
        silkroute.connect("places", "{}");
        SignedIn.Page home = admin.get("/connectors/places");
        List<Element> places = home.document().select(".rail nav a");
        assertThat(places).extracting(Element::text).contains("Home", "To do", "Runs", "Items", "Activity", "Settings");
        for (Element place : places) {
            SignedIn.Page page = admin.follow(place);
            assertThat(page.status()).as(place.text()).isEqualTo(200);
            if (!place.attr("href").equals("/sandbox")) {
                assertThat(page.document().select(".rail [aria-current=page]").eachAttr("href"))
                        .as(place.text())
                        .containsExactly(place.attr("href"));
            }
        }
        assertThat(home.document().select(".tabs > a").eachText()).containsExactly("Home", "To do", "Runs", "Items");
        assertThat(home.document().select(".tabs > a, .tabs > details")).hasSize(5);
        assertThat(home.document().select(".more a").eachAttr("href"))
                .contains("/connectors/places/activity", "/access");
        assertThat(viewer.get("/connectors/places")
                        .document()
                        .select(".rail nav a")
                        .eachAttr("href"))
                .doesNotContain("/access", "/connectors/places/pim-tokens");
    }

    @Test
    void another_connector_and_the_search_are_at_hand_on_each_page() {
        silkroute.connect("switch-a", "{}");
        silkroute.connect("switch-b", "{}");
        SignedIn.Page page = admin.get("/connectors/switch-a/activity");
        assertThat(page.told(".switch summary b")).isEqualTo("switch-a");
        assertThat(page.document().select(".switch li a").eachAttr("href"))
                .contains("/", "/connectors/switch-b")
                .doesNotContain("/connectors/switch-a");
        Element find = page.one("form[role=search]");
        assertThat(find.attr("action") + " " + find.attr("method")).isEqualTo("/search get");
        assertThat(find.select("input[name=q]")).hasSize(1);
        assertThat(find.select("input[name=connector]").val()).isEqualTo("switch-a");
        assertThat(admin.get("/").document().select("form[role=search] input[name=connector]"))
                .isEmpty();
    }

    @Test
    void light_or_dark_is_drawn_by_the_server_as_it_was_chosen() {
        assertThat(admin.get("/").one("html").hasAttr("data-theme")).isFalse();
        SignedIn another = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
        another.cookie("silkroute-theme", "dark");
        assertThat(another.get("/").one("html").attr("data-theme")).isEqualTo("dark");
        assertThat(another.get("/login").one("html").attr("data-theme")).isEqualTo("dark");
        another.cookie("silkroute-theme", "purple");
        assertThat(another.get("/").one("html").hasAttr("data-theme")).isFalse();
        assertThat(admin.get("/").document().select(".theme:not([hidden])"))
                .as("the switch needs the script")
                .isEmpty();
    }

    @Test
    void the_first_paint_is_small_and_what_it_is_made_of_is_kept() throws Exception {
        silkroute.connect("small", "{}");
        silkroute.synchronize("small", withoutPicture("sm1"), Pim.impossible("sm2"));
        SignedIn.Page home = admin.get("/connectors/small");
        long bytes = compressed(home.text().getBytes(StandardCharsets.UTF_8));
        for (Element part : home.document().select("link[href], script[src]")) {
            String address = part.hasAttr("src") ? part.attr("src") : part.attr("href");
            SignedIn.Page file = admin.get(address);
            assertThat(file.header("Cache-Control")).as(address).contains("max-age=31536000");
            assertThat(address).contains("?v=");
            bytes += compressed(resource("/static" + address.replaceAll("\\?.*", "")));
        }
        bytes += compressed(resource("/static/icons.svg"));
        assertThat(bytes).isLessThan(FIRST_PAINT);
    }

    private static byte[] resource(String path) throws IOException {
        try (InputStream file = FrameAcceptanceTest.class.getResourceAsStream(path)) {
            return Objects.requireNonNull(file, path).readAllBytes();
        }
    }

    private static long compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
            gzip.write(bytes);
        }
        return small.size();
    }

    // All connectors.

    @Test
    void all_connectors_stand_in_a_table_the_gravest_first() {
        silkroute.connect("row-a", "{\"trigger\":{\"schedule\":[\"0 30 6 ? * MON-FRI\"]}}");
        silkroute.connect("row-b", "{}");
        silkroute.connect("row-c", "{}");
        silkroute.synchronize("row-a", Pim.product("rw1"));
        silkroute.synchronize("row-b", Pim.impossible("rw2"));
        silkroute.synchronize("row-c", withoutPicture("rw3"));

        assertThat(rows("/")).containsSubsequence("row-b", "row-c", "row-a");
        assertThat(rows("/?sort=name")).containsSubsequence("row-a", "row-b", "row-c");
        assertThat(rows("/?sort=incomplete")).containsSubsequence("row-c", "row-a", "row-b");
        assertThat(rows("/?sort=nothing")).containsSubsequence("row-b", "row-c", "row-a");
        SignedIn.Page fleet = admin.get("/?sort=failed");
        assertThat(fleet.document().select("th[aria-sort=descending]").eachText())
                .containsExactly("Failed");
        Element row = fleet.one(".fleet-row:has(a[href=/connectors/row-a])");
        assertThat(row.select("td[data-label=\"Last push\"] time")).hasSize(1);
        assertThat(row.select("td[data-label=\"Next run\"] time")).hasSize(1);
        assertThat(row.select(".state").text()).isEqualTo("Healthy");
    }

    private static List<String> rows(String path) {
        return admin.get(path)
                .document()
                .select(".fleet-row td:first-child > a")
                .eachText();
    }

    // A connector's home.

    @Test
    void home_tells_what_is_in_the_shop_what_waits_and_when_it_goes_out() {
        silkroute.connect("homely", "{\"trigger\":{\"schedule\":[\"0 30 6 ? * MON-FRI\"]}}");
        silkroute.synchronize(
                "homely",
                Pim.product("hm1"),
                Pim.variant("hm1-s", "hm1", "S"),
                Pim.product("hm2"),
                Pim.category("hmc"));

        SignedIn.Page home = admin.get("/connectors/homely");
        assertThat(home.told(".in-shop")).contains("2 products", "1 collection");
        assertThat(home.told(".way-out .value")).isEqualTo("0");
        assertThat(home.told(".way-out"))
                .as("nothing waits, so nothing is estimated")
                .doesNotContain("a second");
        assertThat(home.told(".next-run")).contains("on weekdays at 06:30 UTC; and on every change");
        assertThat(home.told(".last-push")).contains("4 accepted, 0 refused");
        assertThat(admin.follow(home.one(".last-push a")).status()).isEqualTo(200);
        assertThat(home.document().select("tr:has(td) .outcomes rect")).isNotEmpty();
    }

    // To do.

    @Test
    void what_waits_stands_once_by_cause_with_exactly_its_rows_behind_it() {
        silkroute.connect("inbox", "{}");
        refuse("ib1");
        silkroute.synchronize(
                "inbox",
                Pim.product("ib1"),
                Pim.impossible("ib2"),
                Pim.impossible("ib3"),
                withoutPicture("ib4"),
                withoutPicture("ib5"));
        silkroute.push(
                "inbox",
                Pim.variant("ib6-s", "ib6", "S").toString(),
                "{\"type\":\"prodct\",\"id\":\"ib7\"}",
                "{\"type\":\"product\"}");
        silkroute.settled("inbox");
        JsonNode status = silkroute.status("inbox");
        assertThat(status.path("parked").asLong()).isEqualTo(1);
        assertThat(status.path("rejected").asLong()).isEqualTo(2);
        assertThat(status.path("refused").asLong()).isEqualTo(2);
        assertThat(status.path("waiting").asLong()).isEqualTo(1);

        SignedIn.Page inbox = admin.get("/connectors/inbox/to-do");
        assertThat(inbox.told(".needs-you")).isEqualTo("6");
        assertThat(inbox.told(".rail a[href$=to-do] .badge span:not(.unseen)")).isEqualTo("6");
        long sum = inbox.document().select(".waits .n").eachText().stream()
                .mapToLong(Long::parseLong)
                .sum();
        assertThat(sum).isEqualTo(6);
        for (Element cause : inbox.document().select(".waits li, .left-out li")) {
            int count = Integer.parseInt(cause.select(".n").text());
            SignedIn.Page rows = admin.follow(cause.selectFirst(".n a"));
            assertThat(rows.document().select(".log > li, .stack tbody tr"))
                    .as(cause.text())
                    .hasSize(count);
            assertThat(cause.select(".deeds a").attr("href"))
                    .isEqualTo(cause.select(".n a").attr("href"));
            assertThat(cause.select(".mend").text()).as(cause.text()).isNotEmpty();
            assertThat(cause.select("time")).as(cause.text()).hasSize(1);
        }
        assertThat(inbox.told(".left-out")).contains("A picture was left out", "2 items");
        assertThat(viewer.get("/connectors/inbox/to-do").document().select("main form"))
                .isEmpty();
    }

    @Test
    void one_cause_is_replayed_and_the_others_stay() {
        silkroute.connect("again", "{}");
        refuse("ag1");
        silkroute.synchronize("again", Pim.product("ag1"), Pim.impossible("ag2"));
        String before = silkroute.lastRun("again").path("id").asString();
        silkroute.control("{\"clearFaults\":true}");

        Element cause = admin.get("/connectors/again/to-do").one(".todo li:contains(Invalid variant)");
        SignedIn.Page replayed = admin.submit(Objects.requireNonNull(cause.selectFirst("form")));

        assertThat(replayed.told(".notice")).contains("tried again");
        assertThat(silkroute.runAfter("again", before).at("/counts/done").asLong())
                .isEqualTo(1);
        assertThat(silkroute.status("again").path("parked").asLong()).isZero();
        assertThat(silkroute.status("again").path("rejected").asLong()).isEqualTo(1);
        assertThat(admin.submit(cause.selectFirst("form")).told(".problem")).contains("nothing to replay");
    }

    @Test
    void a_delivery_that_is_marked_as_seen_leaves_the_inbox() {
        silkroute.connect("seen", "{}");
        silkroute.push("seen", "{\"type\":\"prodct\",\"id\":\"se1\"}");
        Element cause = admin.get("/connectors/seen/to-do").one(".waits li");
        assertThat(cause.text()).contains("Refused at the door", "prodct");
        admin.submit(Objects.requireNonNull(cause.selectFirst("form")));
        assertThat(admin.get("/connectors/seen/to-do").document().select(".waits li"))
                .isEmpty();
        assertThat(admin.get("/connectors/seen/to-do").told(".needs-you")).isEqualTo("0");
    }

    // Runs.

    @Test
    void the_route_of_a_run_tells_how_far_its_items_came() {
        silkroute.connect("route", "{}");
        silkroute.synchronize("route", Pim.product("rt1"), Pim.product("rt2"));
        refuse("rt4");
        JsonNode run = silkroute.synchronize(
                "route",
                Pim.product("rt1"),
                Pim.product("rt3"),
                Pim.product("rt4"),
                Pim.impossible("rt5"),
                Pim.product("rt6").with("status", "\"draft\""));
        JsonNode counts = run.path("counts");

        SignedIn.Page page = admin.get("/runs/" + run.path("id").asString());
        List<Integer> stations = page.document().select(".station .value").eachText().stream()
                .map(Integer::parseInt)
                .toList();
        assertThat(stations)
                .containsExactly(
                        counts.path("total").asInt(),
                        counts.path("done").asInt() - counts.path("filtered").asInt(),
                        4 - counts.path("rejected").asInt(),
                        3 - counts.path("unchanged").asInt(),
                        counts.path("created").asInt() + counts.path("updated").asInt());
        assertThat(stations).containsExactly(5, 4, 3, 2, 1);
        assertThat(page.document().select(".station.lost .name").eachText()).containsExactly("Mapped", "Accepted");
        for (Element left : page.document().select(".station a")) {
            int number = Integer.parseInt(left.text().split(" ")[0]);
            assertThat(admin.follow(left).document().select(".log > .entry"))
                    .as(left.text())
                    .hasSize(number);
        }
        assertThat(page.document().select(".timeline li").eachText())
                .anyMatch(line -> line.startsWith("The run started."))
                .anyMatch(line -> line.startsWith("The run ended"));
        assertThat(page.told("#configuration")).contains("configuration of today");
        assertThat(page.told("#configuration pre"))
                .contains("\"batchSize\" : 50")
                .doesNotContain("Token");
    }

    @Test
    void runs_are_read_page_by_page() {
        silkroute.connect("paged", "{}");
        for (int i = 0; i < 27; i++) {
            String before = silkroute.lastRun("paged").path("id").asString("");
            silkroute.post("/api/connectors/paged/sync");
            silkroute.runAfter("paged", before);
        }
        SignedIn.Page first = admin.get("/connectors/paged/runs");
        assertThat(first.document().select(".runs tbody tr")).hasSize(25);
        assertThat(first.told(".runs tbody tr:first-child")).contains("Synchronization", "by admin");
        assertThat(admin.follow(first.one("a[rel=next]")).document().select(".runs tbody tr"))
                .hasSize(2);
        assertThat(admin.get("/connectors/paged").document().select("tbody tr")).hasSize(5);
        assertThat(admin.get("/connectors/paged").document().select(".spark rect"))
                .hasSize(27);
    }

    // What changes is heard.

    @Test
    void an_open_page_hears_that_something_has_changed_and_is_told_no_more_than_that() throws Exception {
        silkroute.connect("heard", "{}");
        SignedIn.Page page = admin.get("/connectors/heard");
        String stand = page.one("body").attr("data-stand");
        BlockingQueue<String> told = admin.events(page.one("body").attr("data-live"));
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(stand);

        silkroute.synchronize("heard", Pim.impossible("he1"));
        String later = told.poll(20, TimeUnit.SECONDS);
        assertThat(later).isNotNull().isNotEqualTo(stand);
        for (String path : List.of("", "/to-do", "/runs", "/activity", "/items", "/parked", "/incomplete", "/config")) {
            assertThat(admin.get("/connectors/heard" + path).one("body").attr("data-live"))
                    .as(path)
                    .isEqualTo("/live?connector=heard");
        }
        BlockingQueue<String> all = admin.events("/live?connector=*");
        assertThat(all.poll(20, TimeUnit.SECONDS))
                .isEqualTo(admin.get("/").one("body").attr("data-stand"));
        assertThat(SignedIn.notAtAll(silkroute.address())
                        .get("/live?connector=*")
                        .uri()
                        .getPath())
                .isEqualTo("/login");
    }

    @Test
    void the_parts_that_are_shown_anew_have_names_of_their_own() {
        silkroute.connect("parts", "{}");
        String run = silkroute
                .synchronize("parts", Pim.impossible("pt1"), withoutPicture("pt2"))
                .path("id")
                .asString();
        for (String path : List.of(
                "/", "/connectors/parts", "/connectors/parts/to-do", "/connectors/parts/runs", "/runs/" + run)) {
            List<String> parts =
                    admin.get(path).document().select("[data-part]").eachAttr("data-part");
            assertThat(parts).as(path).doesNotHaveDuplicates().contains("places", "head");
        }
    }

    @Test
    void what_waits_for_a_person_to_begin_says_so() {
        silkroute.connect("asked", "{\"trigger\":{\"onChange\":false}}");
        silkroute.push("asked", List.of(Pim.product("as1")));
        silkroute.pending("asked", 1);
        SignedIn.Page home = admin.get("/connectors/asked");
        assertThat(home.told(".next-run")).contains("when asked for");
        assertThat(home.told(".way-out .value")).isEqualTo("1");
        assertThat(home.told(".way-out")).as("no rate was measured").doesNotContain("a second");
    }
}
