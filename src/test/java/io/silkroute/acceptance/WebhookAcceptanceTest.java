package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What a shop tells by itself: who may, what is kept of it, and what follows. */
class WebhookAcceptanceTest {

    private static final AtomicInteger ORDERS = new AtomicInteger(7000);

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static Webhooks shop;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.activity.retention-delay=1000",
                "silkroute.activity.retention-period=1000",
                "silkroute.usage.tick-delay=3600000", // usage follows the webhooks alone
                "silkroute.webhooks.quiet=300ms",
                "silkroute.webhooks.longest=3s",
                "silkroute.webhooks.tick=100",
                "silkroute.webhooks.retry-after=200ms,500ms",
                "silkroute.shopify.attempts=2",
                "silkroute.shopify.first-pause=20ms",
                "silkroute.shopify.breaker-open=50ms");
        silkroute = application.silkroute;
        shop = new Webhooks(application.address());
    }

    @AfterEach
    void shopIsWellAgain() {
        silkroute.control("{\"clearFaults\":true,\"scopes\":{\"grant\":[\"read_orders\"]}}");
    }

    /** A connector with one campaign that lives by its code. */
    private static String connector(String name, String code) {
        silkroute.connect(
                name, "{\"trigger\":{\"onChange\":false},\"shop\":{\"webhookSecret\":\"" + Webhooks.SECRET + "\"}}");
        silkroute.push(
                name,
                "{\"type\":\"campaign\",\"id\":\"BF-" + name + "\",\"name\":\"Black Friday " + name
                        + "\",\"method\":\"code\",\"code\":\"" + code + "\",\"value\":{\"percentage\":\"10\"}}");
        await(
                "the campaign",
                () -> silkroute
                                .get("/api/connectors/" + name + "/campaigns/BF-" + name)
                                .status()
                        == 200);
        return name;
    }

    /** @return the body of a webhook that tells of a new order with this code */
    private static String order(String code) {
        String name = "#" + ORDERS.incrementAndGet();
        silkroute.control(
                "{\"orders\":[{\"name\":\"" + name + "\",\"lines\":[{\"price\":\"100\"}],\"discounts\":[{\"code\":\""
                        + code + "\",\"amount\":\"10\"}]}]}");
        JsonNode placed = contents("orders", name);
        return body(placed.path("id").asString(""), Instant.now());
    }

    private static JsonNode contents(String list, String name) {
        return silkroute.shopContents(list).stream()
                .filter(one -> one.path("name").asString("").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String body(String gid, Instant updatedAt) {
        return "{\"id\":" + gid.substring(gid.lastIndexOf('/') + 1) + ",\"admin_graphql_api_id\":\"" + gid
                + "\",\"email\":\"buyer@example.com\",\"updated_at\":\"" + updatedAt + "\"}";
    }

    private static long uses(String connector, String code) {
        return silkroute
                .get("/api/connectors/" + connector + "/usage?code=" + code)
                .json()
                .at("/items/0/uses")
                .asLong(0);
    }

    private static long count(String connector, String state) {
        return silkroute
                .get("/api/connectors/" + connector + "/webhooks")
                .json()
                .path("counts")
                .path(state)
                .asLong(-1);
    }

    private static JsonNode deliveries(String connector, String query) {
        return silkroute
                .get("/api/connectors/" + connector + "/webhooks/deliveries?" + query)
                .json()
                .path("items");
    }

    private static void await(String what, Callable<Boolean> holds) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(50))
                .until(holds);
    }

    @Test
    void an_order_is_in_the_usage_within_seconds() {
        connector("follows", "HOOK10");
        String body = order("HOOK10");
        assertThat(shop.deliver("follows", "orders/create", body).status()).isEqualTo(200);
        await("one use", () -> uses("follows", "HOOK10") == 1);
        await("it is done", () -> count("follows", "done") == 1);
        JsonNode delivery = deliveries("follows", "").path(0);
        assertThat(delivery.path("topic").asString()).isEqualTo("orders/create");
        assertThat(delivery.path("state").asString()).isEqualTo("done");
    }

    @Test
    void what_is_not_signed_for_the_connector_is_refused_and_says_nothing_of_connectors() {
        connector("signed", "SIGNED10");
        String body = "{\"id\":1}";
        for (String signature : new String[] {null, "", "AAAA", Webhooks.signature("another secret", body)}) {
            Webhooks.Answer answer = shop.deliver("signed", "orders/create", Webhooks.id(), body, signature);
            assertThat(answer.status()).as(String.valueOf(signature)).isEqualTo(401);
            assertThat(answer.contentType()).startsWith("application/problem+json");
            Webhooks.Answer nobody = shop.deliver("none", "orders/create", Webhooks.id(), body, signature);
            assertThat(nobody.text()).isEqualTo(answer.text());
        }
        assertThat(shop.deliver(
                                "signed",
                                "orders/create",
                                Webhooks.id(),
                                body + " ",
                                Webhooks.signature(Webhooks.SECRET, body))
                        .status())
                .isEqualTo(401);
        assertThat(deliveries("signed", "")).isEmpty();
        JsonNode overview = silkroute.get("/api/connectors/signed/webhooks").json();
        assertThat(overview.at("/refused/count").asLong()).isEqualTo(5);
        assertThat(silkroute.activity("connector=signed&q=not+signed")).hasSize(1);
    }

    @Test
    void two_secrets_hold_while_one_takes_the_place_of_the_other() {
        connector("rotated", "ROT10");
        String body = order("ROT10");
        String next = "shpss_the_next_one_of_the_app";
        assertThat(shop.deliver("rotated", "orders/create", Webhooks.id(), body, Webhooks.signature(next, body))
                        .status())
                .isEqualTo(401);
        silkroute.patch("/api/connectors/rotated/config", "{\"shop\":{\"nextWebhookSecret\":\"" + next + "\"}}");
        assertThat(shop.deliver("rotated", "orders/create", Webhooks.id(), body, Webhooks.signature(next, body))
                        .status())
                .isEqualTo(200);
        assertThat(shop.deliver("rotated", "orders/paid", body).status()).isEqualTo(200);
        JsonNode config = silkroute.get("/api/connectors/rotated/config").json();
        assertThat(config.toString()).doesNotContain(next).doesNotContain(Webhooks.SECRET);
        assertThat(config.at("/secrets/nextWebhookSecret").asBoolean()).isTrue();
    }

    @Test
    void an_unknown_topic_is_answered_and_ignored() {
        connector("unknown", "UNK10");
        assertThat(shop.deliver("unknown", "carts/update", "{\"id\":\"x\"}").status())
                .isEqualTo(200);
        await("it is ignored", () -> count("unknown", "ignored") == 1);
        assertThat(deliveries("unknown", "state=ignored").path(0).path("reason").asString())
                .contains("topic");
    }

    @Test
    void a_delivery_that_comes_again_does_nothing() {
        connector("again", "AGAIN10");
        String body = order("AGAIN10");
        String id = Webhooks.id();
        for (int i = 0; i < 5; i++) {
            assertThat(shop.deliver("again", "orders/create", id, body, Webhooks.signature(Webhooks.SECRET, body))
                            .status())
                    .isEqualTo(200);
        }
        await("one use", () -> uses("again", "AGAIN10") == 1);
        assertThat(deliveries("again", "")).hasSize(1);
        long calls = silkroute.calls("order");
        shop.deliver("again", "orders/create", id, body, Webhooks.signature(Webhooks.SECRET, body));
        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(3))
                .until(() -> silkroute.calls("order") == calls);
    }

    @Test
    void a_storm_about_one_order_is_read_once() {
        connector("storm", "STORM10");
        String body = order("STORM10");
        long calls = silkroute.calls("order");
        for (int i = 0; i < 40; i++) {
            assertThat(shop.deliver("storm", "orders/updated", body).status()).isEqualTo(200);
        }
        await("all are done", () -> count("storm", "done") == 40);
        assertThat(uses("storm", "STORM10")).isEqualTo(1);
        assertThat(silkroute.calls("order") - calls).isBetween(1L, 3L);
    }

    @Test
    void older_news_do_nothing() {
        connector("older", "OLDER10");
        String body = order("OLDER10");
        shop.deliver("older", "orders/updated", body);
        await("it is done", () -> count("older", "done") == 1);
        long calls = silkroute.calls("order");
        String gid = body.replaceAll(".*(gid://shopify/Order/\\d+).*", "$1");
        shop.deliver("older", "orders/create", body(gid, Instant.now().minus(Duration.ofHours(1))));
        await("it is older", () -> count("older", "older") == 1);
        assertThat(silkroute.calls("order")).isEqualTo(calls);
    }

    @Test
    void what_fails_is_told_again_until_it_succeeds() {
        connector("fails", "FAILS10");
        String body = order("FAILS10");
        silkroute.control("{\"faults\":[{\"operation\":\"order\",\"kind\":\"status\",\"status\":503,\"times\":4}]}");
        shop.deliver("fails", "orders/create", body);
        await("one use after all", () -> uses("fails", "FAILS10") == 1);
        assertThat(count("fails", "pending") + count("fails", "done")).isEqualTo(1);
    }

    @Test
    void a_delivery_that_nobody_can_read_becomes_a_dead_letter_and_is_put_back() {
        connector("poison", "POISON10");
        assertThat(shop.deliver("poison", "orders/create", "{\"note\":\"no id\"}")
                        .status())
                .isEqualTo(200);
        Awaitility.await("a dead letter").atMost(Duration.ofMinutes(2)).until(() -> letters("poison") == 1);
        JsonNode letter = silkroute.get("/api/dead-letters").json().at("/items/0");
        assertThat(letter.path("queue").asString()).isEqualTo("shop.events");
        assertThat(silkroute
                        .post("/api/dead-letters/" + letter.path("id").asString() + "/replay")
                        .status())
                .isEqualTo(202);
        assertThat(deliveries("poison", "")).isEmpty();
        String body = order("POISON10");
        shop.deliver("poison", "orders/create", body);
        await("others are worked off meanwhile", () -> uses("poison", "POISON10") == 1);
    }

    private static long letters(String connector) {
        return StreamSupport.stream(
                        silkroute.get("/api/dead-letters").json().path("items").spliterator(), false)
                .filter(one -> one.path("connector").asString("").equals(connector))
                .count();
    }

    @Test
    void an_inactive_connector_keeps_its_door_open_and_works_off_nothing() {
        connector("resting", "REST10");
        String body = order("REST10");
        silkroute.put("/api/connectors/resting/deactivate");
        assertThat(shop.deliver("resting", "orders/create", body).status()).isEqualTo(200);
        await("it is ignored", () -> count("resting", "ignored") == 1);
        assertThat(uses("resting", "REST10")).isZero();
    }

    @Test
    void of_a_body_only_what_says_what_it_is_about_is_kept() {
        connector("sparing", "SPARE10");
        shop.deliver("sparing", "orders/create", order("SPARE10"));
        await("it is done", () -> count("sparing", "done") == 1);
        assertThat(silkroute.get("/api/connectors/sparing/webhooks/deliveries").text())
                .doesNotContain("buyer@example.com");
    }

    @Test
    void what_is_older_than_a_week_is_forgotten() {
        connector("aged", "AGED10");
        shop.deliver("aged", "orders/create", order("AGED10"));
        await("it is done", () -> count("aged", "done") == 1);
        JdbcTemplate jdbc = application.context.getBean(JdbcTemplate.class);
        var old = Instant.now().minus(Duration.ofDays(8)).atOffset(ZoneOffset.UTC);
        jdbc.update("update shop_delivery set received_at = ? where connector = 'aged'", old);
        jdbc.update("update shop_object set latest_at = ? where connector = 'aged'", old);
        await("the delivery is forgotten", () -> deliveries("aged", "").isEmpty());
        await(
                "its object is, too",
                () -> jdbc.queryForList("select id from shop_object where connector = 'aged'")
                        .isEmpty());
        shop.deliver("aged", "orders/create", order("AGED10"));
        await("a new one is kept", () -> count("aged", "done") == 1);
    }

    @Test
    void what_is_asked_wrongly_is_a_problem_with_a_sentence() {
        assertThat(silkroute.get("/api/connectors/nobody/webhooks").status()).isEqualTo(404);
        connector("asked", "ASK10");
        assertThat(silkroute
                        .get("/api/connectors/asked/webhooks/deliveries?state=lost")
                        .status())
                .isEqualTo(400);
        Silkroute.Response refused = silkroute.patch(
                "/api/connectors/asked/config",
                "{\"shop\":{\"webhooks\":{\"address\":\"http://silkroute.example.com\"}}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("shop.webhooks.address");
    }
}
