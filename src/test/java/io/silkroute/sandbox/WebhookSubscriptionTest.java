package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WebhookSubscriptionTest {
    private static final String CREATE =
            "mutation m($topic: WebhookSubscriptionTopic!, $s: WebhookSubscriptionInput!) {"
                    + " webhookSubscriptionCreate(topic: $topic, webhookSubscription: $s) {"
                    + " webhookSubscription { id topic uri } userErrors { field message } } }";
    private static final String UPDATE = "mutation m($id: ID!, $s: WebhookSubscriptionInput!) {"
            + " webhookSubscriptionUpdate(id: $id, webhookSubscription: $s) {"
            + " webhookSubscription { id uri } userErrors { field message } } }";
    private static final String DELETE = "mutation m($id: ID!) { webhookSubscriptionDelete(id: $id) {"
            + " deletedWebhookSubscriptionId userErrors { field message } } }";
    private static final String LIST =
            "query q { webhookSubscriptions(first: 50) { nodes { id topic uri format includeFields apiVersion { handle } } } }";

    private record Heard(String topic, String id, boolean signed, String body) {}

    private static final List<Heard> HEARD = new CopyOnWriteArrayList<>();
    private static RunningShop shop;
    private static HttpServer app;
    private static volatile int status = 200;

    @BeforeAll
    static void start() throws IOException {
        shop = RunningShop.start("--silkroute.sandbox.client-secret=of-the-app");
        app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        app.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            HEARD.add(new Heard(
                    exchange.getRequestHeaders().getFirst("X-Shopify-Topic"),
                    exchange.getRequestHeaders().getFirst("X-Shopify-Webhook-Id"),
                    signature(body).equals(exchange.getRequestHeaders().getFirst("X-Shopify-Hmac-Sha256")),
                    new String(body, StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        app.start();
    }

    @AfterAll
    static void stop() {
        app.stop(0);
        shop.close();
    }

    @BeforeEach
    void empty() {
        shop.control("{\"clear\": true}");
        HEARD.clear();
        status = 200;
    }

    private static String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("of-the-app".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String here() {
        return "http://127.0.0.1:" + app.getAddress().getPort() + "/hooks";
    }

    private static JsonNode create(String topic, String input) {
        return shop.data(CREATE, json("{'topic': '" + topic + "', 's': " + input + "}"))
                .path("webhookSubscriptionCreate");
    }

    private static String refusal(JsonNode payload) {
        return payload.at("/userErrors/0/message").asString("");
    }

    private static List<String> topics() {
        List<String> topics = new ArrayList<>();
        HEARD.forEach(one -> topics.add(one.topic()));
        return topics;
    }

    @Test
    void an_address_is_https_and_no_shops_and_taken_once_for_a_topic() {
        assertThat(refusal(create("ORDERS_CREATE", "{'uri': 'http://app.example.com'}")))
                .isEqualTo("Address protocol http:// is not supported");
        assertThat(refusal(create("ORDERS_CREATE", "{'uri': ''}"))).contains("blank");
        assertThat(refusal(create("ORDERS_CREATE", "{'uri': 'https://x.myshopify.com/a'}")))
                .contains("internal domain");
        JsonNode first = create("ORDERS_CREATE", "{'uri': 'https://app.example.com/a'}");
        assertThat(first.path("userErrors")).isEmpty();
        JsonNode again = create("ORDERS_CREATE", "{'uri': 'https://app.example.com/a'}");
        assertThat(refusal(again)).isEqualTo("Address for this topic has already been taken");
        assertThat(again.at("/userErrors/0/field").toString()).isEqualTo("[\"webhookSubscription\",\"callbackUrl\"]");
        assertThat(create("ORDERS_UPDATED", "{'uri': 'https://app.example.com/a'}")
                        .path("userErrors"))
                .isEmpty();
        assertThat(shop.data(LIST, json("{}")).at("/webhookSubscriptions/nodes"))
                .hasSize(2);
    }

    @Test
    void a_name_is_short_and_nobody_else_s() {
        assertThat(refusal(create("ORDERS_CREATE", "{'uri': 'https://a.example.com', 'name': 'with space'}")))
                .contains("Name");
        create("ORDERS_CREATE", "{'uri': 'https://a.example.com', 'name': 'one'}");
        assertThat(refusal(create("ORDERS_PAID", "{'uri': 'https://a.example.com', 'name': 'one'}")))
                .isEqualTo("Name already exists, no duplicate allowed");
    }

    @Test
    void a_topic_needs_its_scope() {
        shop.control("{\"scopes\": {\"revoke\": [\"read_orders\"]}}");
        assertThat(refusal(create("ORDERS_CREATE", "{'uri': 'https://a.example.com'}")))
                .contains("read_orders");
        assertThat(create("APP_UNINSTALLED", "{'uri': 'https://a.example.com'}").path("userErrors"))
                .isEmpty();
    }

    @Test
    void one_is_changed_and_ended_by_its_id() {
        String id = create("ORDERS_CREATE", "{'uri': 'https://a.example.com'}")
                .at("/webhookSubscription/id")
                .asString();
        assertThat(shop.data(UPDATE, json("{'id': '" + id + "', 's': {'uri': 'https://b.example.com'}}"))
                        .at("/webhookSubscriptionUpdate/webhookSubscription/uri")
                        .asString())
                .isEqualTo("https://b.example.com");
        assertThat(shop.data(DELETE, json("{'id': '" + id + "'}"))
                        .at("/webhookSubscriptionDelete/deletedWebhookSubscriptionId")
                        .asString())
                .isEqualTo(id);
        assertThat(refusal(shop.data(DELETE, json("{'id': '" + id + "'}")).path("webhookSubscriptionDelete")))
                .isEqualTo("Webhook subscription does not exist");
    }

    @Test
    void what_a_merchant_and_an_app_do_is_delivered_signed() {
        for (String topic :
                List.of("PRODUCTS_CREATE", "PRODUCTS_UPDATE", "PRODUCTS_DELETE", "ORDERS_CREATE", "ORDERS_PAID")) {
            create(topic, "{'uri': '" + here() + "'}");
        }
        shop.data(
                "mutation m($input: ProductSetInput!) { productSet(input: $input) { userErrors { message } } }",
                json("{'input': {'title': 'Lamp'}}"));
        shop.control("{\"productTitles\": [{\"product\": \"lamp\", \"title\": \"Other\"}]}");
        shop.control("{\"deletedProducts\": [\"lamp\"]}");
        shop.control("{\"orders\": [{\"lines\": [{\"title\": \"Other\", \"price\": \"5\"}]}]}");
        Awaitility.await()
                .untilAsserted(() -> assertThat(topics())
                        .containsExactlyInAnyOrder(
                                "products/create",
                                "products/update",
                                "products/delete",
                                "orders/create",
                                "orders/paid"));
        assertThat(HEARD).allMatch(Heard::signed);
        assertThat(HEARD.stream()
                        .filter(one -> one.topic().equals("products/delete"))
                        .findFirst()
                        .orElseThrow()
                        .body())
                .matches("\\{\"id\":\\d+}");
    }

    @Test
    void what_is_not_taken_is_repeated_eight_times_and_then_the_subscription_is_gone() {
        status = 503;
        shop.control("{\"webhooks\": {\"retryMillis\": 20}}");
        create("ORDERS_CREATE", "{'uri': '" + here() + "'}");
        shop.control("{\"orders\": [{\"lines\": [{\"title\": \"Other\", \"price\": \"5\"}]}]}");
        Awaitility.await()
                .until(() -> shop.data(LIST, json("{}"))
                        .at("/webhookSubscriptions/nodes")
                        .isEmpty());
        assertThat(HEARD).hasSize(8);
        assertThat(HEARD.stream().map(Heard::id).distinct()).hasSize(1);
        assertThat(HEARD.stream().map(Heard::body).distinct()).hasSize(1);
    }
}
