package io.silkroute.shopify.call;

import static io.silkroute.shopify.call.FakeShop.COST;
import static io.silkroute.shopify.call.FakeShop.FINE;
import static io.silkroute.shopify.call.FakeShop.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.secret.Secrets;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.Usage;
import io.silkroute.shopify.log.LoggedRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class GatewayTest {

    private final FakeShop shop = new FakeShop();
    private final GatewayFixture fixture = new GatewayFixture(shop.address());

    @AfterEach
    void close() {
        fixture.close();
        shop.close();
    }

    @Test
    void answers_with_the_data_and_what_it_took() {
        CallResult answer = fixture.call("shop");
        assertThat(answer).isInstanceOf(CallResult.Accepted.class);
        assertThat(((CallResult.Accepted) answer).data().at("/shop/name").asString())
                .isEqualTo("Fake");
        assertThat(answer.usage()).isEqualTo(new Usage(1, 1, 1, 0, "request-1"));
        FakeShop.Request request = shop.requests.get(0);
        assertThat(request.path()).isEqualTo("/admin/api/2026-10/graphql.json");
        assertThat(request.token()).isEqualTo("shpat_secret");
        assertThat(request.contentType()).isEqualTo("application/json");
        assertThat(shop.sent(0).path("query").asString()).startsWith("query shop {");
    }

    @Test
    void keeps_the_last_calls_of_an_item_and_no_token() {
        for (int i = 0; i < 7; i++) {
            fixture.gateway.call(
                    GatewayFixture.CONNECTOR,
                    Operation.named("shop"),
                    JsonNodeFactory.instance.objectNode().put("n", i),
                    "product A");
        }
        List<LoggedRequest> last = fixture.log.of(GatewayFixture.CONNECTOR, "product A");
        assertThat(last).hasSize(5);
        assertThat(last.get(0).request()).contains("\"n\":6").doesNotContain("shpat_secret");
        assertThat(last.get(0).answer()).contains("Fake");
        assertThat(last.get(0).requestId()).isEqualTo("request-1");
        assertThat(fixture.registry.get("silkroute.shop.points").counter().count())
                .isEqualTo(7);
    }

    @Test
    void sends_one_call_for_several_items_and_answers_each() {
        shop.then(status(
                200,
                "{\"data\":{\"a0\":{\"userErrors\":[]},\"a1\":{\"userErrors\":[]}}," + COST.formatted(20, 20, 1980)
                        + "}"));

        List<CallResult> answers = publishTogether();

        assertThat(answers.get(0).usage()).isEqualTo(new Usage(1, 1, 10, 0, "request-1"));
        assertThat(answers.get(1).usage()).isEqualTo(new Usage(0, 0, 10, 0, "request-1"));
        assertThat(shop.requests).hasSize(1);
        assertThat(shop.sent(0).path("variables"))
                .hasToString("{\"id0\":\"A\",\"input0\":[],\"id1\":\"B\",\"input1\":[]}");
        LoggedRequest logged =
                fixture.log.of(GatewayFixture.CONNECTOR, "product B").get(0);
        assertThat(logged.request()).contains("\"id\":\"B\"").doesNotContain("\"A\"");
        assertThat(logged.answer()).isEqualTo("{\"data\":{\"publishablePublish\":{\"userErrors\":[]}}}");
    }

    @Test
    void sends_each_on_its_own_when_something_of_a_call_for_several_is_refused() {
        String refusal = "{\"field\":[\"id\"],\"message\":\"Not this one\"}";
        shop.then(
                status(
                        200,
                        "{\"data\":{\"a0\":{\"userErrors\":[]},\"a1\":{\"userErrors\":[" + refusal + "]}},"
                                + COST.formatted(20, 20, 1980) + "}"),
                status(
                        200,
                        "{\"data\":{\"publishablePublish\":{\"userErrors\":[]}}," + COST.formatted(10, 10, 1970) + "}"),
                status(
                        200,
                        "{\"data\":{\"publishablePublish\":{\"userErrors\":[" + refusal + "]}},"
                                + COST.formatted(10, 10, 1960) + "}"));

        List<CallResult> answers = publishTogether();

        assertThat(answers.get(0)).isInstanceOf(CallResult.Accepted.class);
        assertThat(answers.get(0).usage().points()).isEqualTo(30);
        assertThat(answers.get(1)).isInstanceOf(CallResult.Refused.class);
    }

    @Test
    void a_call_that_does_something_for_several_stands_in_the_log_of_each() {
        shop.then(status(
                200,
                "{\"data\":{\"publicationUpdate\":{\"publication\":{\"id\":\"P\"},\"userErrors\":[]}},"
                        + COST.formatted(10, 10, 1990) + "}"));
        ObjectNode variables = JsonNodeFactory.instance.objectNode().put("id", "P");
        variables.putObject("input").putArray("publishablesToAdd").add("A").add("B");

        Map<String, CallResult> answers = fixture.gateway.forAll(
                GatewayFixture.CONNECTOR,
                Operation.named("publicationUpdate"),
                variables,
                List.of("product C", "product D"));

        assertThat(answers.keySet()).containsExactly("product C", "product D");
        assertThat(answers.values().stream().map(CallResult::usage))
                .containsExactly(new Usage(1, 1, 5, 0, "request-1"), new Usage(0, 0, 5, 0, "request-1"));
        assertThat(shop.requests).hasSize(1);
        for (String item : answers.keySet()) {
            LoggedRequest logged =
                    fixture.log.of(GatewayFixture.CONNECTOR, item).get(0);
            assertThat(logged.request()).contains("publishablesToAdd");
            assertThat(logged.answer()).contains("publicationUpdate");
        }
    }

    private List<CallResult> publishTogether() {
        Map<String, ObjectNode> variables = new LinkedHashMap<>();
        for (String id : List.of("A", "B")) {
            ObjectNode one = JsonNodeFactory.instance.objectNode().put("id", id);
            one.putArray("input");
            variables.put("product " + id, one);
        }
        Map<String, CallResult> answers =
                fixture.gateway.together(GatewayFixture.CONNECTOR, Operation.named("publishablePublish"), variables);
        assertThat(answers.keySet()).containsExactly("product A", "product B");
        return List.copyOf(answers.values());
    }

    @Test
    void tells_once_that_another_version_answered() {
        Map<String, String> version = Map.of("X-Shopify-API-Version", "2027-01");
        shop.then(status(200, FINE, version), status(200, FINE, version));
        fixture.call("shop");
        fixture.call("shop");
        assertThat(fixture.told).hasSize(1);
        assertThat(fixture.told.get(0).sentence()).contains("2027-01 instead of 2026-10");
    }

    @Test
    void waits_as_long_as_the_bucket_needs_when_throttled_and_counts_no_failure() {
        String throttled = "{\"errors\":[{\"message\":\"Throttled\",\"extensions\":{\"code\":\"THROTTLED\"}}],"
                + COST.formatted(862, "null", 572) + "}";
        for (int i = 0; i < 6; i++) {
            shop.then(throttled.replace("862", "582"));
        }
        shop.then(FINE);
        CallResult answer = fixture.call("shop");
        assertThat(answer).isInstanceOf(CallResult.Accepted.class);
        assertThat(answer.usage().throttled()).isEqualTo(6);
        assertThat(fixture.pauses).hasSize(6).containsOnly(Duration.ofMillis(100));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 430, 408})
    void tries_again_after_a_passing_failure(int code) {
        shop.then(status(code, "{\"errors\":\"An unexpected error occurred\"}"));
        CallResult answer = fixture.call("shop");
        assertThat(answer).isInstanceOf(CallResult.Accepted.class);
        assertThat(answer.usage().attempts()).isEqualTo(2);
        assertThat(fixture.pauses).hasSize(1);
        assertThat(fixture.pauses.get(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(150));
    }

    @Test
    void waits_as_long_as_retry_after_asks() {
        shop.then(status(429, "", Map.of("Retry-After", "2.5")));
        assertThat(fixture.call("shop")).isInstanceOf(CallResult.Accepted.class);
        assertThat(fixture.pauses).containsExactly(Duration.ofMillis(2500));
    }

    @ParameterizedTest
    @CsvSource({"402, plan", "403, refuses the app", "404, no Admin API", "423, locked", "301, redirects"})
    void stops_when_the_shop_as_a_whole_does_not_work(int code, String words) {
        shop.then(status(code, "{\"errors\":\"Not Found\"}", Map.of("Location", "https://elsewhere.example")));
        CallResult answer = fixture.call("shop");
        assertThat(answer).isInstanceOf(CallResult.Aborted.class);
        Reason reason = ((CallResult.Aborted) answer).reason();
        assertThat(reason.code()).isEqualTo("HTTP_" + code);
        assertThat(reason.sentence()).contains(words);
        assertThat(shop.requests).hasSize(1);
    }

    @Test
    void stops_when_the_access_token_is_not_accepted() {
        shop.then(status(401, "{\"errors\":\"[API] Invalid API key or access token\"}"));
        CallResult answer = fixture.call("shop");
        assertThat(((CallResult.Aborted) answer).reason().code()).isEqualTo("HTTP_401");
        assertThat(answer.toString()).doesNotContain("shpat_secret");
    }

    @Test
    void does_not_repeat_a_secret_that_an_answer_repeats() {
        shop.then(exchange -> {
            String token = exchange.getRequestHeaders().getFirst("X-Shopify-Access-Token");
            status(401, "{\"errors\":\"Invalid token " + token + "\"}").answer(exchange);
        });
        CallResult answer = fixture.gateway.call(
                GatewayFixture.CONNECTOR, Operation.named("shop"), JsonNodeFactory.instance.objectNode(), "product A");
        assertThat(((CallResult.Aborted) answer).reason().message()).isEqualTo("Invalid token ***");
        assertThat(fixture.log.of(GatewayFixture.CONNECTOR, "product A").get(0).answer())
                .contains("Invalid token ***");

        fixture.clientId = "client";
        fixture.secrets = new Secrets(null, null, "shpss_secret", null);
        shop.tokens = status(400, "{\"error_description\":\"no such secret: shpss_secret\"}");
        assertThat(((CallResult.Aborted) fixture.call("shop")).reason().sentence())
                .contains("no such secret: ***");
    }

    @Test
    void asks_for_a_token_once_and_for_another_after_a_401() {
        fixture.clientId = "client id";
        fixture.secrets = new Secrets(null, null, "a+secret", null);
        shop.tokens = status(200, "{\"access_token\":\"granted\",\"scope\":\"\",\"expires_in\":86399}");
        shop.then(status(200, FINE), status(401, "{\"errors\":\"no\"}"));
        assertThat(fixture.call("shop")).isInstanceOf(CallResult.Accepted.class);
        assertThat(fixture.call("shop")).isInstanceOf(CallResult.Accepted.class);
        assertThat(shop.requests)
                .extracting(FakeShop.Request::path)
                .containsExactly(
                        "/admin/oauth/access_token",
                        "/admin/api/2026-10/graphql.json",
                        "/admin/api/2026-10/graphql.json",
                        "/admin/oauth/access_token",
                        "/admin/api/2026-10/graphql.json");
        assertThat(shop.requests.get(0).body())
                .isEqualTo("grant_type=client_credentials&client_id=client+id&client_secret=a%2Bsecret");
        assertThat(shop.requests.get(1).token()).isEqualTo("granted");
    }

    @Test
    void a_granted_token_is_renewed_shortly_before_it_expires() {
        fixture.clientId = "client";
        fixture.secrets = new Secrets(null, null, "secret", null);
        shop.tokens = status(200, "{\"access_token\":\"first\",\"scope\":\"\",\"expires_in\":86399}");
        fixture.call("shop");
        fixture.clock.show(Clock.offset(Clock.systemUTC(), Duration.ofHours(23)));
        fixture.call("shop");
        shop.tokens = status(200, "{\"access_token\":\"second\",\"scope\":\"\",\"expires_in\":86399}");
        fixture.clock.show(Clock.offset(Clock.systemUTC(), Duration.ofHours(24).minusMinutes(3)));
        fixture.call("shop");
        assertThat(shop.requests)
                .filteredOn(request -> request.path().endsWith("graphql.json"))
                .extracting(FakeShop.Request::token)
                .containsExactly("first", "first", "second");
    }

    @Test
    void stops_when_the_shop_grants_no_token() {
        fixture.clientId = "client";
        fixture.secrets = new Secrets(null, null, "secret", null);
        shop.tokens = status(400, "{\"error\":\"invalid_client\",\"error_description\":\"unknown client\"}");
        CallResult answer = fixture.call("shop");
        assertThat(((CallResult.Aborted) answer).reason().code()).isEqualTo("NO_CREDENTIALS");
        assertThat(((CallResult.Aborted) answer).reason().sentence()).contains("unknown client");
    }

    @Test
    void stops_when_there_are_no_credentials() {
        fixture.secrets = Secrets.NONE;
        CallResult answer = fixture.call("shop");
        assertThat(((CallResult.Aborted) answer).reason().code()).isEqualTo("NO_CREDENTIALS");
        assertThat(shop.requests).isEmpty();
    }

    @Test
    void sends_nothing_more_when_another_node_has_taken_over_not_even_a_second_attempt() {
        shop.then(request -> {
            fixture.permitted = false;
            status(503, "").answer(request);
        });
        CallResult answer = fixture.call("shop");
        assertThat(((CallResult.Aborted) answer).reason().code()).isEqualTo("NOT_PERMITTED");
        assertThat(shop.requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "", "[]", "{\"data\":null}", "{\"data\":"})
    void tries_again_after_a_malformed_answer(String body) {
        shop.then(body);
        assertThat(fixture.call("shop").usage().attempts()).isEqualTo(2);
    }

    @Test
    void tries_again_after_a_connection_that_was_cut() {
        shop.then(FakeShop.cutOff());
        CallResult answer = fixture.call("shop");
        assertThat(answer).isInstanceOf(CallResult.Accepted.class);
        assertThat(answer.usage().attempts()).isEqualTo(2);
    }

    @Test
    void does_not_read_an_answer_without_end() {
        shop.then(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] spaces = " ".repeat(65_536).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            while (true) {
                exchange.getResponseBody().write(spaces);
            }
        });
        assertThat(fixture.call("shop").usage().attempts()).isEqualTo(2);
    }

    @Test
    void stops_when_nobody_listens_at_the_shops_address() {
        try (GatewayFixture lonely = new GatewayFixture(URI.create("http://127.0.0.1:1"))) {
            CallResult answer = lonely.call("shop");
            assertThat(((CallResult.Aborted) answer).reason().code()).isEqualTo("SHOP_UNREACHABLE");
            assertThat(((CallResult.Aborted) answer).reason().sentence()).contains("demo.myshopify.com");
        }
    }

    @Test
    void stops_when_the_shop_answers_nothing_but_errors() {
        shop.otherwise = status(503, "");
        CallResult answer = fixture.call("shop");
        assertThat(((CallResult.Aborted) answer).reason().code()).isEqualTo("SHOP_UNREACHABLE");
    }

    @Test
    void parks_an_item_that_alone_fails() {
        for (int i = 0; i < 4; i++) {
            shop.then(status(500, ""));
        }
        CallResult answer = fixture.call("shop");
        assertThat(((CallResult.Refused) answer).reason().code()).isEqualTo("OUT_OF_ATTEMPTS");
        assertThat(fixture.pauses).hasSize(3).isSortedAccordingTo((a, b) -> a.compareTo(b.multipliedBy(3)));
    }

    @Test
    void parks_what_costs_too_much() {
        shop.then("{\"errors\":[{\"message\":\"Query cost is 1293\",\"extensions\":"
                + "{\"code\":\"MAX_COST_EXCEEDED\",\"cost\":1293,\"maxCost\":1000}}]}");
        CallResult answer = fixture.call("shop");
        assertThat(((CallResult.Refused) answer).reason().code()).isEqualTo("MAX_COST_EXCEEDED");
    }

    @Test
    void refuses_what_a_search_found_that_the_shop_did_not_understand() {
        shop.then(status(
                200,
                "{\"data\":{\"orders\":{\"nodes\":[]}},\"extensions\":{\"search\":[{\"path\":[\"orders\"],\"query\":\"x:1\","
                        + "\"warnings\":[{\"field\":\"x\",\"message\":\"Invalid search field for this query.\","
                        + "\"code\":\"invalid_field\"}]}]}}"));
        CallResult answer = fixture.call("shop");
        assertThat(answer).isInstanceOf(CallResult.Refused.class);
        assertThat(((CallResult.Refused) answer).reason())
                .returns("SEARCH_MISREAD", Reason::code)
                .returns("x: Invalid search field for this query.", Reason::message);
    }

    @Test
    void names_the_missing_scope() {
        shop.then("{\"errors\":[{\"message\":\"Access denied for publications field.\",\"path\":[\"publications\"],"
                + "\"extensions\":{\"code\":\"ACCESS_DENIED\",\"requiredAccess\":\"`read_publications` access scope.\"}}],"
                + "\"data\":null}");
        CallResult answer = fixture.call("publications");
        assertThat(((CallResult.Aborted) answer).reason().sentence()).contains("access scope read_publications");
    }

    @Test
    void tries_again_after_an_internal_error_and_names_its_request() {
        String internal = "{\"errors\":[{\"message\":\"Internal error\",\"extensions\":"
                + "{\"code\":\"INTERNAL_SERVER_ERROR\",\"requestId\":\"abc\"}}]}";
        for (int i = 0; i < 4; i++) {
            shop.then(internal);
        }
        CallResult answer = fixture.call("shop");
        assertThat(((CallResult.Refused) answer).reason().sentence()).contains("request id request-1");
    }

    @Test
    void parks_what_the_shop_refuses_with_a_sentence() {
        shop.then("{\"data\":{\"productSet\":{\"product\":null,\"userErrors\":[{\"field\":[\"input\",\"handle\"],"
                + "\"message\":\"Handle 'a' already in use\",\"code\":\"HANDLE_NOT_UNIQUE\"}]}},"
                + COST.formatted(11, 10, 1900) + "}");
        CallResult answer = fixture.call("productSet");
        CallResult.Refused refused = (CallResult.Refused) answer;
        assertThat(refused.errors()).hasSize(1);
        assertThat(refused.reason().code()).isEqualTo("HANDLE_NOT_UNIQUE");
        assertThat(refused.reason().field()).isEqualTo("input.handle");
        assertThat(refused.reason().sentence()).contains("Handle 'a' already in use");
        assertThat(answer.usage().points()).isEqualTo(10);
    }

    private static String throttled(int requested, int available) {
        return "{\"errors\":[{\"message\":\"Throttled\",\"extensions\":{\"code\":\"THROTTLED\"}}],"
                + COST.formatted(requested, "null", available) + "}";
    }

    @Test
    void pauses_also_when_the_shop_throttles_what_its_bucket_could_pay() {
        for (int i = 0; i < 4; i++) {
            shop.then(throttled(10, 2000));
        }
        assertThat(fixture.call("shop")).isInstanceOf(CallResult.Accepted.class);
        assertThat(fixture.pauses).hasSize(4).allMatch(pause -> pause.toMillis() >= 50);
        assertThat(fixture.pauses.get(3)).isGreaterThan(Duration.ofMillis(350));
    }

    @Test
    void pauses_a_second_or_more_when_a_throttled_answer_tells_no_cost() {
        shop.then("{\"errors\":[{\"message\":\"Throttled\",\"extensions\":{\"code\":\"THROTTLED\"}}]}");
        assertThat(fixture.call("shop")).isInstanceOf(CallResult.Accepted.class);
        assertThat(fixture.pauses).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void stops_when_the_shop_does_nothing_but_throttle() {
        // A bucket that fills fast, so that the test need not wait for it.
        shop.otherwise = status(200, throttled(582, 572).replace("\"restoreRate\":100.0", "\"restoreRate\":5000.0"));
        CallResult answer = fixture.call("shop");
        assertThat(((CallResult.Aborted) answer).reason().code()).isEqualTo("THROTTLED");
        assertThat(((CallResult.Aborted) answer).reason().sentence()).contains("Another app");
        assertThat(fixture.pauses).hasSizeBetween(20, 40);
    }

    @Test
    void parks_what_the_bucket_could_never_pay() {
        shop.then(throttled(2500, 2000));
        CallResult answer = fixture.call("shop");
        assertThat(((CallResult.Refused) answer).reason().code()).isEqualTo("MAX_COST_EXCEEDED");
    }

    @Test
    void does_not_hammer_a_shop_whose_retry_after_is_zero() {
        shop.then(status(429, "", Map.of("Retry-After", "0")));
        assertThat(fixture.call("shop")).isInstanceOf(CallResult.Accepted.class);
        assertThat(fixture.pauses).hasSize(1).allMatch(pause -> pause.toMillis() >= 50);
    }

    @Test
    void calls_side_by_side_also_when_the_shop_tells_no_cost() throws InterruptedException {
        String bare = "{\"data\":{\"shop\":{\"name\":\"Fake\"}}}";
        shop.then(bare);
        fixture.call("shop");
        CountDownLatch both = new CountDownLatch(2);
        shop.otherwise = exchange -> {
            both.countDown();
            try {
                both.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            status(200, bare).answer(exchange);
        };
        Thread other = new Thread(() -> fixture.call("shop"));
        other.start();
        assertThat(fixture.call("shop")).isInstanceOf(CallResult.Accepted.class);
        other.join();
        assertThat(shop.requests).hasSize(3);
        assertThat(both.getCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Request-Id", "X-Shopify-API-Version"})
    void does_without_what_an_answer_need_not_have(String header) {
        shop.then(exchange -> {
            byte[] body = FINE.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            if (!header.equals("X-Request-Id")) {
                exchange.getResponseHeaders().set("x-request-id", "r");
            }
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });
        CallResult answer = fixture.call("shop");
        assertThat(answer).isInstanceOf(CallResult.Accepted.class);
        assertThat(fixture.told).isEmpty();
    }

    @Test
    void a_refusal_without_a_code_keeps_the_shops_words() {
        shop.then("{\"data\":{\"productSet\":{\"product\":null,\"userErrors\":[{\"field\":null,"
                + "\"message\":\"Something is off\",\"code\":null}]}}}");
        CallResult.Refused refused = (CallResult.Refused) fixture.call("productSet");
        assertThat(refused.reason().code()).isEqualTo("UNKNOWN");
        assertThat(refused.reason().field()).isNull();
        assertThat(refused.reason().sentence()).contains("Something is off");
    }

    @Test
    void an_answer_is_bounded_after_it_has_been_unpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"data\":{\"shop\":{\"name\":\"".getBytes(StandardCharsets.UTF_8));
            gzip.write(new byte[8 << 20]);
            gzip.write("\"}}}".getBytes(StandardCharsets.UTF_8));
        }
        shop.otherwise = exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, packed.size());
            exchange.getResponseBody().write(packed.toByteArray());
        };
        CallResult answer = fixture.call("shop");
        assertThat(answer).isInstanceOf(CallResult.Aborted.class);
        assertThat(((CallResult.Aborted) answer).reason().sentence()).contains("answer-limit");
    }
}
