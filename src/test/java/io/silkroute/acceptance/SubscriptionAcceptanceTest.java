package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.webhook.SubscriptionLost;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The connector subscribes itself, and the shop delivers what happens in it. */
class SubscriptionAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static final List<String> LOST = new CopyOnWriteArrayList<>();
    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.sandbox.domain=demo.myshopify.com",
                "silkroute.sandbox.client-secret=" + Webhooks.SECRET,
                "silkroute.usage.tick-delay=3600000",
                "silkroute.webhooks.quiet=200ms",
                "silkroute.webhooks.tick=100",
                "silkroute.webhooks.look-tick=100",
                "silkroute.webhooks.look-every=2s");
        silkroute = application.silkroute;
        application.context.addApplicationListener((ApplicationListener<PayloadApplicationEvent<?>>) event -> {
            if (event.getPayload() instanceof SubscriptionLost lost) {
                LOST.add(lost.name().text());
            }
        });
    }

    @AfterEach
    void noSubscriptions() {
        silkroute.control("{\"webhooks\":{\"lose\":[\"all\"],\"retryMillis\":null},\"clearFaults\":true,"
                + "\"scopes\":{\"grant\":[\"read_orders\"]}}");
    }

    private static void await(String what, Callable<Boolean> holds) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(50))
                .until(holds);
    }

    /** @param more of the key {@code webhooks} */
    private static String connector(String name, String more) {
        silkroute.connect(
                name,
                "{\"trigger\":{\"onChange\":false},\"shop\":{\"webhookSecret\":\"" + Webhooks.SECRET
                        + "\",\"webhooks\":{\"address\":\"" + application.address() + "\"" + more + "}}}");
        return application.address() + "/shopify/" + name + "/webhooks";
    }

    private static void off(String name) {
        silkroute.put("/api/connectors/" + name + "/deactivate");
    }

    private static long held(String uri) {
        return silkroute.shopContents("webhookSubscriptions").stream()
                .filter(one -> one.path("uri").asString("").equals(uri))
                .count();
    }

    private static JsonNode overview(String name) {
        return silkroute.get("/api/connectors/" + name + "/webhooks").json();
    }

    private static JsonNode topic(String name, String topic) {
        return StreamSupport.stream(overview(name).path("subscriptions").spliterator(), false)
                .filter(one -> one.path("topic").asString("").equals(topic))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void it_subscribes_itself_and_hears_of_an_order_of_which_nobody_else_told_it() {
        String uri = connector("self", "");
        silkroute.push(
                "self",
                "{\"type\":\"campaign\",\"id\":\"BF\",\"name\":\"Black Friday\",\"method\":\"code\",\"code\":\"SELF10\","
                        + "\"value\":{\"percentage\":\"10\"}}");
        await(
                "every topic but those of redeem codes",
                () -> held(uri) == overview("self").path("subscriptions").size());
        assertThat(overview("self").path("subscriptions").toString()).doesNotContain("redeemcode");
        assertThat(topic("self", "orders/create").path("state").asString()).isEqualTo("subscribed");

        silkroute.control("{\"orders\":[{\"lines\":[{\"price\":\"100\"}],"
                + "\"discounts\":[{\"code\":\"SELF10\",\"amount\":\"10\"}]}]}");

        await(
                "one use",
                () -> silkroute
                                .get("/api/connectors/self/usage?code=SELF10")
                                .json()
                                .at("/items/0/uses")
                                .asLong(0)
                        == 1);
        SignedIn admin = SignedIn.as(application.address(), "admin", Silkroute.ADMIN_PASSWORD);
        SignedIn.Page read = admin.follow(admin.get("/connectors/self").one(".rail a[href$=/pulls]"));
        SignedIn.Page page = admin.follow(read.one(".subnav a[href$=/webhooks]"));
        assertThat(page.told("h1")).isEqualTo("From Shopify");
        assertThat(page.told("main")).contains(uri, "orders/create", "subscribed", "gid://shopify/Order/");
        assertThat(admin.get("/connectors/self/webhooks?state=failed").told("main"))
                .contains("None are kept");
        await(
                "its last delivery is told",
                () -> topic("self", "orders/create").path("lastDelivery").isString());
        off("self");
    }

    private static boolean conflict(String name, String item, String kind) {
        return StreamSupport.stream(
                        silkroute
                                .get("/api/connectors/" + name + "/conflicts?state=open")
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .anyMatch(one -> one.at("/item/id").asString("").equals(item)
                        && one.path("kind").asString("").equals(kind)
                        && one.path("detectedBy").asString("").equals("webhook"));
    }

    @Test
    void it_hears_of_a_product_and_a_discount_that_somebody_deletes() {
        String uri = connector("deletes", "");
        silkroute.patch("/api/connectors/deletes/config", "{\"conflicts\":\"manual\"}");
        await(
                "every topic",
                () -> held(uri) == overview("deletes").path("subscriptions").size());
        silkroute.push(
                "deletes",
                List.of(
                        Pim.product("gone"),
                        Pim.campaign("NAMES").with("applies", "{\"products\":[\"gone\"]}"),
                        Pim.campaign("LOST")));
        silkroute.pending("deletes", 3);
        silkroute.post("/api/connectors/deletes/sync");
        silkroute.runAfter("deletes", "");

        silkroute.deleteInShop("gone");
        ObjectNode lost = Silkroute.JSON.createObjectNode();
        lost.set("id", silkroute.discount("Campaign LOST").path("id"));
        silkroute.shop("mutation($id: ID!) { discountCodeDelete(id: $id) { deletedCodeDiscountId } }", lost);

        await("the product is a conflict", () -> conflict("deletes", "gone", "deleted"));
        await("the campaign that names it is one", () -> conflict("deletes", "NAMES", "missing-product"));
        await("the campaign without its discount is one", () -> conflict("deletes", "LOST", "deleted"));
        off("deletes");
    }

    @Test
    void a_look_on_which_the_connector_itself_fails_is_told() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        AdviceWith.adviceWith(
                application.context.getBean(CamelContext.class),
                "look-at-subscriptions",
                route -> route.weaveById("repair-subscriptions").before().process(exchange -> {
                    if (exchange.getMessage().getBody().toString().equals("unlucky")
                            && failures.getAndIncrement() == 0) {
                        throw new IllegalStateException("broken on purpose");
                    }
                }));
        connector("unlucky", "");
        await(
                "it is told",
                () -> overview("unlucky").path("problem").asString("").contains("broken on purpose"));
        off("unlucky");
    }

    @Test
    void what_the_shop_has_ended_is_made_again_and_told() {
        String uri = connector("lost", "");
        await("subscribed", () -> overview("lost").path("lookedAt").isString());
        long all = held(uri);
        silkroute.control("{\"webhooks\":{\"lose\":[\"ORDERS_CREATE\",\"PRODUCTS_UPDATE\"]}}");
        assertThat(held(uri)).isEqualTo(all - 2);
        await("made again", () -> held(uri) == all);
        await("told", () -> LOST.contains("lost"));
        assertThat(silkroute
                        .activity("connector=lost&q=made+again")
                        .get(0)
                        .path("sentence")
                        .asString())
                .contains("orders/create")
                .contains("products/update");
        off("lost");
    }

    @Test
    void an_app_that_is_installed_again_subscribes_anew_and_none_of_it_was_lost() {
        String uri = connector("installed", "");
        await("subscribed", () -> overview("installed").path("lookedAt").isString());
        long all = held(uri);
        new Webhooks(application.address()).deliver("installed", "app/uninstalled", "{\"id\":1}");
        await(
                "deactivated",
                () -> !silkroute
                        .get("/api/connectors/installed")
                        .json()
                        .path("active")
                        .asBoolean(true));
        silkroute.control("{\"webhooks\":{\"lose\":[\"all\"]}}");
        silkroute.put("/api/connectors/installed/activate");
        await("subscribed again", () -> held(uri) == all);
        assertThat(LOST).doesNotContain("installed");
        off("installed");
    }

    @Test
    void one_that_is_different_is_put_right_and_a_double_one_is_told() {
        String uri = connector("double", "");
        await("subscribed", () -> overview("double").path("lookedAt").isString());
        long all = held(uri);
        silkroute.control("{\"webhooks\":{\"lose\":[\"ORDERS_PAID\"],\"subscribe\":["
                + "{\"topic\":\"ORDERS_PAID\",\"uri\":\"" + uri + "\",\"includeFields\":[\"id\"]},"
                + "{\"topic\":\"ORDERS_UPDATED\",\"uri\":\"" + uri + "\"}]}}");
        await(
                "a double one",
                () -> topic("double", "orders/updated").path("state").asString().equals("double"));
        assertThat(topic("double", "orders/updated").path("problem").asString()).contains("2 times");
        await(
                "one that is put right",
                () -> topic("double", "orders/paid").path("state").asString().equals("subscribed"));
        assertThat(held(uri)).isEqualTo(all + 1);
        off("double");
    }

    @Test
    void without_an_address_they_are_ended_and_redeem_codes_only_when_asked_for() {
        String uri = connector("ended", ",\"redeemCodes\":true");
        await("subscribed", () -> overview("ended").path("lookedAt").isString());
        long all = held(uri);
        assertThat(topic("ended", "discounts/redeemcode_added").path("state").asString())
                .isEqualTo("subscribed");
        silkroute.patch("/api/connectors/ended/config", "{\"shop\":{\"webhooks\":{\"redeemCodes\":false}}}");
        await("without them", () -> held(uri) == all - 2);
        silkroute.patch("/api/connectors/ended/config", "{\"shop\":{\"webhooks\":{\"address\":null}}}");
        await("none", () -> held(uri) == 0);
        assertThat(silkroute.activity("connector=ended&q=webhooks+were+ended")).hasSize(1);
        off("ended");
    }

    @Test
    void what_the_app_may_not_hear_is_told_and_the_others_go_on() {
        silkroute.control("{\"scopes\":{\"revoke\":[\"read_orders\"]}}");
        String uri = connector("scopes", "");
        await("looked", () -> overview("scopes").path("lookedAt").isString());
        assertThat(topic("scopes", "orders/create").path("state").asString()).isEqualTo("refused");
        assertThat(topic("scopes", "orders/create").path("problem").asString()).contains("read_orders");
        assertThat(topic("scopes", "products/update").path("state").asString()).isEqualTo("subscribed");
        assertThat(held(uri)).isPositive();
        off("scopes");
    }

    @Test
    void a_subscription_whose_deliveries_nobody_takes_is_ended_by_the_shop() {
        silkroute.control("{\"webhooks\":{\"retryMillis\":20,\"subscribe\":[{\"topic\":\"ORDERS_CREATE\",\"uri\":"
                + "\"http://127.0.0.1:" + RunningApplication.freePort() + "/nobody\"}]}}");
        silkroute.control("{\"orders\":[{\"lines\":[{\"price\":\"1\"}]}]}");
        await(
                "ended",
                () -> silkroute.shopContents("webhookSubscriptions").stream()
                        .noneMatch(one -> one.path("uri").asString("").endsWith("/nobody")));
        assertThat(silkroute.shopContents("webhooks").stream()
                        .filter(one -> one.path("uri").asString("").endsWith("/nobody")))
                .hasSize(8)
                .extracting(one -> one.path("webhookId").asString())
                .containsOnly(silkroute.shopContents("webhooks").stream()
                        .filter(one -> one.path("uri").asString("").endsWith("/nobody"))
                        .findFirst()
                        .orElseThrow()
                        .path("webhookId")
                        .asString());
    }
}
