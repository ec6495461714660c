package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.delivery.AReceiver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.awaitility.Awaitility;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Campaigns, uses, thresholds, runs: programs are told of what happens, and people see what became of it. */
class NotificationsAcceptanceTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String EVENTS = "[\"run-failed\",\"run-recovered\",\"sync-completed\",\"campaign-created\","
            + "\"code-used\",\"threshold-reached\",\"codes-generated\",\"connector-state-changed\"]";

    @AutoClose
    private static RunningApplication application;

    @AutoClose
    private static final AReceiver RECEIVER = new AReceiver();

    private static Silkroute silkroute;
    private static SignedIn admin;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.usage.every=1s",
                "silkroute.usage.tick=200",
                "silkroute.usage.tick-delay=100",
                "silkroute.outbox.tick=50",
                "silkroute.outbox.pause=50ms",
                "silkroute.outbox.look-delay=100",
                "silkroute.activity.retention-delay=100",
                "silkroute.deliveries.tick=50",
                "silkroute.deliveries.retry-after=50ms,50ms,50ms,1h",
                "silkroute.deliveries.pause=1ms");
        silkroute = application.silkroute;
        admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
    }

    private static Stream<JsonNode> told(String type) {
        return RECEIVER.calls().stream()
                .map(call -> Silkroute.JSON.readTree(call.body()))
                .filter(body -> body.path("type").asString().equals(type));
    }

    /** How many, each once, however often its receiver refused it. */
    private static long heard(String type) {
        return RECEIVER.calls().stream()
                .filter(call -> call.body().contains("\"type\":\"" + type + "\""))
                .map(AReceiver.Call::id)
                .distinct()
                .count();
    }

    private static void await(String what, java.util.concurrent.Callable<Boolean> true_) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(100))
                .until(true_);
    }

    private static void order(String name, String code, String more) {
        silkroute.control(("{'orders':[{'name':'" + name + "','lines':[{'price':'100'}],'discounts':[{'code':'" + code
                        + "','amount':'10'}]" + more + "}]}")
                .replace('\'', '"'));
    }

    private static void signed(AReceiver.Call call) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring(6)), "HmacSHA256"));
        String text = call.id() + "." + call.headers().get("Webhook-timestamp") + "." + call.body();
        assertThat(call.headers().get("Webhook-signature"))
                .isEqualTo(
                        "v1," + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** The connector itself fails once at a step, as a defect would have it. */
    private static void breakOnce(String route, String step) throws Exception {
        java.util.concurrent.atomic.AtomicBoolean broken = new java.util.concurrent.atomic.AtomicBoolean();
        AdviceWith.adviceWith(
                application.context.getBean(CamelContext.class),
                route,
                advice -> advice.weaveById(step).before().process(exchange -> {
                    if (!broken.getAndSet(true)) {
                        throw new IllegalStateException("broken on purpose");
                    }
                }));
    }

    @Test
    void programs_are_told_and_people_see_what_became_of_it() throws Exception {
        // Every other call is refused: what is told arrives nevertheless.
        java.util.concurrent.atomic.AtomicInteger n = new java.util.concurrent.atomic.AtomicInteger();
        RECEIVER.answers(call -> n.getAndIncrement() % 2 == 0 ? 500 : 204);
        breakOnce("tell-listener", "tell-happenings");
        breakOnce("send-deliveries", "send-some-deliveries");
        silkroute.connect(
                "telling",
                "{\"notifications\":{\"allowPrivateAddresses\":true,\"webhooks\":[{\"url\":\"" + RECEIVER.url()
                        + "\",\"secret\":\"" + SECRET + "\",\"events\":" + EVENTS
                        + "}],\"thresholds\":[{\"code\":\"tell10\",\"uses\":2}]}}");
        await("the activation", () -> heard("connector.state-changed") == 1);
        signed(RECEIVER.calls().get(0));

        // A campaign in the shop, a run that completes, one that leaves failures.
        silkroute.synchronize("telling", Pim.product("np1"));
        silkroute.push(
                "telling",
                "{\"type\":\"campaign\",\"id\":\"TELL\",\"name\":\"Told\",\"method\":\"code\",\"code\":\"TELL10\",\"value\":{\"percentage\":\"10\"}}");
        await("the campaign", () -> heard("campaign.created") == 1);
        JsonNode created = told("campaign.created").findFirst().orElseThrow().path("data");
        assertThat(created.path("campaign").asString()).isEqualTo("TELL");
        assertThat(created.path("shopifyId").asString()).startsWith("gid://shopify/DiscountCodeNode/");
        await("the run", () -> heard("sync.completed") >= 1);
        silkroute.settled("telling"); // or it would join a run that is queued
        silkroute.synchronize("telling", Pim.impossible("np2"));
        await("the failed run", () -> heard("run.failed") == 1);
        assertThat(told("run.failed")
                                .findFirst()
                                .orElseThrow()
                                .at("/data/counts/parked")
                                .asInt(0)
                        + told("run.failed")
                                .findFirst()
                                .orElseThrow()
                                .at("/data/counts/rejected")
                                .asInt(0))
                .isEqualTo(1);
        silkroute.settled("telling"); // or it would join a run that is queued
        silkroute.synchronize("telling", Pim.product("np3"));
        await("the recovery", () -> heard("run.recovered") == 1);

        // Orders, once the first look at them has been.
        await(
                "the first pull",
                () -> silkroute
                        .get("/api/connectors/telling/campaigns/TELL")
                        .json()
                        .path("uses")
                        .isNumber());
        Thread.sleep(1100); // the shop's times are of whole seconds
        order("#N1", "TELL10", "");
        await("the use", () -> heard("code.used") == 1);
        assertThat(heard("threshold.reached")).isZero();
        order("#N2", "tell10", "");
        await("the threshold", () -> heard("threshold.reached") == 1);
        order("#N3", "TELL10", "");
        await("the third use", () -> heard("code.used") == 3);
        silkroute.control("{\"cancellations\":[{\"order\":\"#N3\"}]}");
        await("the cancellation", () -> heard("code.use-revoked") == 1);
        assertThat(heard("threshold.reached")).as("a threshold tells once").isEqualTo(1);
        assertThat(told("code.used").map(use -> use.at("/data/order/name").asString()))
                .contains("#N1", "#N2", "#N3");

        assertThat(silkroute
                        .post("/api/connectors/telling/campaigns/TELL/codes", "{\"codes\":[\"TELL-A\",\"TELL-B\"]}")
                        .status())
                .isEqualTo(202);
        await("the job of codes", () -> heard("codes.generated") == 1);

        // What became of it.
        await(
                "all is delivered",
                () -> silkroute
                        .get("/api/connectors/telling/deliveries?state=pending")
                        .json()
                        .path("items")
                        .isEmpty());
        JsonNode uses = silkroute
                .get("/api/connectors/telling/deliveries?event=code-used")
                .json()
                .path("items");
        assertThat(uses).hasSize(4).allSatisfy(one -> {
            assertThat(one.path("state").asString()).isEqualTo("delivered");
            assertThat(one.path("attempts")).isNotEmpty();
        });
        String id = uses.get(0).path("id").asString();
        long before =
                RECEIVER.calls().stream().filter(call -> call.id().equals(id)).count();
        assertThat(silkroute.post("/api/deliveries/" + id + "/replay").status()).isEqualTo(202);
        await(
                "it is sent again, under its id",
                () -> RECEIVER.calls().stream()
                                .filter(call -> call.id().equals(id))
                                .count()
                        > before);
        assertThat(silkroute.metrics().keySet())
                .anyMatch(name -> name.startsWith("silkroute_deliveries_attempts_total"))
                .anyMatch(name -> name.startsWith("silkroute_outbox_lag"));

        // People.
        await(
                "the bell",
                () -> admin.get("/notifications")
                                .document()
                                .select(".kind-success")
                                .size()
                        >= 2);
        assertThat(admin.get("/notifications").told(".notifications"))
                .contains("The code tell10 has reached 2 uses: 2.", "A run has completed again");
        SignedIn.Page sent = admin.get("/connectors/telling/deliveries");
        assertThat(sent.document().select("tbody tr").size()).isGreaterThan(5);
        assertThat(sent.told("table")).contains("code.used", "delivered", "attempt");
        long calls = RECEIVER.calls().size();
        admin.submit(sent.one("tbody form"));
        await("it is sent again", () -> RECEIVER.calls().size() > calls);

        settings();

        silkroute.put("/api/connectors/telling/deactivate");
        await("the deactivation", () -> heard("connector.state-changed") == 2);
    }

    private static void settings() {
        SignedIn.Page page = admin.get("/connectors/telling/config/notifications");
        Element form = page.one("form.receiver");
        assertThat(form.select("input[type=checkbox][checked]")).hasSize(8);
        assertThat(page.document().outerHtml()).doesNotContain("whsec_Mf");
        // Saved as it stands, it keeps its secret.
        admin.submit(form, SignedIn.filled(form));
        assertThat(config().at("/secrets/notificationWebhooks").toString())
                .isEqualTo("[{\"url\":\"" + RECEIVER.url() + "\",\"secret\":true,\"previousSecret\":false}]");

        Element another = page.one("form.another-address");
        Map<String, String> filled = SignedIn.filled(another);
        filled.put("url", "https://hooks.example.com/in");
        filled.put("secret", "a secret of our own");
        assertThat(admin.submit(another, filled).told(".problem")).contains("at least one of");
        filled.put("event-conflict", "true");
        admin.submit(another, filled);
        assertThat(config().at("/notifications/webhooks/1/events").toString()).isEqualTo("[\"conflict\"]");

        Element threshold = page.one("form.another-threshold");
        Map<String, String> limit = SignedIn.filled(threshold);
        limit.putAll(Map.of("of", "campaign", "name", "TELL", "measure", "revenue", "amount", "5000"));
        admin.submit(threshold, limit);
        assertThat(config().at("/notifications/thresholds")).hasSize(2);
        page = admin.get("/connectors/telling/config/notifications");
        admin.submit(Objects.requireNonNull(page.document().selectFirst(".card:contains(TELL) form")));
        assertThat(config().at("/notifications/thresholds")).hasSize(1);

        long calls = RECEIVER.calls().size();
        Element test = page.one("form[action$=/test]");
        Map<String, String> event = SignedIn.filled(test);
        event.put("event", "code-used");
        assertThat(admin.submit(test, event).told("[role=status]")).contains("A test is on its way");
        await("the test", () -> RECEIVER.calls().size() > calls);

        for (String path : List.of("conflict.opened", "daily-summaries")) {
            assertThat(silkroute
                            .post("/api/connectors/telling/notifications/" + path + "/send")
                            .status())
                    .isEqualTo(404);
        }
        Silkroute.Response refused = silkroute.patch(
                "/api/connectors/telling/config", "{\"notifications\":{\"allowPrivateAddresses\":false}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("notifications.webhooks[0].url");
        assertThat(silkroute.get("/api/activity?connector=telling").text()).doesNotContain("whsec_Mf");
    }

    private static JsonNode config() {
        return silkroute.get("/api/connectors/telling/config").json();
    }
}
