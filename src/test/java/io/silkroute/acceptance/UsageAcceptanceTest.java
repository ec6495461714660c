package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the orders of a shop tell of codes: usage statistics, revenue metrics, associated orders. */
class UsageAcceptanceTest {

    private static final AtomicInteger ORDERS = new AtomicInteger(5000);

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.usage.every=1s",
                "silkroute.usage.tick=200",
                "silkroute.usage.tick-delay=100",
                "silkroute.shopify.attempts=2",
                "silkroute.shopify.first-pause=20ms",
                "silkroute.shopify.breaker-open=50ms");
        silkroute = application.silkroute;
    }

    @AfterEach
    void shopIsWellAgain() {
        silkroute.control("{\"clearFaults\":true,\"scopes\":{\"grant\":[\"read_orders\"]}}");
    }

    /** A connector with one campaign that lives by its code. */
    private static String connector(String name, String code) {
        silkroute.connect(name, "{\"trigger\":{\"onChange\":false}}");
        Silkroute.Response pushed = silkroute.push(
                name,
                "{\"type\":\"campaign\",\"id\":\"BF-" + name + "\",\"name\":\"Black Friday " + name
                        + "\",\"method\":\"code\",\"code\":\"" + code + "\",\"value\":{\"percentage\":\"10\"}}");
        assertThat(pushed.status()).as(pushed.text()).isEqualTo(202);
        Awaitility.await()
                .until(() -> silkroute
                                .get("/api/connectors/" + name + "/campaigns/BF-" + name)
                                .status()
                        == 200);
        return name;
    }

    /** @param discounts with single quotes @return the order's name */
    private static String order(String discounts, String more) {
        String name = "#" + ORDERS.incrementAndGet();
        silkroute.control(("{'orders':[{'name':'" + name + "','lines':[{'price':'100'}],'discounts':[" + discounts + "]"
                        + more + "}]}")
                .replace('\'', '"'));
        return name;
    }

    private static JsonNode usage(String connector, String query) {
        return silkroute.get("/api/connectors/" + connector + "/usage?" + query).json();
    }

    private static JsonNode code(String connector, String code) {
        return usage(connector, "code=" + code).path("items").path(0);
    }

    private static JsonNode synchronizedBy(String connector) {
        Silkroute.Response asked = silkroute.post("/api/connectors/" + connector + "/sync");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        // It may be one that was queued before, by a change.
        return silkroute.runIn(asked.json().path("id").asString(), "completed", "completed-with-failures", "failed");
    }

    private static void await(String what, java.util.concurrent.Callable<Boolean> true_) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(true_);
    }

    @Test
    void order_data_is_collected_usage_counts_are_updated_and_revenue_is_calculated_by_schedule() {
        connector("scheduled", "SCHED10");
        String paid = order("{'code':'SCHED10','amount':'10'}", ",'shipping':'5'");
        order("{'code':'sched10','amount':'10'}", ",'paid':false");
        order("{'code':'SCHED10','amount':'10'}", ",'test':true");
        String cancelled = order("{'code':'SCHED10','amount':'10'}", "");
        silkroute.control("{\"cancellations\":[{\"order\":\"" + cancelled + "\"}]}");

        await(
                "four uses",
                () -> code("scheduled", "sched10").path("uses").asInt() == 4
                        && code("scheduled", "sched10").path("orders").asInt() == 1);
        JsonNode used = code("scheduled", "SCHED10");
        assertThat(used.path("campaign").asString()).isEqualTo("BF-scheduled");
        assertThat(used.path("revenue")).hasToString("{\"amount\":\"95.00\",\"currency\":\"USD\"}");
        assertThat(used.at("/discounted/amount").asString()).isEqualTo("10.00");

        silkroute.control("{\"refunds\":[{\"order\":\"" + paid + "\",\"amount\":\"20.50\"}]}");
        await(
                "the refund",
                () -> code("scheduled", "SCHED10")
                        .at("/revenue/amount")
                        .asString()
                        .equals("74.50"));
        JsonNode campaign = silkroute
                .get("/api/connectors/scheduled/campaigns/BF-scheduled")
                .json();
        assertThat(campaign.path("uses").asInt()).isEqualTo(4);
        assertThat(campaign.at("/revenue/amount").asString()).isEqualTo("74.50");
    }

    @Test
    void a_manual_sync_updates_usage_statistics_from_the_last_7_days_and_says_what_it_pulled() {
        connector("manual", "MANUAL10");
        order(
                "{'code':'MANUAL10','amount':'10'}",
                ",'createdAt':'" + Instant.now().minus(Duration.ofDays(6)) + "'");
        JsonNode run = synchronizedBy("manual");
        assertThat(run.at("/pulled/orders").asInt()).as(run.toString()).isPositive();
        assertThat(run.at("/pulled/codes").asInt()).isPositive();
        assertThat(run.at("/pulled/problem").isNull()).isTrue();
        assertThat(code("manual", "MANUAL10").path("uses").asInt()).isEqualTo(1);
        assertThat(usage("manual", "").at("/pull/upTo").isString()).isTrue();
    }

    @Test
    void a_manual_sync_looks_up_customer_eligibility_and_a_campaign_goes_out_to_whom_the_shop_knows_by_now() {
        connector("eligible", "ELIGIBLE-UNUSED");
        silkroute.control("{\"customers\":[{\"email\":\"early@example.com\"}]}");
        Silkroute.Response pushed = silkroute.push(
                "eligible",
                "{\"type\":\"campaign\",\"id\":\"VIP\",\"name\":\"For two\",\"method\":\"code\",\"code\":\"FOR-TWO\","
                        + "\"value\":{\"percentage\":\"10\"},"
                        + "\"eligibility\":{\"customers\":[\"early@example.com\",\"late@example.com\"]}}");
        assertThat(pushed.status()).as(pushed.text()).isEqualTo(202);
        silkroute.pending("eligible", 2);
        JsonNode first = synchronizedBy("eligible");
        assertThat(first.at("/pulled/customers").asInt()).as(first.toString()).isEqualTo(2);
        assertThat(buyers()).containsExactly("early@example.com");
        assertThat(silkroute.status("eligible").path("pending").asInt()).isZero();

        silkroute.control("{\"customers\":[{\"email\":\"late@example.com\"}]}");
        synchronizedBy("eligible");
        synchronizedBy("eligible");

        assertThat(buyers()).containsExactlyInAnyOrder("early@example.com", "late@example.com");
    }

    private static List<String> buyers() {
        List<String> buyers = new ArrayList<>();
        silkroute
                .shop(
                        "query($code: String!) { codeDiscountNodeByCode(code: $code) { codeDiscount {"
                                + " ... on DiscountCodeBasic { context { ... on DiscountCustomers { customers { email } } } } } } }",
                        JsonNodeFactory.instance.objectNode().put("code", "FOR-TWO"))
                .findPath("customers")
                .forEach(customer -> buyers.add(customer.path("email").asString()));
        return buyers;
    }

    @Test
    void associated_orders_are_listed_with_why_one_does_not_count_and_what_is_shared() {
        connector("orders", "ASSOC10");
        String both = order(
                "{'code':'ASSOC10','amount':'10'},{'code':'SHIP','amount':'5','shipping':true}", ",'shipping':'5'");
        order("{'code':'ASSOC10','amount':'10'}", ",'test':true");
        synchronizedBy("orders");
        JsonNode orders = silkroute
                .get("/api/connectors/orders/usage/assoc10/orders")
                .json()
                .path("items");
        assertThat(orders).hasSize(2);
        List<String> reasons = new ArrayList<>();
        orders.forEach(one -> reasons.add(one.path("reason").asString("")));
        assertThat(reasons).containsExactlyInAnyOrder("", "It is a test order.");
        for (JsonNode one : orders) {
            assertThat(one.path("shared").asBoolean())
                    .isEqualTo(one.path("name").asString().equals(both));
        }
        assertThat(orders.toString()).doesNotContain("customer", "email");
        JsonNode first = silkroute
                .get("/api/connectors/orders/usage/ASSOC10/orders?limit=1")
                .json();
        assertThat(silkroute
                        .get("/api/connectors/orders/usage/ASSOC10/orders?limit=1&cursor="
                                + first.path("next").asString())
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(silkroute.get("/api/connectors/orders/usage/NOBODY/orders").status())
                .isEqualTo(404);
    }

    @Test
    void a_look_on_which_the_connector_itself_fails_is_told_and_repeated() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        AdviceWith.adviceWith(
                application.context.getBean(CamelContext.class),
                "look-at-orders",
                route -> route.weaveById("pull-orders").before().process(exchange -> {
                    if (exchange.getMessage().getBody().toString().equals("unlucky")
                            && failures.getAndIncrement() == 0) {
                        throw new IllegalStateException("broken on purpose");
                    }
                }));
        connector("unlucky", "UNLUCKY10");
        order("{'code':'UNLUCKY10','amount':'10'}", "");
        await(
                "the look after it",
                () -> code("unlucky", "UNLUCKY10").path("uses").asInt() == 1);
        assertThat(silkroute.activity("connector=unlucky&q=broken%20on%20purpose"))
                .isNotEmpty();
    }

    @Test
    void an_automatic_discount_is_ended_when_its_limit_of_uses_is_reached_and_comes_back_with_a_higher_one() {
        connector("limited", "LIMITED-UNUSED");
        limit(2);
        synchronizedBy("limited");
        JsonNode before = limited();
        assertThat(before.path("state").asString("")).as(before.toString()).isEqualTo("active");
        order("{'automatic':'Two of us','amount':'5'}", "");
        order("{'automatic':'Two of us','amount':'5'}", ",'test':true");

        await("its end in the shop", () -> !endsAt(before).isNull());
        assertThat(limited().path("state").asString("")).isEqualTo("expired");
        assertThat(limited().path("uses").asInt()).isEqualTo(2);
        String page = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD)
                .get("/connectors/limited/campaign?id=TWO")
                .text();
        assertThat(page).contains("Its limit of uses is reached.");

        limit(3);
        synchronizedBy("limited");
        assertThat(endsAt(before).isNull()).isTrue();
        assertThat(limited().path("state").asString("")).isEqualTo("active");
    }

    private static void limit(int uses) {
        Silkroute.Response pushed = silkroute.push(
                "limited",
                "{\"type\":\"campaign\",\"id\":\"TWO\",\"name\":\"Two of us\",\"method\":\"automatic\","
                        + "\"value\":{\"percentage\":\"5\"},\"limits\":{\"uses\":" + uses + "}}");
        assertThat(pushed.status()).as(pushed.text()).isEqualTo(202);
        await("the campaign", () -> limited().path("id").isString());
    }

    private static JsonNode limited() {
        return silkroute.get("/api/connectors/limited/campaigns/TWO").json();
    }

    private static JsonNode endsAt(JsonNode campaign) {
        return silkroute
                .shop(
                        "query($id: ID!) { discountNode(id: $id) { discount { ... on DiscountAutomaticBasic { endsAt } } } }",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("id", campaign.path("shopifyId").asString("")))
                .at("/data/discountNode/discount/endsAt");
    }

    @Test
    void automatic_discounts_are_known_by_their_title() {
        connector("automatic", "AUTO-UNUSED");
        silkroute.push(
                "automatic",
                "{\"type\":\"campaign\",\"id\":\"SUMMER\",\"name\":{\"en_US\":\"Summer at home\"},\"method\":\"automatic\","
                        + "\"value\":{\"percentage\":\"5\"}}");
        await(
                "the campaign",
                () -> silkroute
                                .get("/api/connectors/automatic/campaigns/SUMMER")
                                .status()
                        == 200);
        order("{'automatic':'Summer at home','amount':'5'}", "");
        synchronizedBy("automatic");
        JsonNode one = usage("automatic", "campaign=SUMMER").path("items").path(0);
        assertThat(one.path("code").isNull()).isTrue();
        assertThat(one.path("title").asString()).isEqualTo("Summer at home");
        assertThat(one.path("uses").asInt()).isEqualTo(1);
    }

    @Test
    void without_read_orders_the_run_says_so_and_everything_else_goes_on() {
        connector("unscoped", "NOSCOPE");
        silkroute.control("{\"scopes\":{\"revoke\":[\"read_orders\"]}}");
        JsonNode run = synchronizedBy("unscoped");
        assertThat(run.at("/pulled/problem").asString()).as(run.toString()).contains("read_orders");
        await(
                "it is told",
                () -> silkroute.activity("connector=unscoped&q=read_orders").size() > 0);
        assertThat(usage("unscoped", "").at("/pull/problem").asString()).contains("read_orders");
        assertThat(silkroute
                        .get("/api/connectors/unscoped/status")
                        .json()
                        .at("/usage/problem")
                        .asString())
                .contains("read_orders");
        assertThat(run.path("reason").isNull()).isTrue();
    }

    @Test
    void usage_is_exported_as_a_table_that_no_spreadsheet_takes_for_formulas() throws Exception {
        connector("export", "=1+2");
        order("{'code':'=1+2','amount':'1'}", "");
        synchronizedBy("export");
        HttpResponse<String> csv = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        silkroute.address() + "/api/connectors/export/usage?campaign=BF-export"))
                                .header("Accept", "text/csv")
                                .header("Authorization", Silkroute.basic(Silkroute.ADMIN))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.body().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("'=1+2,,BF-export,1,1,99.00,1.00,USD,"));
    }

    @Test
    void what_is_asked_wrongly_is_a_problem_with_a_sentence() {
        connector("asked", "ASKED10");
        for (String query : List.of(
                "limit=0",
                "limit=x",
                "since=yesterday",
                "cursor=x",
                "colour=red",
                "limit=1&limit=2",
                "since=2026-11-20T10:00:00Z&until=2026-11-19T10:00:00Z")) {
            Silkroute.Response answer = silkroute.get("/api/connectors/asked/usage?" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(answer.json().path("detail").asString()).contains("parameter");
        }
        assertThat(silkroute.get("/api/connectors/none/usage").status()).isEqualTo(404);
        assertThat(silkroute
                        .get("/api/connectors/asked/usage/ASKED10/orders?cursor=x")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_deleted_connector_takes_its_usage_with_it() {
        connector("deleted", "GONE10");
        order("{'code':'GONE10','amount':'1'}", "");
        synchronizedBy("deleted");
        silkroute.put("/api/connectors/deleted/deactivate");
        assertThat(silkroute.delete("/api/connectors/deleted").status()).isEqualTo(204);
        assertThat(silkroute.get("/api/connectors/deleted/usage").status()).isEqualTo(404);
    }
}
