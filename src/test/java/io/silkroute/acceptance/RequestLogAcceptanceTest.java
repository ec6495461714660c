package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An item shows what was last said to Shopify about it, and what Shopify answered. */
class RequestLogAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start();
        silkroute = application.silkroute;
        silkroute.connect("requests", "{}");
    }

    private static JsonNode requests(String id) {
        return silkroute.item("requests", "product", id).path("requests");
    }

    private static JsonNode write(String id) {
        for (JsonNode request : requests(id)) {
            if (request.path("operation").asString().equals("productSet")) {
                return request;
            }
        }
        throw new AssertionError("no productSet of " + id + ": " + requests(id));
    }

    @Test
    void a_call_is_shown_with_what_was_sent_and_answered() {
        silkroute.synchronize("requests", Pim.product("rq1").named("A \\\"lamp\\\",\\\"variables\\\":{}"));

        JsonNode call = write("rq1");

        assertThat(call.at("/variables/input/title").asString()).isEqualTo("A \"lamp\",\"variables\":{}");
        assertThat(call.at("/answer/data/productSet/product/id").asString()).startsWith("gid://shopify/Product/");
        assertThat(call.path("result").asString()).isEqualTo("accepted");
        assertThat(call.path("cost").asDouble()).isPositive();
        assertThat(call.path("attempts").asInt()).isEqualTo(1);
        assertThat(call.path("requestId").asString()).isNotBlank();
        assertThat(call.path("time").asString()).endsWith("Z");
        assertThat(requests("rq1").toString()).doesNotContain(Silkroute.SHOP_TOKEN);
    }

    @Test
    void a_long_call_is_cut_off_and_the_number_of_calls_is_bounded() {
        for (int i = 1; i <= 7; i++) {
            silkroute.synchronize(
                    "requests",
                    Pim.product("rq2").with("description", "{\"en_US\":\"" + i + "é".repeat(30_000) + "\"}"));
        }

        assertThat(requests("rq2").size()).isBetween(1, 5);
        JsonNode call = write("rq2");
        assertThat(call.path("variables").isString()).isTrue();
        assertThat(call.path("variables").asString()).hasSizeLessThan(17_000).contains("éé");
    }

    @Test
    void an_item_without_calls_has_none() {
        silkroute.synchronize("requests", Pim.product("rq3").with("axes", "[\"a\",\"b\",\"c\",\"d\"]"));

        assertThat(requests("rq3").isArray()).isTrue();
    }
}
