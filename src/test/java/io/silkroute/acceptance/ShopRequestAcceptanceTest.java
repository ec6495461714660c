package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What a shop asks for itself: the app is gone, a customer's data is asked for or is to be erased. */
class ShopRequestAcceptanceTest {

    private static final String EMAIL = "Berta.Redacted@example.com";
    private static final String PHONE = "+49 555 6251199";

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static Webhooks shop;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.webhooks.quiet=200ms", "silkroute.webhooks.tick=100", "silkroute.usage.tick-delay=3600000");
        silkroute = application.silkroute;
        shop = new Webhooks(application.address());
        jdbc = application.context.getBean(JdbcTemplate.class);
    }

    private static void connector(String name) {
        silkroute.connect(
                name, "{\"trigger\":{\"onChange\":false},\"shop\":{\"webhookSecret\":\"" + Webhooks.SECRET + "\"}}");
    }

    private static void await(String what, Callable<Boolean> holds) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(50))
                .until(holds);
    }

    private static List<JsonNode> notifications(String connector, String event) {
        return StreamSupport.stream(
                        silkroute.get("/api/notifications").json().path("items").spliterator(), false)
                .filter(one -> one.path("event").asString("").equals(event)
                        && one.path("connector").asString("").equals(connector))
                .toList();
    }

    private static boolean active(String connector) {
        return silkroute
                .get("/api/connectors/" + connector)
                .json()
                .path("active")
                .asBoolean(true);
    }

    @Test
    void an_uninstalled_app_deactivates_its_connector_and_is_told_once() {
        connector("gone");
        String body = "{\"id\":548380009,\"name\":\"Super Toys\",\"updated_at\":null}";
        assertThat(shop.deliver("gone", "app/uninstalled", body).status()).isEqualTo(200);
        await("it is inactive", () -> !active("gone"));
        shop.deliver("gone", "app/uninstalled", body);
        await(
                "both are done",
                () -> silkroute
                                .get("/api/connectors/gone/webhooks")
                                .json()
                                .at("/counts/done")
                                .asLong()
                        == 2);
        await("it is told", () -> notifications("gone", "app-uninstalled").size() == 1);
        assertThat(silkroute.activity("connector=gone&q=uninstalled")).hasSize(1);
    }

    /** Everywhere that a customer may be named. */
    private static void data(String connector) {
        silkroute.push(
                connector,
                "{\"type\":\"campaign\",\"id\":\"VIP\",\"name\":\"For some\",\"method\":\"code\",\"code\":\"VIP10\","
                        + "\"value\":{\"percentage\":\"10\"},\"eligibility\":{\"customers\":[\"" + EMAIL
                        + "\",\"other@example.com\"]},\"starts\":\"2026-11-01T00:00:00Z\"}",
                "{\"type\":\"code\",\"id\":\"B-1\",\"campaign\":\"VIP\",\"code\":\"BERTA10\",\"holder\":{\"name\":\"Berta R.\","
                        + "\"email\":\"" + EMAIL + "\"}}",
                "{\"type\":\"code\",\"id\":\"B-2\",\"campaign\":\"VIP\",\"code\":\"\",\"holder\":{\"email\":\"" + EMAIL
                        + "\"}}");
        await(
                "the items",
                () -> silkroute
                                .get("/api/connectors/" + connector + "/items/code/B-1")
                                .status()
                        == 200);
        silkroute.post("/api/connectors/" + connector + "/sync");
        silkroute.settled(connector);
        var now = Instant.now().atOffset(ZoneOffset.UTC);
        String sentence = "Of " + EMAIL.toLowerCase(Locale.ROOT) + ", " + PHONE + ".";
        jdbc.update(
                "insert into activity (noted_at, connector, kind, n, sentence, detail) values (?, ?, 'note', 0, ?, ?)",
                now,
                connector,
                sentence,
                "{\"a\":\"" + EMAIL + "\"}");
        jdbc.update(
                "insert into dead_letter (kept_at, queue, connector, body) values (?, 'shop.events', ?, ?)",
                now,
                connector,
                sentence);
        jdbc.update(
                "insert into resolved (connector, type, item, cause, sentence, since, resolved_at, run)"
                        + " values (?, 'code', 'B-1', 'customer', ?, ?, ?, 'r')",
                connector,
                sentence,
                now,
                now);
    }

    /** Every table and column in which the text stands, of whatever type. */
    private static List<String> found(String text) {
        List<String> found = new ArrayList<>();
        jdbc.queryForList("select table_name, column_name, data_type from information_schema.columns"
                        + " where table_schema = 'PUBLIC'")
                .forEach(column -> {
                    String table = String.valueOf(column.get("TABLE_NAME"));
                    String name = String.valueOf(column.get("COLUMN_NAME"));
                    for (Object value :
                            jdbc.queryForList("select \"" + name + "\" from \"" + table + "\"", Object.class)) {
                        String read = value instanceof byte[] bytes
                                ? new String(bytes, StandardCharsets.UTF_8)
                                : String.valueOf(value);
                        if (read.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT))) {
                            found.add(table + "." + name);
                        }
                    }
                });
        return found.stream().distinct().sorted().toList();
    }

    @Test
    void a_customer_s_data_is_told_on_request_and_erased_wherever_it_stands_and_figures_stay() {
        connector("privacy");
        data("privacy");
        assertThat(found(EMAIL)).contains("ACTIVITY.SENTENCE", "ITEM.IMAGE", "DEAD_LETTER.BODY", "RESOLVED.SENTENCE");
        String request = "{\"shop_id\":954889,\"customer\":{\"id\":191167,\"email\":\"" + EMAIL + "\",\"phone\":\""
                + PHONE + "\"},\"orders_requested\":[299938]}";
        assertThat(shop.deliver("privacy", "customers/data_request", request).status())
                .isEqualTo(200);
        await("it is told", () -> notifications("privacy", "data-request").size() == 1);
        assertThat(notifications("privacy", "data-request")
                        .get(0)
                        .path("sentence")
                        .asString())
                .contains("191167")
                .contains("activity log")
                .doesNotContain(EMAIL);

        assertThat(shop.deliver("privacy", "customers/redact", request).status())
                .isEqualTo(200);
        await(
                "it is erased",
                () -> notifications("privacy", "customer-redacted").size() == 1);
        Awaitility.await("it stands nowhere")
                .atMost(Duration.ofSeconds(40))
                .untilAsserted(
                        () -> assertThat(List.of(found(EMAIL), found(PHONE))).allMatch(List::isEmpty));
        assertThat(found("Berta R.")).isEmpty();
        JsonNode campaign =
                silkroute.get("/api/connectors/privacy/campaigns/VIP").json();
        assertThat(campaign.toString()).contains("other@example.com").contains("erased@example.invalid");
        assertThat(silkroute.get("/api/connectors/privacy/items/code/B-1").status())
                .isEqualTo(200);
    }

    @Test
    void a_shop_s_data_is_erased_after_it_has_left() {
        connector("left");
        silkroute.push("left", Pim.product("left-1").toString());
        await(
                "it is staged",
                () -> silkroute.get("/api/connectors/left/items/product/left-1").status() == 200);
        silkroute.post("/api/connectors/left/sync");
        silkroute.settled("left");
        silkroute.put("/api/connectors/left/deactivate");
        shop.deliver("left", "shop/redact", "{\"shop_id\":954889,\"shop_domain\":\"demo.myshopify.com\"}");
        await("it is told", () -> notifications("left", "shop-redacted").size() == 1);
        assertThat(jdbc.queryForObject("select count(*) from request_log where connector = 'left'", Long.class))
                .isZero();
    }
}
