package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Campaigns and their codes over HTTP: listed with their states, written and deleted through the PIM's door. */
class CampaignApiAcceptanceTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start("silkroute.usage.tick-delay=3600000"); // nobody looks at orders
        silkroute = application.silkroute;
    }

    private static HttpResponse<String> send(String method, String path, String body, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(silkroute.address() + path))
                    .header("Authorization", Silkroute.basic(Silkroute.ADMIN))
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body));
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode put(int status, String connector, String id, String body) {
        HttpResponse<String> answer = send("PUT", campaigns(connector) + "/" + id, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Silkroute.JSON.readTree(answer.body());
    }

    private static String campaigns(String connector) {
        return "/api/connectors/" + connector + "/campaigns";
    }

    private static JsonNode campaign(String connector, String id) {
        return silkroute.get(campaigns(connector) + "/" + id).json();
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("items").forEach(one -> ids.add(one.path("id").asString()));
        return ids;
    }

    @Test
    void a_campaign_that_is_put_is_listed_with_its_code_and_its_state() {
        silkroute.connect("put", "{}");

        JsonNode receipt = put(202, "put", "BF-2026", """
                {"name":{"de":"Schwarzer Freitag","en_US":"Black Friday"},"code":"BF26","value":{"percentage":"15"}}""");
        assertThat(receipt.path("accepted").asInt()).isEqualTo(1);
        String active = inShop("put", "BF-2026", "active");

        JsonNode listed = silkroute.get(campaigns("put")).json().path("items").path(0);
        assertThat(listed.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "name", "method", "code", "state", "codes", "uses", "revenue", "shopifyId", "lastSynced");
        assertThat(listed.path("id").asString()).isEqualTo("BF-2026");
        assertThat(listed.path("name").asString()).isEqualTo("Black Friday");
        assertThat(listed.path("method").asString()).isEqualTo("code");
        assertThat(listed.path("code").asString()).isEqualTo("BF26");
        assertThat(listed.path("state").asString()).isEqualTo(active);
        assertThat(listed.path("codes").asInt()).isEqualTo(1);
        assertThat(listed.path("uses").isNull()).isTrue();
        assertThat(listed.path("revenue").isNull()).isTrue();
        assertThat(campaign("put", "BF-2026").at("/image/value/percentage").asString())
                .isEqualTo("15");
        JsonNode kept = silkroute
                .get("/api/connectors/put/receipts/" + receipt.path("receipt").asString())
                .json();
        assertThat(kept.path("origin").asString()).isEqualTo("operator");
        assertThat(kept.path("accepted").asInt()).isEqualTo(1);
    }

    @Test
    void what_a_person_changes_is_told_before_and_after() {
        silkroute.connect("told", "{}");
        put(202, "told", "T", "{\"code\":\"T1\",\"value\":{\"percentage\":\"15\"}}");
        silkroute.settled("told");

        put(202, "told", "T", "{\"code\":\"T2\",\"value\":{\"percentage\":\"15\"}}");

        assertThat(silkroute.activity("connector=told&kind=operator"))
                .extracting(entry -> entry.path("sentence").asString())
                .contains("Wrote the campaign T.", "Changed the campaign T: code T1 → T2.");
    }

    @Test
    void what_the_door_does_not_let_in_is_told_field_by_field_and_leaves_nothing_behind() {
        silkroute.connect("door", "{}");

        JsonNode problem = put(422, "door", "D", "{\"code\":\"D\",\"value\":{\"percentage\":\"150\"},\"minimun\":{}}");

        assertThat(problem.path("errors"))
                .extracting(error -> error.path("field").asString())
                .contains("value.percentage");
        assertThat(problem.path("detail").asString()).contains("0 to 100");
        assertThat(silkroute.get(campaigns("door") + "/D").status()).isEqualTo(404);
        assertThat(silkroute.status("door").path("refused").asInt()).isZero();
        assertThat(silkroute.get("/api/connectors/door/receipts").json().path("items"))
                .isEmpty();

        put(422, "door", "D", "{\"id\":\"E\",\"code\":\"D\",\"value\":{\"percentage\":\"15\"}}");
        put(422, "door", "D", "{\"type\":\"code\",\"code\":\"D\",\"value\":{\"percentage\":\"15\"}}");
        put(422, "door", "D", "{\"operation\":\"delete\"}");
        put(400, "door", "D", "{\"code\":");
        put(400, "door", "D", "[]");
        put(404, "nobody", "D", "{\"code\":\"D\",\"value\":{\"percentage\":\"15\"}}");
    }

    @Test
    void a_deleted_campaign_is_gone_from_the_list() {
        silkroute.connect("gone", "{}");
        put(202, "gone", "G", "{\"code\":\"G\",\"value\":{\"freeShipping\":true}}");
        silkroute.settled("gone");

        assertThat(send("DELETE", campaigns("gone") + "/G", null).statusCode()).isEqualTo(202);
        silkroute.settled("gone");

        assertThat(silkroute.get(campaigns("gone") + "/G").status()).isEqualTo(404);
        assertThat(silkroute.get(campaigns("gone")).json().path("items")).isEmpty();
        assertThat(send("DELETE", campaigns("gone") + "/G", null).statusCode()).isEqualTo(404);
        assertThat(silkroute.item("gone", "campaign", "G").path("deleted").asBoolean())
                .isTrue();
    }

    @Test
    void the_state_is_the_first_that_holds() {
        silkroute.connect("states", "{}");
        silkroute.synchronize(
                "states",
                sent("now", "\"starts\":\"2020-01-01T00:00:00Z\",\"ends\":\"2999-01-01T00:00:00Z\""),
                sent("over", "\"ends\":\"2020-01-01T00:00:00Z\""),
                sent("to-come", "\"starts\":\"2999-01-01T00:00:00Z\""),
                sent("off", "\"active\":false,\"ends\":\"2020-01-01T00:00:00Z\""));

        assertThat(state("states", "now")).isEqualTo(inShop("states", "now", "active"));
        assertThat(state("states", "over")).isEqualTo("expired");
        assertThat(state("states", "to-come")).isEqualTo(inShop("states", "to-come", "scheduled"));
        assertThat(state("states", "off")).isEqualTo("inactive");
        assertThat(ids(silkroute.get(campaigns("states") + "?state=expired").json()))
                .containsExactly("over");
        assertThat(silkroute.get(campaigns("states") + "?state=odd").status()).isEqualTo(400);
    }

    /** As it is once it is in the shop; before that it waits, whatever its dates say. */
    private static String inShop(String connector, String id, String state) {
        Awaitility.await(id + " is in the shop")
                .until(() -> !campaign(connector, id).path("shopifyId").isNull());
        return state;
    }

    private static String state(String connector, String id) {
        return campaign(connector, id).path("state").asString();
    }

    private static Pim sent(String id, String more) {
        return new Pim((tools.jackson.databind.node.ObjectNode) Silkroute.JSON.readTree(
                "{\"type\":\"campaign\",\"id\":\"" + id + "\",\"name\":\"Campaign " + id + "\",\"code\":\"C-" + id
                        + "\",\"value\":{\"percentage\":\"10\"}" + (more.isEmpty() ? "" : "," + more) + "}"));
    }

    private static Pim code(String id, String campaign, String more) {
        return new Pim((tools.jackson.databind.node.ObjectNode)
                Silkroute.JSON.readTree("{\"type\":\"code\",\"id\":\"" + id + "\",\"campaign\":\"" + campaign
                        + "\",\"code\":\"K-" + id + "\"" + (more.isEmpty() ? "" : "," + more) + "}"));
    }

    @Test
    void a_long_list_is_read_page_by_page_and_searched_without_case_and_accents() {
        silkroute.connect("pages", "{}");
        Pim[] many = IntStream.range(0, 7)
                .mapToObj(i -> sent("p-" + i, i == 3 ? "\"active\":false" : ""))
                .toArray(Pim[]::new);
        silkroute.synchronize("pages", many);
        silkroute.synchronize("pages", sent("z", "\"description\":\"x\"").named("Été indien"));

        String active = inShop("pages", "p-0", "active");
        List<String> seen = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 9 && cursor != null; page++) {
            JsonNode found = silkroute
                    .get(campaigns("pages") + "?state=" + active + "&limit=3&cursor=" + cursor)
                    .json();
            seen.addAll(ids(found));
            cursor = found.path("next").isNull() ? null : found.path("next").asString();
        }
        assertThat(seen).containsExactly("p-0", "p-1", "p-2", "p-4", "p-5", "p-6", "z");
        assertThat(ids(silkroute.get(campaigns("pages") + "?q=ETE").json())).containsExactly("z");
        assertThat(ids(silkroute.get(campaigns("pages") + "?q=c-P-3").json())).containsExactly("p-3");
        assertThat(ids(silkroute.get(campaigns("pages") + "?q=%25").json())).isEmpty();
    }

    @Test
    void the_codes_of_a_campaign_are_its_own_its_joined_and_those_with_terms_of_their_own() {
        silkroute.connect("codes", "{}");
        silkroute.synchronize(
                "codes",
                sent("B", ""),
                code("a", "B", "\"holder\":{\"name\":\"=cmd|' /C calc'!A0\"}"),
                code("b", "B", "\"value\":{\"percentage\":\"5\"}"),
                code("c", "B", "\"active\":false"));
        silkroute.push("codes", List.of(code("d", "nowhere", "")));

        JsonNode all = silkroute.get(campaigns("codes") + "/B/codes").json();
        String active = inShop("codes", "B", "active");
        assertThat(all.path("items"))
                .extracting(one -> one.path("kind").asString() + " "
                        + one.path("code").asString() + " " + one.path("state").asString())
                .startsWith("campaign C-B " + active, "joined K-a " + active, "own K-b " + active)
                .hasSize(4);
        assertThat(all.at("/items/3/state").asString()).isEqualTo("inactive");
        assertThat(all.path("next").isNull()).isTrue();
        assertThat(campaign("codes", "B").path("codes").asInt()).isEqualTo(4);

        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = silkroute
                    .get(campaigns("codes") + "/B/codes?limit=1&cursor=" + cursor)
                    .json();
            page.path("items").forEach(one -> paged.add(one.path("code").asString()));
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty() && paged.size() < 9);
        assertThat(paged).containsExactly("C-B", "K-a", "K-b", "K-c");
        assertThat(silkroute.get(campaigns("codes") + "/B/codes?q=k-B").json().path("items"))
                .hasSize(1);
        assertThat(silkroute.get(campaigns("codes") + "/none/codes").status()).isEqualTo(404);
        assertThat(silkroute.get(campaigns("codes") + "/B/codes?cursor=K-a").status())
                .isEqualTo(400);

        HttpResponse<String> csv = send("GET", campaigns("codes") + "/B/codes", null, "Accept", "text/csv");
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.body().lines().toList()).hasSize(5);
        assertThat(csv.body()).contains(",'=cmd|' /C calc'!A0,").startsWith("code,id,kind,state,holder");
        assertThat(send("GET", campaigns("codes") + "/B/codes.csv", null).body())
                .isEqualTo(csv.body());
    }
}
