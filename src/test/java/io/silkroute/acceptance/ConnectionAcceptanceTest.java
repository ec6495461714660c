package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.silkroute.acceptance.SignedIn.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A connection is tested: by the API and on the page, with stored values and with those of a form. */
class ConnectionAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static SignedIn admin;

    /** Somebody else on this machine, who notes which tokens he is sent. */
    private static HttpServer stranger;

    private static final List<String> HEARD = new CopyOnWriteArrayList<>();
    private static volatile int status;
    private static volatile String answer;
    private static volatile CountDownLatch held;

    @BeforeAll
    static void start() throws IOException {
        application = RunningApplication.start();
        silkroute = application.silkroute;
        admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
        stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.setExecutor(Executors.newCachedThreadPool());
        stranger.createContext("/", ConnectionAcceptanceTest::hear);
        stranger.start();
        silkroute.connect("shop", "{}");
    }

    @AfterAll
    static void stop() {
        held.countDown();
        stranger.stop(0);
    }

    @BeforeEach
    void answers() {
        HEARD.clear();
        held = new CountDownLatch(0);
        status = 200;
        answer = answering("write_products", "read_publications", "write_publications");
    }

    private static void hear(HttpExchange exchange) throws IOException {
        HEARD.add(exchange.getRequestHeaders().getFirst("X-Shopify-Access-Token") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("X-Shopify-API-Version", "2026-10");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String answering(String... scopes) {
        return """
                {"data":{"shop":{"name":"<b>Narrow</b>","myshopifyDomain":"narrow.myshopify.com","currencyCode":"EUR",
                "plan":{"publicDisplayName":"Basic"}},"currentAppInstallation":{"accessScopes":[%s]}}}""".formatted(
                List.of(scopes).stream().map("{\"handle\":\"%s\"}"::formatted).collect(Collectors.joining(",")));
    }

    private static String strangers() {
        return "http://127.0.0.1:" + stranger.getAddress().getPort();
    }

    private static Silkroute.Response test(String connector, String patch) {
        return silkroute.post("/api/connectors/" + connector + "/shop/test", patch);
    }

    private static JsonNode tested(String connector, String patch) {
        Silkroute.Response tested = test(connector, patch);
        assertThat(tested.status()).as(tested.text()).isEqualTo(200);
        return tested.json();
    }

    /** Presses the other button of the form. */
    private static Page tried(Page config, Map<String, String> typed) {
        Map<String, String> fields = new LinkedHashMap<>(typed);
        fields.put(
                "_csrf", config.one("form[action$=/config] input[name=_csrf]").val());
        return admin.post(config.one("button[formaction$=/config/test]").attr("formaction"), fields);
    }

    @Test
    void a_shop_that_answers_is_told_with_its_plan_scopes_version_and_locations() {
        JsonNode report = silkroute.post("/api/connectors/shop/shop/test").json();
        assertThat(report.path("passed").asBoolean()).as(report.toString()).isTrue();
        assertThat(report.path("saved").asBoolean()).isTrue();
        assertThat(report.at("/shop/name").asString()).isEqualTo("Sandbox shop");
        assertThat(report.at("/shop/plan").asString()).isEqualTo("Plus");
        assertThat(report.at("/shop/currency").asString()).isEqualTo("USD");
        assertThat(report.at("/scopes/granted").toString()).contains("write_products", "read_locations");
        assertThat(report.at("/scopes/missing")).isEmpty();
        assertThat(report.at("/version/answered").asString()).isEqualTo("2026-10");
        assertThat(report.at("/version/supportedUntil").asString()).isEqualTo("2027-10-16T15:00:00Z");
        assertThat(report.at("/locations/0").asString()).isEqualTo("Main warehouse");
        assertThat(silkroute.get("/api/connectors/shop/shop/test").json()).isEqualTo(report);
        assertThat(silkroute
                        .activity("connector=shop&kind=operator")
                        .get(0)
                        .path("sentence")
                        .asString())
                .isEqualTo("The connection to demo.myshopify.com was tested: it works.");
    }

    @Test
    void scopes_that_the_connector_needs_and_the_app_lacks_are_named() {
        silkroute.connect("narrow", "{\"shop\":{\"endpoint\":\"" + strangers() + "\"}}");
        JsonNode report = tested("narrow", "{}");
        assertThat(report.path("passed").asBoolean()).isFalse();
        assertThat(report.path("code").asString()).isEqualTo("MISSING_SCOPES");
        assertThat(report.at("/scopes/missing").toString())
                .contains("read_locations", "read_inventory", "write_inventory")
                .doesNotContain("publications");
        assertThat(report.path("sentence").asString()).contains("write_inventory (to write stock)");
        assertThat(report.path("locations").isNull()).isTrue();
        assertThat(HEARD).hasSize(1); // its locations are not asked for without the scope

        answer = answering("write_products", "write_publications", "write_locations", "write_inventory");
        assertThat(tested("narrow", "{}").at("/scopes/missing")).isEmpty(); // who may write may read
        assertThat(HEARD).hasSize(3);

        silkroute.push(
                "narrow", "{\"type\":\"campaign\",\"id\":\"BF\",\"code\":\"BF\",\"value\":{\"percentage\":\"5\"}}");
        Awaitility.await("a campaign is staged")
                .until(() ->
                        silkroute.get("/api/connectors/narrow/campaigns/BF").status() == 200);
        assertThat(tested("narrow", "{}").path("sentence").asString())
                .contains("write_discounts (to write campaigns and codes)", "read_customers", "read_orders");
    }

    @Test
    void a_failed_test_stands_beside_the_connector_until_its_shop_is_another_one() {
        silkroute.connect("failing", "{\"shop\":{\"endpoint\":\"" + strangers() + "\"}}");
        status = 401;
        answer = "{\"errors\":\"[API] Invalid API key or access token (unrecognized login or wrong password)\"}";
        assertThat(tested("failing", "{}").path("sentence").asString()).contains("does not accept the access token");
        assertThat(admin.get("/connectors/failing").one(".beside").text()).contains("does not accept the access token");
        assertThat(admin.get("/connectors/failing/config").one(".connection").text())
                .contains("does not work");

        assertThat(silkroute
                        .patch("/api/connectors/failing/config", "{\"batchSize\":9}")
                        .status())
                .isEqualTo(200);
        assertThat(silkroute.get("/api/connectors/failing/shop/test").status()).isEqualTo(200);
        silkroute.patch("/api/connectors/failing/config", "{\"shop\":{\"accessToken\":\"another\"}}");
        assertThat(silkroute.get("/api/connectors/failing/shop/test").status()).isEqualTo(404);
        assertThat(admin.get("/connectors/failing").document().select(".beside"))
                .isEmpty();
    }

    @Test
    void a_failed_test_is_overtaken_by_a_run_that_reaches_the_shop() {
        silkroute.connect("overtaken", "{}");
        silkroute.control("{\"faults\":[{\"operation\":\"shop\",\"kind\":\"status\",\"status\":403,\"times\":1}]}");
        assertThat(tested("overtaken", "{}").path("passed").asBoolean()).isFalse();
        silkroute.control("{\"clearFaults\":true}");
        assertThat(admin.get("/connectors/overtaken").document().select(".beside"))
                .hasSize(1);
        silkroute.synchronize("overtaken", Pim.product("o1"));
        assertThat(admin.get("/connectors/overtaken").document().select(".beside"))
                .isEmpty();
        assertThat(admin.get("/connectors/overtaken/guide").told(".guide li.done"))
                .contains("A run has reached the shop.");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"shop\":{\"domain\":\"evil.myshopify.com\"}}', shop.accessToken",
        "'{\"shop\":{\"endpoint\":\"HERE\"}}', shop.accessToken",
        "'{\"shop\":{\"domain\":\"evil.myshopify.com\",\"endpoint\":\"HERE\"}}', shop.accessToken",
        "'{\"shop\":{\"domain\":null,\"endpoint\":\"HERE\"}}', shop.accessToken",
        "'{\"shop\":{\"domain\":\"evil.myshopify.com\",\"accessToken\":null,\"clientId\":\"mine\"}}', shop.clientSecret",
        "'{\"shop\":{\"domain\":\"evil.myshopify.com\",\"endpoint\":\"HERE\",\"accessToken\":\"mine\"}}', shop.clientSecret",
        "'{\"shop\":{\"endpoint\":\"http://192.0.2.1\"}}', shop.endpoint",
        "'{\"shop\":{\"endpoint\":\"http://169.254.169.254/latest\",\"accessToken\":\"mine\"}}', shop.endpoint",
        "'{\"shop\":{\"domain\":\"evil.example.com\",\"accessToken\":\"mine\"}}', shop.domain"
    })
    void a_stored_secret_goes_to_no_other_shop(String patch, String field) {
        if (silkroute.get("/api/connectors/real").status() == 404) {
            silkroute.post("/api/connectors", """
                    {"name":"real","config":{"shop":{"domain":"demo.myshopify.com","accessToken":"shpat_stored","clientSecret":"shpss_stored"}}}""");
        }
        String asked = patch.replace("HERE", strangers());
        Silkroute.Response refused = test("real", asked);
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.json().path("errors").toString()).contains(field);
        // Nor does it by being saved first.
        Silkroute.Response saved = silkroute.patch("/api/connectors/real/config", asked);
        assertThat(saved.status()).as(saved.text()).isEqualTo(422);
        assertThat(saved.json().path("errors").toString()).contains(field);

        Map<String, String> typed = new LinkedHashMap<>();
        JsonNode shop = Silkroute.JSON.readTree(asked).path("shop");
        shop.propertyNames()
                .forEach(name -> typed.put("shop." + name, shop.path(name).asString("")));
        Page config = admin.get("/connectors/real/config");
        Page answered = tried(config, typed);
        assertThat(answered.text()).contains("The shop was not asked");
        assertThat(HEARD).isEmpty();
    }

    @Test
    void a_token_that_is_given_anew_is_tried_elsewhere_and_not_saved() {
        JsonNode report = tested(
                "shop",
                "{\"shop\":{\"domain\":\"narrow.myshopify.com\",\"endpoint\":\"%s\",\"accessToken\":\"mine\"}}"
                        .formatted(strangers()));
        assertThat(report.path("saved").asBoolean()).isFalse();
        assertThat(HEARD).hasSize(1).allSatisfy(request -> assertThat(request).startsWith("mine "));
        assertThat(silkroute
                        .get("/api/connectors/shop/config")
                        .json()
                        .at("/shop/domain")
                        .asString())
                .isEqualTo("demo.myshopify.com");
        silkroute.post("/api/connectors/shop/shop/test");
        assertThat(silkroute
                        .get("/api/connectors/shop/shop/test")
                        .json()
                        .at("/shop/name")
                        .asString())
                .isEqualTo("Sandbox shop");
    }

    @Test
    void a_shop_that_hangs_is_told_within_seconds_also_of_an_inactive_connector() {
        silkroute.connect("hanging", "{\"shop\":{\"endpoint\":\"" + strangers() + "\"}}");
        silkroute.put("/api/connectors/hanging/deactivate");
        held = new CountDownLatch(1);
        Instant begun = Instant.now();
        JsonNode report = tested("hanging", "{}");
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(14));
        assertThat(report.path("sentence").asString())
                .isEqualTo("demo.myshopify.com did not answer within 10 seconds.");
        held.countDown();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:1, Nothing takes a connection at",
        "https://127.0.0.1:PLAIN, There is no secure connection (TLS) to",
        "http://127.0.0.1:HERE/404, There is no shop at",
        "http://127.0.0.1:HERE/200, something that is no JSON"
    })
    void what_stands_in_the_way_is_told_in_a_sentence(String endpoint, String sentence) {
        String name = "way-" + Integer.toHexString(endpoint.hashCode());
        answer = "<html>";
        status = endpoint.endsWith("404") ? 404 : 200;
        silkroute.connect(
                name,
                "{\"shop\":{\"endpoint\":\"%s\"}}"
                        .formatted(endpoint.replace(
                                        "HERE",
                                        Integer.toString(stranger.getAddress().getPort()))
                                .replace(
                                        "PLAIN",
                                        Integer.toString(silkroute.address().getPort()))));
        JsonNode report = tested(name, "{}");
        assertThat(report.path("passed").asBoolean()).isFalse();
        assertThat(report.path("sentence").asString()).contains(sentence).endsWith(".");
    }

    @Test
    void the_form_is_tested_as_it_stands_and_saved_only_when_it_is_saved() {
        silkroute.connect("formed", "{}");
        Page config = admin.get("/connectors/formed/config");
        Page tested = tried(config, Map.of("shop.endpoint", strangers(), "shop.accessToken", "typed"));
        assertThat(tested.one(".connection").text())
                .contains("<b>Narrow</b>", "narrow.myshopify.com", "write_inventory", "not saved");
        assertThat(tested.text()).doesNotContain("<b>Narrow").doesNotContain("typed\"");
        assertThat(tested.one("input[name=shop.endpoint]").val()).isEqualTo(strangers());
        assertThat(silkroute.get("/api/connectors/formed/shop/test").status()).isEqualTo(404);

        Page saved =
                admin.submit(config.one("form[action$=/config]"), Map.of("shop.clientId", "seven", "test", "true"));
        assertThat(saved.one(".notice").text()).contains("Saved");
        assertThat(saved.one(".connection").text()).contains("works", "Sandbox shop");
        assertThat(silkroute
                        .get("/api/connectors/formed/config")
                        .json()
                        .at("/shop/clientId")
                        .asString())
                .isEqualTo("seven");
    }

    @Test
    void what_has_no_shop_yet_is_not_asked() {
        silkroute.post("/api/connectors", "{\"name\":\"empty\"}");
        Silkroute.Response refused = test("empty", "{}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").toString()).contains("shop.domain", "shop.accessToken");
        assertThat(test("none", "{}").status()).isEqualTo(404);
    }
}
