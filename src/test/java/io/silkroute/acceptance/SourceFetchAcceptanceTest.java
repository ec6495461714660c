package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** PIMs that are asked: any that answers with pages of JSON, into a shop. */
class SourceFetchAcceptanceTest {

    private static final String PROFILE = """
            title: A PIM of the tests
            recognize: [code, label]
            records: _embedded.items
            columns:
              id: id
              sku: code
              name: label
              price: price
              parent: parent
              updated: updated
              axes: axes
              option.name: "axis_{n}_name"
              option.value: "axis_{n}_value"
              images: pictures.url
            decimal: point
            others: attributes
            """;

    private static final String RECORDS = """
            [{"id":"A","code":"A","label":{"en_US":"Lamp","fr_FR":"Lampe"},"price":{"USD":12.10},"material":["steel","glass"],
              "pictures":[{"url":"https://pics.example/a.jpg"},{"url":"https://pics.example/b.jpg"}],"updated":"2026-01-01T10:00:00Z"},
             {"id":"B","code":"B","label":"Chair","price":{"USD":"30"},"updated":"2026-01-02T10:00:00Z"},
             {"id":"C","code":"C","label":"Table","price":{"USD":99.9},"updated":"2026-01-03T10:00:00Z"},
             {"id":"D","code":"D","label":"Sofa","price":{"USD":400},"updated":"2026-01-04T10:00:00Z"},
             {"id":"E","code":"E","label":"Bed","price":{"USD":500},"updated":"2026-01-05T10:00:00Z"}]""";

    @AutoClose
    private static RunningApplication application;

    @AutoClose
    private static AskedPim pim;

    @TempDir
    private static Path sources;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(sources.resolve("asked.yaml"), PROFILE);
        pim = AskedPim.start();
        application = RunningApplication.start(
                "silkroute.sources=" + sources,
                "silkroute.users[0].name=vera",
                "silkroute.users[0].password=password-of-vera",
                "silkroute.users[0].role=viewer",
                "silkroute.fetch.tick=100",
                "silkroute.fetch.tick-delay=50",
                "silkroute.fetch.retry-after=10ms,20ms",
                "silkroute.fetch.longest-wait=2s",
                "silkroute.activity.retention-delay=2000",
                "silkroute.inbox-poll=100",
                "silkroute.inbox-settle=50",
                "silkroute.run.watch-period=200",
                "silkroute.run.watch-delay=100");
        silkroute = application.silkroute;
    }

    private static void reset() {
        pim.control(
                "{\"records\":" + RECORDS
                        + ",\"pageSize\":2,\"faults\":[],\"circle\":false,\"elsewhere\":\"\",\"usesOfToken\":1000,\"latency\":0}");
    }

    private static String source(String path, String more) {
        return "{\"name\":\"pim\",\"address\":\"" + pim.address + path
                + "\",\"records\":\"_embedded.items\",\"profile\":\"asked\"" + (more.isEmpty() ? "" : "," + more)
                + "}";
    }

    private static void connect(String name, String path, String more) {
        reset();
        silkroute.connect(name, "{\"export\":{\"disableDeletions\":false},\"sources\":[" + source(path, more) + "]}");
    }

    private static JsonNode fetched(String connector, String mode) {
        Silkroute.Response asked =
                silkroute.post("/api/connectors/" + connector + "/sources/pim/fetch", "{\"mode\":\"" + mode + "\"}");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return ended(asked.json().path("id").asString());
    }

    private static JsonNode ended(String fetch) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> silkroute.get("/api/fetches/" + fetch).json(),
                        one -> !List.of("queued", "running")
                                .contains(one.path("state").asString()));
    }

    private static JsonNode state(String connector) {
        return silkroute.get("/api/connectors/" + connector + "/sources/pim").json();
    }

    @Test
    void pages_that_follow_one_another_in_any_way_are_all_taken_in_and_what_they_say_is_in_the_shop() {
        String[][] ways = {
            {"link", "\"next\":{\"by\":\"link\",\"path\":\"_links.next\"}"},
            {"page", "\"next\":{\"by\":\"page\",\"parameter\":\"page\"}"},
            {"offset", "\"next\":{\"by\":\"offset\",\"parameter\":\"offset\"}"},
            {"cursor", "\"next\":{\"by\":\"cursor\",\"parameter\":\"cursor\",\"path\":\"meta.next_cursor\"}"},
            {"last", "\"next\":{\"by\":\"cursor\",\"parameter\":\"search_after\",\"path\":\"record.id\"}"},
            {"header", "\"next\":{\"by\":\"link-header\"}"},
        };
        for (String[] way : ways) {
            connect("way-" + way[0], "/" + way[0] + "/products", way[1]);
            JsonNode fetch = fetched("way-" + way[0], "delta");
            assertThat(fetch.path("state").asString()).as(fetch.toString()).isEqualTo("completed");
            assertThat(fetch.at("/counts/records").asInt()).as(way[0]).isEqualTo(5);
            assertThat(fetch.at("/counts/accepted").asInt()).as(way[0]).isEqualTo(5);
            assertThat(silkroute
                            .get("/api/connectors/way-" + way[0] + "/receipts/"
                                    + fetch.path("receipts").path(0).asString())
                            .json()
                            .path("accepted")
                            .asInt())
                    .isEqualTo(5);
        }
        silkroute.runAfter("way-link", "");
        JsonNode lamp = silkroute.item("way-link", "product", "A").path("item");
        assertThat(
                        lamp.isMissingNode()
                                ? silkroute.item("way-link", "product", "A").toString()
                                : lamp.toString())
                .contains("\"USD\":\"12.10\"", "\"fr_FR\":\"Lampe\"", "[\"steel\",\"glass\"]", "b.jpg");
        assertThat(silkroute.products().keySet()).contains("A", "B", "C", "D", "E");
    }

    @Test
    void what_changed_is_asked_for_since_what_the_door_took_in_and_what_it_refused_is_counted() {
        connect(
                "delta",
                "/link/products",
                "\"next\":{\"by\":\"link\",\"path\":\"_links.next.href\"},\"delta\":{\"parameter\":\"updated_since\",\"overlap\":\"1s\"}");
        assertThat(state("delta").path("changedTo").isNull()).isTrue();
        assertThat(fetched("delta", "delta").path("since").isNull()).isTrue();
        String changedTo = state("delta").path("changedTo").asString();
        assertThat(changedTo).isNotEmpty();

        pim.control(
                "{\"records\":[{\"id\":\"B\",\"code\":\"B\",\"label\":\"Armchair\",\"price\":{\"USD\":\"31\"},\"updated\":\"2099-01-01T00:00:00Z\"},"
                        + "{\"id\":\"X\",\"code\":\"X\",\"label\":\"No price\",\"price\":{\"USD\":\"free\"},\"updated\":\"2099-01-01T00:00:00Z\"}]}");
        JsonNode fetch = fetched("delta", "delta");

        assertThat(fetch.path("state").asString()).isEqualTo("completed-with-failures");
        assertThat(fetch.at("/counts/accepted").asInt()).isEqualTo(1);
        assertThat(fetch.at("/counts/rejected").asInt()).isEqualTo(1);
        assertThat(pim.calls()).singleElement().asString().contains("updated_since=20");
        assertThat(state("delta").path("lastFetch").path("id")).isEqualTo(fetch.path("id"));
        assertThat(silkroute.status("delta").path("refused").asInt()).isEqualTo(1);
        assertThat(silkroute
                        .get("/api/connectors/delta/sources/pim/fetches?limit=1")
                        .json()
                        .path("next")
                        .isNull())
                .isFalse();
    }

    @Test
    void too_many_calls_an_hour_of_weakness_and_a_token_that_has_expired_are_met() {
        connect(
                "weak",
                "/oauth/link/products",
                "\"next\":{\"by\":\"link\",\"path\":\"_links.next.href\"},\"auth\":{\"by\":\"oauth-password\",\"tokenAddress\":\""
                        + pim.address
                        + "/oauth/token\",\"username\":\"asker\",\"password\":\"pass-word\",\"clientId\":\"client\",\"clientSecret\":\"client-secret\"}");
        pim.control(
                "{\"usesOfToken\":2,\"faults\":[{\"status\":503},{\"status\":0},{\"status\":429,\"headers\":{\"Retry-After\":\"1\"}}]}");

        JsonNode fetch = fetched("weak", "full");

        assertThat(fetch.path("state").asString()).as(fetch.toString()).isEqualTo("completed");
        assertThat(fetch.at("/counts/records").asInt()).isEqualTo(5);
        assertThat(pim.calls().stream().filter(call -> call.endsWith("/token")).count())
                .isGreaterThanOrEqualTo(3);
        String config = silkroute.get("/api/connectors/weak/config").text();
        assertThat(config).doesNotContain("pass-word", "client-secret");
        assertThat(Silkroute.JSON
                        .readTree(config)
                        .at("/secrets/sources/0/password")
                        .asBoolean())
                .isTrue();
        // What is saved again as it is shown keeps what is not.
        assertThat(silkroute.put("/api/connectors/weak/config", config).status())
                .isEqualTo(200);
        pim.control("{\"usesOfToken\":1000}");
        assertThat(fetched("weak", "full").path("state").asString()).isEqualTo("completed");
    }

    @Test
    void a_fetch_that_fails_says_why_loses_nothing_and_is_gone_on_with_from_its_last_page() {
        connect(
                "broken",
                "/link/products",
                "\"removals\":true,\"next\":{\"by\":\"link\",\"path\":\"_links.next.href\"}");
        fetched("broken", "full");
        silkroute.runAfter("broken", "");

        pim.control(
                "{\"records\":[{\"id\":\"A\",\"code\":\"A\",\"label\":\"Lamp\"},{\"id\":\"B\",\"code\":\"B\",\"label\":\"Chair\"},"
                        + "{\"id\":\"C\",\"code\":\"C\",\"label\":\"Table\"}],"
                        + "\"faults\":[{\"status\":0},{\"status\":500},{\"status\":502},{\"status\":503,\"body\":\"maintenance\"}]}");
        JsonNode failed = fetched("broken", "full");
        assertThat(failed.path("state").asString()).isEqualTo("failed");
        assertThat(failed.path("problem").asString())
                .contains("503", "maintenance", "tried 3 times", "goes on from here");
        assertThat(failed.at("/counts/pages").asInt()).isEqualTo(1);
        assertThat(state("broken").path("problem").asString()).contains("503");
        assertThat(silkroute.activity("connector=broken").toString()).contains("The source pim could not be fetched");
        assertThat(silkroute.item("broken", "product", "E").path("deleted").asBoolean(false))
                .isFalse();

        pim.control("{}");
        JsonNode resumed = fetched("broken", "full");
        assertThat(resumed.path("state").asString()).as(resumed.toString()).isEqualTo("completed");
        assertThat(resumed.path("continues")).isEqualTo(failed.path("id"));
        assertThat(pim.calls()).singleElement().asString().contains("from=2");
        assertThat(resumed.at("/counts/records").asInt()).isEqualTo(3);
        assertThat(state("broken").path("problem").isNull()).isTrue();
        // Now it is complete, so D and E are gone.
        assertThat(resumed.at("/counts/accepted").asInt()).isEqualTo(5);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> silkroute.item("broken", "product", "E").toString().contains("\"deleted\":true"));
        assertThat(silkroute.item("broken", "product", "C").toString()).doesNotContain("\"deleted\":true");
    }

    @Test
    void a_source_that_fails_is_seen_where_people_look_until_it_is_fetched_again() {
        connect("seen", "/link/products", "\"next\":{\"by\":\"link\",\"path\":\"_links.next.href\"}");
        pim.control("{\"faults\":[{\"status\":401},{\"status\":403}]}");
        assertThat(fetched("seen", "delta").path("state").asString()).isEqualTo("failed");
        assertThat(fetched("seen", "delta").path("state").asString()).isEqualTo("failed");

        JsonNode status = silkroute.status("seen");
        assertThat(status.path("failingSources").asInt()).isEqualTo(1);
        assertThat(status.path("state").asString()).isEqualTo("needs-you");
        SignedIn admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
        assertThat(admin.get("/connectors/seen").told("main"))
                .contains("A source of the PIM could not be fetched.", "The source pim could not be fetched");
        assertThat(admin.get("/connectors/seen/to-do").told("[data-part=waits]"))
                .contains("The source pim could not be fetched", "403");
        await("the bell")
                .atMost(Duration.ofSeconds(30))
                .until(() -> notices("The source pim could not be fetched") == 1);

        assertThat(fetched("seen", "delta").path("state").asString()).isEqualTo("completed");
        assertThat(silkroute.status("seen").path("failingSources").asInt()).isZero();
        assertThat(admin.get("/connectors/seen/to-do").told("[data-part=waits]"))
                .doesNotContain("could not be fetched");
        await("the bell").atMost(Duration.ofSeconds(30)).until(() -> notices("The source pim is fetched again") == 1);
        assertThat(notices("The source pim could not be fetched"))
                .as("one an incident")
                .isEqualTo(1);
    }

    /** How many of the connector “seen”. */
    private static long notices(String sentence) {
        return silkroute
                .get("/api/notifications")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("connector").asString("").equals("seen"))
                .filter(one -> one.path("sentence").asString("").startsWith(sentence))
                .count();
    }

    @Test
    void people_see_how_sources_stand_and_fetch_and_a_viewer_only_sees() {
        connect("people", "/link/products", "\"next\":{\"by\":\"link\",\"path\":\"_links.next.href\"}");
        SignedIn admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
        SignedIn viewer = SignedIn.as(silkroute.address(), "vera", "password-of-vera");
        assertThat(admin.get("/connectors/people/receipts").document().select("nav.subnav a[href$=/people/sources]"))
                .hasSize(1);
        assertThat(admin.get("/connectors/people/sources").told("[data-part=sources] tbody"))
                .contains("pim", "rest, profile asked", "never fetched", "when asked for");

        String address = "/connectors/people/sources/pim";
        SignedIn.Page page = admin.get(address);
        assertThat(page.told("[data-part=fetches]")).contains("Nothing was fetched yet");
        assertThat(page.told("nav[aria-label=Main] a[aria-current=page]")).isEqualTo("Deliveries");
        assertThat(admin.submit(page.one("form:has(input[value=full])")).text()).contains("is fetched from now on");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        admin.get(address).told("[data-part=fetches] tbody").contains("completed"));
        page = viewer.get(address);
        assertThat(page.told("[data-part=fetches] tbody")).contains("everything", "admin", "5");
        assertThat(page.told("[data-part=stand]")).contains("What the PIM changed is here up to");
        assertThat(viewer.follow(page.one("[data-part=fetches] a[href*=/receipts/]"))
                        .told("main"))
                .contains("5");
        assertThat(page.document().select("main form")).isEmpty();
        SignedIn.Page all = viewer.get("/connectors/people/sources");
        assertThat(all.document().select("main form")).isEmpty();
        assertThat(all.told("[data-part=sources] tbody")).contains("completed", "everything", "5");
        assertThat(sent(viewer, page, address, "full").status()).isEqualTo(403);

        // What the PIM says is text, and is told in its own place.
        pim.control("{\"faults\":[{\"status\":200,\"body\":\"<b id=theirs>Sign in</b>\"}]}");
        admin.submit(admin.get("/connectors/people/sources").one("main form:has(input[value=delta])"));
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        admin.get(address).told("[data-part=stand] .problem").contains("<b id=theirs>"));
        assertThat(admin.get(address).document().select("#theirs")).isEmpty();
        assertThat(admin.get("/connectors/people/sources").told(".problem")).contains("no JSON");
        assertThat(admin.get("/connectors/people/to-do").document().select("form[action$=/sources/pim/fetch]"))
                .hasSize(1);
        assertThat(admin.get("/connectors/people/sources/none").status()).isEqualTo(404);
        assertThat(sent(admin, admin.get(address), address, "some").status()).isEqualTo(400);
    }

    /** The form that the page has or does not have, with the page's own token against forged ones. */
    private static SignedIn.Page sent(SignedIn person, SignedIn.Page page, String address, String mode) {
        return person.submit(
                page.one("form[action$=/logout]").attr("action", address + "/fetch"), Map.of("mode", mode));
    }

    @Test
    void a_pim_that_leads_in_a_circle_elsewhere_or_nowhere_is_left_with_a_sentence() {
        connect("odd", "/link/products", "\"next\":{\"by\":\"link\",\"path\":\"_links.next.href\"}");
        pim.control("{\"circle\":true}");
        assertThat(fetched("odd", "full").path("problem").asString()).contains("round in a circle");
        pim.control("{\"circle\":false,\"elsewhere\":\"http://169.254.169.254\"}");
        assertThat(fetched("odd", "full").path("problem").asString()).contains("leads to another place");
        pim.control("{\"elsewhere\":\"\",\"faults\":[{\"status\":200,\"body\":\"<html>Sign in</html>\"}]}");
        assertThat(fetched("odd", "delta").path("problem").asString()).contains("no JSON", "<html>Sign in");
        pim.control("{\"faults\":[{\"status\":200,\"body\":\"{\\\"items\\\":[]}\"}]}");
        assertThat(fetched("odd", "delta").path("problem").asString())
                .contains("no list of records at “_embedded.items”; it has items");
        pim.control("{\"faults\":[{\"status\":302,\"headers\":{\"Location\":\"http://example.com/\"}}]}");
        assertThat(fetched("odd", "delta").path("problem").asString()).contains("sends on to another address");
        pim.control("{\"faults\":[{\"status\":429,\"headers\":{\"Retry-After\":\"900\"}}]}");
        assertThat(fetched("odd", "delta").path("problem").asString()).contains("left alone for 900 s");

        // A PIM that does not know the parameter gives the first page for ever.
        silkroute.patch(
                "/api/connectors/odd/config",
                "{\"sources\":[" + source("/link/products", "\"next\":{\"by\":\"page\",\"parameter\":\"p\"}") + "]}");
        assertThat(fetched("odd", "delta").path("problem").asString())
                .contains("the same records as the one before it");
        assertThat(silkroute.item("odd", "product", "A").path("sku").isMissingNode())
                .isTrue();
    }

    @Test
    void the_clock_asks_and_a_bearer_or_a_key_is_shown() {
        connect(
                "clock",
                "/bearer/link/products",
                "\"next\":{\"by\":\"link\",\"path\":\"_links.next.href\"},\"auth\":{\"by\":\"bearer\",\"token\":\"bearer-token\"},"
                        + "\"schedule\":[\"* * * * * ?\"],\"requestsPerMinute\":6000");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> state("clock")
                        .path("lastFetch")
                        .path("state")
                        .asString("")
                        .equals("completed"));
        assertThat(state("clock").path("lastFetch").path("trigger").asString()).isEqualTo("schedule");
        assertThat(state("clock").path("nextFetch").isNull()).isFalse();

        connect(
                "key",
                "/key/header/products",
                "\"next\":{\"by\":\"link-header\"},\"auth\":{\"by\":\"header\",\"header\":\"X-Api-Key\",\"token\":\"the-key\"}");
        assertThat(fetched("key", "delta").at("/counts/records").asInt()).isEqualTo(5);
        silkroute.patch(
                "/api/connectors/key/config",
                "{\"sources\":["
                        + source(
                                "/key/header/products",
                                "\"auth\":{\"by\":\"header\",\"header\":\"X-Api-Key\",\"token\":\"another\"}")
                        + "]}");
        assertThat(fetched("key", "delta").path("problem").asString())
                .contains("does not accept what it is shown (401)");
    }

    @Test
    void what_is_wrong_with_a_source_is_told_when_it_is_saved() {
        silkroute.connect("wrong", "{}");
        Silkroute.Response refused = silkroute.patch(
                "/api/connectors/wrong/config",
                "{\"sources\":[{\"name\":\"Pim One\",\"address\":\"http://pim.example.com/api\",\"auth\":{\"by\":\"basic\",\"username\":\"u\"},"
                        + "\"next\":{\"by\":\"cursor\"},\"schedule\":[\"often\"]},"
                        + "{\"name\":\"meta\",\"address\":\"http://169.254.169.254/latest\",\"records\":\"a\",\"profile\":\"plain\"}]}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains(
                        "sources[0].name",
                        "sources[0].address",
                        "as secrets go there",
                        "sources[0].records",
                        "sources[0].profile",
                        "sources[0].auth.password",
                        "sources[0].next.path",
                        "sources[0].next.parameter",
                        "sources[0].schedule",
                        "sources[1].address",
                        "credentials");
        assertThat(silkroute.get("/api/connectors/wrong/sources/none").status()).isEqualTo(404);
        assertThat(silkroute.get("/api/fetches/none").status()).isEqualTo(404);
    }

    @Test
    void records_of_a_file_of_json_come_in_through_the_profile_that_says_where_they_stand() throws Exception {
        silkroute.connect("json", "{}");
        Path inbox = Path.of(application.context.getEnvironment().getRequiredProperty("silkroute.inbox"));
        Path folder = Files.createDirectories(inbox.resolve("json"));
        Files.writeString(
                folder.resolve("export.json"),
                "{\"_links\":{},\"_embedded\":{\"items\":" + RECORDS.replace("\"USD\":400", "\"USD\":\"none\"") + "}}");
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(folder.resolve("done/export.json")));
        assertThat(Files.readString(folder.resolve("done/export.json.refused.csv")))
                .contains("4,price.USD,none,product,D,");
        silkroute.runAfter("json", "");
        assertThat(silkroute.products().keySet()).contains("A", "E");
        // A list of items of our form is what it was.
        Files.writeString(folder.resolve("items.json"), "[{\"type\":\"product\",\"id\":\"J\",\"name\":\"Jug\"}]");
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(folder.resolve("done/items.json")));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> silkroute.item("json", "product", "J").toString().contains("Jug"));
    }
}
