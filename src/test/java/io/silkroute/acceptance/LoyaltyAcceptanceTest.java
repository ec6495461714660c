package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.order.Booking;
import io.silkroute.order.Discrepancy;
import io.silkroute.order.OrderBooks;
import io.silkroute.order.ShopOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.awaitility.Awaitility;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What customers spend, earn and reach, through every door: orders that are booked, a visit, a person's decisions, the pages. */
class LoyaltyAcceptanceTest {

    private static final String TIERS = """
            {"loyalty":{"enabled":true,"evaluation":{"period":"365d"},"tiers":[{"name":"Bronze","from":0,"cashback":1},
             {"name":"Silver","from":500,"cashback":3},{"name":"Gold","from":2000,"cashback":"5.5"}]}}""";

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static SignedIn admin;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.sandbox.currency=EUR",
                "silkroute.shopify.attempts=1",
                "silkroute.loyalty.tick=500",
                "silkroute.loyalty.tick-delay=100");
        silkroute = application.silkroute;
        admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
    }

    private static String customer(String first, String email) {
        silkroute.control("{\"customers\":[{\"firstName\":\"" + first + "\",\"lastName\":\"Smith\",\"email\":\"" + email
                + "\"}]}");
        return silkroute.shopContents("customers").stream()
                .filter(line -> line.path("email").asString("").equals(email))
                .map(line -> line.path("id").asString("").replaceAll(".*/", ""))
                .findFirst()
                .orElseThrow();
    }

    private static void order(String name, String email, String price, String more) {
        silkroute.control("{\"orders\":[{\"name\":\"" + name + "\",\"customer\":\"" + email
                + "\",\"lines\":[{\"price\":\"" + price + "\"}]" + more + "}]}");
    }

    private static JsonNode read(Silkroute.Response response, int status) {
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        return response.json();
    }

    private static List<String> ledger(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(entry -> entry.path("kind").asString("") + " "
                        + entry.at("/amount/amount").asString(""))
                .toList();
    }

    private static ShopOrder paid(long id, long customer, String amount) {
        return new ShopOrder(
                id,
                "#" + id,
                Instant.parse("2026-11-01T10:00:00Z"),
                Instant.parse("2026-11-01T10:00:00Z"),
                Instant.parse("2026-11-01T10:00:00Z"),
                "PAID",
                false,
                false,
                new ShopOrder.Buyer(customer, "Bulk " + customer, "bulk" + customer + "@example.com"),
                "EUR",
                new BigDecimal(amount),
                new BigDecimal(amount),
                BigDecimal.ZERO);
    }

    @Test
    void a_customer_is_read_from_the_shop_and_a_person_decides() {
        silkroute.connect("loyal", TIERS);
        String customers = "/api/connectors/loyal/customers";
        String id = customer("Anna", "anna@example.com");
        order("#L1", "anna@example.com", "400", ",\"createdAt\":\"2026-11-02T10:00:00Z\",\"shipping\":\"100\"");
        order("#L2", "anna@example.com", "100", ",\"createdAt\":\"2026-11-03T10:00:00Z\"");
        order("#L3", "anna@example.com", "50", ",\"createdAt\":\"2026-11-04T10:00:00Z\",\"paid\":false");

        JsonNode one = read(silkroute.get(customers + "/" + id), 200);
        assertThat(one.path("problem").isNull()).as(one.toString()).isTrue();
        assertThat(one.path("tier").asString()).isEqualTo("Silver");
        assertThat(one.path("name").asString()).isEqualTo("Anna Smith");
        assertThat(one.path("orders").asInt()).isEqualTo(2);
        assertThat(one.at("/spent/amount").asString()).isEqualTo("600.00");
        assertThat(one.at("/cashback/amount").asString()).isEqualTo("7.00");
        assertThat(one.at("/lifetime/spent/currency").asString()).isEqualTo("EUR");
        assertThat(ledger(one.path("ledger"))).containsExactlyInAnyOrder("earned 4.00", "earned 3.00");
        assertThat(one.at("/moves/0/reason").asString()).contains("Silver begins at 500.00 EUR.");

        silkroute.control("{\"refunds\":[{\"order\":\"#L2\",\"amount\":\"50\"}]}");
        one = read(silkroute.post(customers + "/" + id + "/sync"), 200);
        assertThat(ledger(one.path("ledger"))).contains("refunded -1.50");
        assertThat(one.at("/spent/amount").asString()).isEqualTo("550.00");

        for (String found :
                List.of("?q=anna", "?q=ANNA%40example.com", "?q=" + id, "?tier=Silver", "?q=smith&tier=Silver")) {
            JsonNode page = read(silkroute.get(customers + found), 200);
            assertThat(page.at("/items/0/id").asString()).as(found).isEqualTo(id);
        }
        assertThat(read(silkroute.get(customers + "?q=nobody"), 200).path("items"))
                .isEmpty();
        assertThat(read(silkroute.get(customers + "?tier=Gold"), 200).path("items"))
                .isEmpty();
        read(silkroute.get(customers + "?cursor=x"), 400);

        read(silkroute.post(customers + "/" + id + "/adjustments", "{\"amount\":\"5.00\"}"), 422);
        read(silkroute.post(customers + "/" + id + "/adjustments", "{\"amount\":\"5.001\",\"reason\":\"x\"}"), 422);
        JsonNode entry = read(
                silkroute.post(customers + "/" + id + "/adjustments", "{\"amount\":\"-2.5\",\"reason\":\"paid out\"}"),
                201);
        assertThat(entry.path("kind").asString()).isEqualTo("adjusted");
        assertThat(entry.path("reason").asString()).isEqualTo("paid out");
        JsonNode page = read(silkroute.get(customers + "/" + id + "/ledger?limit=1"), 200);
        assertThat(ledger(page)).containsExactly("adjusted -2.50");
        assertThat(ledger(read(
                        silkroute.get(customers + "/" + id + "/ledger?cursor="
                                + page.path("next").asString()),
                        200)))
                .containsExactlyInAnyOrder("earned 4.00", "earned 3.00", "refunded -1.50");
        Silkroute.Response csv = silkroute.get(customers + "/" + id + "/ledger.csv");
        assertThat(csv.contentType()).startsWith("text/csv");
        assertThat(csv.text()).contains("id,order,kind,amount,currency,at,import,reason,actor", "-2.50,EUR");

        read(silkroute.put(customers + "/" + id + "/tier", "{\"tier\":\"None\",\"reason\":\"x\"}"), 422);
        one = read(silkroute.put(customers + "/" + id + "/tier", "{\"tier\":\"Gold\",\"reason\":\"a friend\"}"), 200);
        assertThat(one.path("tier").asString()).isEqualTo("Gold");
        assertThat(one.at("/override/reason").asString()).isEqualTo("a friend");
        one = read(silkroute.delete(customers + "/" + id + "/tier"), 200);
        assertThat(one.path("tier").asString()).isEqualTo("Silver");
        assertThat(one.path("override").isNull()).isTrue();

        silkroute.control("{\"scopes\":{\"revoke\":[\"read_customers\"]}}");
        assertThat(read(silkroute.post(customers + "/" + id + "/sync"), 503)
                        .path("detail")
                        .asString())
                .contains("read_customers");
        assertThat(read(silkroute.get(customers + "/" + id), 200).path("tier").asString())
                .isEqualTo("Silver");
        silkroute.control("{\"scopes\":{\"grant\":[\"read_customers\"]}}");
        read(silkroute.get(customers + "/999999"), 404);
        read(silkroute.get(customers + "/x"), 404);
    }

    @Test
    void orders_are_booked_and_tiers_recalculated_and_people_see_it() {
        silkroute.connect("booked", TIERS);
        OrderBooks books = application.context.getBean(OrderBooks.class);
        ConnectorName booked = new ConnectorName("booked");
        Booking booking = new Booking("import-1", true, true);
        assertThat(books.book(
                        booked,
                        LongStream.rangeClosed(1, 60)
                                .mapToObj(n -> paid(n, n, n + "0.00"))
                                .toList(),
                        booking))
                .isEmpty();
        assertThat(books.book(
                        booked,
                        List.of(new ShopOrder(
                                99,
                                "#99",
                                Instant.EPOCH,
                                Instant.EPOCH,
                                null,
                                "PENDING",
                                false,
                                false,
                                null,
                                null,
                                null,
                                null,
                                null)),
                        booking))
                .extracting(Discrepancy::reason)
                .containsExactly(Discrepancy.Reason.NOT_PAID);
        assertThat(books.settle(booked, booking, () -> {})).isEqualTo(60);
        assertThat(books.figures(booked, "import-1").cashback()).isEqualByComparingTo("183");

        String customers = "/api/connectors/booked/customers";
        JsonNode first = read(silkroute.get(customers), 200);
        assertThat(first.path("items")).hasSize(50);
        assertThat(first.at("/items/0/spent/amount").asString()).isEqualTo("600.00");
        assertThat(read(
                                silkroute.get(customers + "?cursor="
                                        + first.path("next").asString()),
                                200)
                        .path("items"))
                .hasSize(10);

        String higher = TIERS.replace("500", "550");
        JsonNode would = read(
                silkroute.post(
                        "/api/connectors/booked/loyalty/preview?limit=3",
                        higher.substring(higher.indexOf(":") + 1, higher.lastIndexOf("}"))),
                200);
        assertThat(would.path("moving").asInt()).isEqualTo(5);
        assertThat(would.at("/moves/0/to").asString()).isEqualTo("Bronze");
        assertThat(would.path("items")).hasSize(3);
        read(silkroute.post("/api/connectors/booked/loyalty/preview", "{\"tiers\":[{}]}"), 422);

        assertThat(silkroute.patch("/api/connectors/booked/config", higher).status())
                .isEqualTo(200);
        assertThat(read(silkroute.get(customers + "?tier=Silver"), 200).path("items"))
                .hasSize(11);
        JsonNode round = read(silkroute.post("/api/connectors/booked/loyalty/recalculate"), 200);
        assertThat(round.path("state").asString()).isEqualTo("completed");
        assertThat(round.path("changed").asInt()).isEqualTo(5);
        assertThat(read(silkroute.get(customers + "?tier=Silver"), 200).path("items"))
                .hasSize(6);

        pages();
    }

    private static void pages() {
        SignedIn.Page list = admin.get("/connectors/booked/customers?tier=Silver");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.document().select("tbody tr")).hasSize(6);
        assertThat(list.one("tbody tr td a").text()).isEqualTo("Bulk 60");
        assertThat(list.told(".choices")).contains("All 60", "Silver 6", "Gold 0");

        // The shop does not know the customer: what is known is shown all the same.
        SignedIn.Page one = admin.follow(list.one("tbody tr td a"));
        assertThat(one.status()).isEqualTo(200);
        assertThat(one.told("main")).contains("Bulk 60", "600.00 EUR", "earned", "Not as of now");
        Element adjust = one.one("form[action$=adjustments]");
        SignedIn.Page after = admin.submit(adjust, Map.of("amount", "1.00", "reason", "<b>sorry</b>"));
        assertThat(after.told(".notice")).contains("Adjusted");
        assertThat(after.told("main")).contains("<b>sorry</b>");
        after = admin.submit(after.one("form[action$=adjustments]"), Map.of("amount", "many", "reason", "x"));
        assertThat(after.told(".problem")).contains("An amount such as 5.00");
        after = admin.submit(after.one("form[action$=tier]"), Map.of("tier", "Gold", "reason", "a friend"));
        assertThat(after.told("main")).contains("Gold was given by admin: a friend");
        after = admin.submit(after.one("form[action$=tier/end]"));
        assertThat(after.told("main")).contains("Gold → Silver");

        SignedIn.Page settings = admin.get("/connectors/booked/config/loyalty");
        assertThat(settings.one("textarea").text()).contains("Silver; 550; 3").contains("Gold; 2000; 5.5");
        Element form = settings.one("form[action$=config/loyalty]");
        Map<String, String> filled = new HashMap<>(SignedIn.filled(form));
        filled.put("loyalty.tiers", "Bronze; 0; 1\nSilver; 10; 3");
        SignedIn.Page would = admin.post("/connectors/booked/config/moves", filled);
        assertThat(would.told(".notice")).contains("54 of 60 customers");
        assertThat(would.told(".effect")).contains("Bronze → Silver: 54");
        filled.put("loyalty.tiers", "Bronze; none; 1");
        assertThat(admin.post("/connectors/booked/config/loyalty", filled).told(".problem"))
                .contains("loyalty.tiers");
        filled.put("loyalty.tiers", "Bronze; 0; 1\nSilver; 550; 3.5");
        admin.post("/connectors/booked/config/loyalty", filled);
        assertThat(silkroute
                        .get("/api/connectors/booked/config")
                        .json()
                        .path("loyalty")
                        .toString())
                .isEqualTo("{\"enabled\":true,\"evaluation\":{\"period\":\"365d\"},\"tiers\":[{\"name\":\"Bronze\","
                        + "\"from\":0,\"cashback\":1},{\"name\":\"Silver\",\"from\":550,\"cashback\":3.5}]}");
    }

    @Test
    void a_round_on_which_the_connector_itself_fails_harms_nothing_else() throws Exception {
        AtomicInteger times = new AtomicInteger();
        AdviceWith.adviceWith(
                application.context.getBean(CamelContext.class),
                "look-at-tiers",
                route -> route.weaveById("look-at-tiers-of-all").before().process(exchange -> {
                    if (times.getAndIncrement() == 0) {
                        throw new IllegalStateException("broken on purpose");
                    }
                }));
        silkroute.connect("round", TIERS);
        silkroute.post("/api/connectors/round/loyalty/recalculate");
        application
                .context
                .getBean(JdbcTemplate.class)
                .update("update loyalty_book set evaluated_on = '2026-01-01' where connector = 'round'");
        Awaitility.await("the round").atMost(Duration.ofSeconds(30)).until(() -> times.get() >= 1);
    }
}
