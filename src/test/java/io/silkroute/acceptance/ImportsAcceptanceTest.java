package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.order.FollowedOrders;
import io.silkroute.order.PlainOrderBooks;
import io.silkroute.shopevent.ShopEvent;
import io.silkroute.shopevent.ShopEvents;
import io.silkroute.shopify.ShopifyId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.awaitility.Awaitility;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.util.ReflectionTestUtils;
import tools.jackson.databind.JsonNode;

/** What happened in a shop before comes into the ledger: of a range, whole or shown as not whole, and watched on the way. */
class ImportsAcceptanceTest {

    private static final int BULK_FROM = 60;

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start(
                "silkroute.sandbox.currency=EUR",
                "silkroute.import.tick=100",
                "silkroute.import.tick-delay=50",
                "silkroute.import.bulk-from=" + BULK_FROM,
                "silkroute.pull.tick=100",
                "silkroute.pull.tick-delay=50",
                "silkroute.shopify.bulk-poll=50ms",
                "silkroute.shopify.attempts=2",
                "silkroute.shopify.first-pause=20ms");
        silkroute = application.silkroute;
    }

    @AfterEach
    void shopIsEmptyAgain() {
        silkroute.control("{\"clear\":true}");
        silkroute.control(
                "{\"clearFaults\":true,\"bulk\":{\"delay\":0},\"scopes\":{\"revoke\":[\"read_all_orders\"]}}");
    }

    private static String connect(String name) {
        silkroute.connect(name, "{\"trigger\":{\"onChange\":false}}");
        return name;
    }

    private static Silkroute.Response asked(String connector, String json) {
        return silkroute.post("/api/connectors/" + connector + "/imports", json);
    }

    private static String begun(String connector, String json) {
        Silkroute.Response begun = asked(connector, json);
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        return begun.json().path("id").asString();
    }

    private static JsonNode one(String id) {
        return silkroute.get("/api/imports/" + id).json();
    }

    private static JsonNode ended(String id) {
        return Awaitility.await("the import " + id)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> one(id),
                        found -> !List.of("queued", "running")
                                .contains(found.path("state").asString()));
    }

    private static String daysAgo(int days) {
        return Instant.now().minus(Duration.ofDays(days)).toString();
    }

    /** An order of Anna's, in JSON. @param more further fields, with a comma before */
    private static String order(String name, int days, String more) {
        return "{\"name\":\"" + name + "\",\"createdAt\":\"" + daysAgo(days)
                + "\",\"lines\":[{\"title\":\"Lamp\",\"price\":\"100.00\"}]" + more + "}";
    }

    private static void shopHolds(String... orders) {
        JsonNode done = silkroute.control("{\"customers\":[{\"email\":\"anna@example.com\",\"firstName\":\"Anna\"}],"
                + "\"orders\":[" + String.join(",", orders) + "]}");
        assertThat(done.has("errors")).as(done.toString()).isFalse();
    }

    private static final String ANNA = ",\"customer\":\"anna@example.com\"";

    private static Map<String, Integer> reasons(String id) {
        Map<String, Integer> reasons = new TreeMap<>();
        String cursor = "";
        do {
            JsonNode page = silkroute
                    .get("/api/imports/" + id + "/discrepancies?limit=3&cursor=" + cursor)
                    .json();
            page.path("items").forEach(item -> reasons.merge(item.path("reason").asString(), 1, Integer::sum));
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        return reasons;
    }

    @Test
    void orders_older_than_sixty_days_need_a_scope_and_without_it_nothing_is_shown_as_whole() {
        connect("short");
        shopHolds(order("#A", 5, ANNA), order("#B", 100, ANNA));
        Silkroute.Response refused = asked("short", "{\"stream\":\"orders\",\"range\":\"last-90-days\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("detail").asString()).contains("read_all_orders", "60 days");
        assertThat(silkroute.get("/api/connectors/short/imports").json().path("items"))
                .isEmpty();

        JsonNode cut = ended(begun("short", "{\"range\":\"all\",\"acceptTruncated\":true}"));
        assertThat(cut.path("state").asString()).as(cut.toString()).isEqualTo("incomplete");
        assertThat(cut.path("truncated").asBoolean()).isTrue();
        assertThat(cut.at("/statistics/ordersSynced").asInt()).isEqualTo(1);

        JsonNode month = ended(begun("short", "{\"range\":\"last-30-days\"}"));
        assertThat(month.path("state").asString()).isEqualTo("completed");
        assertThat(month.path("truncated").asBoolean()).isFalse();

        silkroute.control("{\"scopes\":{\"grant\":[\"read_all_orders\"]}}");
        Silkroute.Response whole = asked("short", "{\"range\":\"all\"}");
        assertThat(whole.json().at("/estimate/orders").asInt()).isEqualTo(2);
        JsonNode all = ended(whole.json().path("id").asString());
        assertThat(all.path("state").asString()).isEqualTo("completed");
        assertThat(all.at("/statistics/ordersSynced").asInt()).isEqualTo(2);
        assertThat(Instant.parse(all.at("/statistics/dateRange/from").asString()))
                .isBefore(Instant.now().minus(Duration.ofDays(99)));
        assertThat(all.at("/statistics/cashbackIssued/currency").asString()).isEqualTo("EUR");
        assertThat(all.at("/statistics/lastSync").isString()).isTrue();
    }

    @Test
    void what_cannot_be_booked_is_listed_with_its_reason() {
        connect("listed");
        shopHolds(
                order("#GOOD", 3, ANNA),
                order("#GUEST", 3, ""),
                order("#TEST", 3, ANNA + ",\"test\":true"),
                order("#OPEN", 3, ANNA + ",\"paid\":false"),
                order("#BACK", 3, ANNA));
        silkroute.control("{\"cancellations\":[{\"order\":\"#BACK\",\"refund\":true}],\"currency\":\"USD\"}");
        shopHolds(order("#ABROAD", 2, ANNA));
        silkroute.control("{\"currency\":\"EUR\"}");
        JsonNode found = ended(begun("listed", "{\"stream\":\"orders\",\"range\":\"last-30-days\"}"));
        assertThat(found.at("/statistics/ordersSynced").asInt())
                .as(found.toString())
                .isEqualTo(1);
        assertThat(found.at("/statistics/customersSynced").asInt()).isEqualTo(1);
        assertThat(found.at("/statistics/discrepancies").asInt()).isEqualTo(5);
        String id = found.path("id").asString();
        assertThat(reasons(id))
                .isEqualTo(Map.of("no-customer", 1, "test-order", 1, "not-paid", 1, "cancelled", 1, "currency", 1));
        JsonNode guest = silkroute
                .get("/api/imports/" + id + "/discrepancies?reason=no-customer")
                .json()
                .path("items");
        assertThat(guest).hasSize(1);
        assertThat(guest.path(0).path("name").asString()).isEqualTo("#GUEST");
        assertThat(guest.path(0).path("sentence").asString()).isNotBlank();
        silkroute.control("{\"payments\":[{\"order\":\"#OPEN\"}]}");
        JsonNode again = ended(begun("listed", "{\"stream\":\"orders\",\"range\":\"last-30-days\"}"));
        assertThat(again.at("/statistics/ordersSynced").asInt()).as("paid now").isEqualTo(2);
    }

    @Test
    void a_large_history_is_read_in_phases_by_pages_and_in_bulk_and_comes_to_the_same() {
        connect("large");
        silkroute.control("{\"scopes\":{\"grant\":[\"read_all_orders\"]},"
                + "\"orderHistory\":{\"customers\":40,\"orders\":300,\"days\":800,\"seed\":7}}");
        JsonNode phased = ended(begun("large", "{\"stream\":\"orders\",\"range\":\"phased\"}"));
        assertThat(phased.path("state").asString()).as(phased.toString()).isEqualTo("completed");
        assertThat(phased.at("/progress/done").asInt()).isEqualTo(300);
        List<String> ranges = new ArrayList<>();
        int before = 0;
        for (JsonNode phase : phased.path("phases")) {
            ranges.add(phase.path("range").asString());
            assertThat(phase.path("state").asString()).isEqualTo("completed");
            assertThat(phase.at("/statistics/ordersSynced").asInt()).isGreaterThanOrEqualTo(before);
            before = phase.at("/statistics/ordersSynced").asInt();
        }
        assertThat(ranges).containsExactly("last-30-days", "last-90-days", "last-year", "all");
        int booked = phased.at("/statistics/ordersSynced").asInt();
        assertThat(booked + phased.at("/statistics/discrepancies").asInt()).isGreaterThanOrEqualTo(300);
        assertThat(booked).isBetween(200, 299);
        JsonNode whole = ended(begun("large", "{\"stream\":\"orders\",\"range\":\"all\",\"reconcile\":true}"));
        assertThat(whole.at("/progress/done").asInt()).isEqualTo(300);
        assertThat(whole.at("/statistics/ordersSynced").asInt()).isEqualTo(booked);
        assertThat(whole.at("/statistics/discrepancies").asInt())
                .isEqualTo(phased.at("/statistics/discrepancies").asInt());
    }

    @Test
    void one_import_runs_at_a_time_and_is_cancelled() {
        connect("busy");
        silkroute.control("{\"scopes\":{\"grant\":[\"read_all_orders\"]},\"bulk\":{\"delay\":1500},"
                + "\"orderHistory\":{\"customers\":5,\"orders\":100,\"days\":50}}");
        String id = begun("busy", "{\"stream\":\"orders\",\"range\":\"all\"}");
        for (String other : List.of("{\"stream\":\"customers\",\"range\":\"all\"}", "{\"range\":\"last-30-days\"}")) {
            Silkroute.Response second = asked("busy", other);
            assertThat(second.status()).as(second.text()).isEqualTo(409);
            assertThat(second.json().path("running").asString()).isEqualTo(id);
        }
        Awaitility.await().until(() -> one(id).path("state").asString().equals("running"));
        assertThat(silkroute.post("/api/imports/" + id + "/cancel").status()).isEqualTo(200);
        assertThat(ended(id).path("state").asString()).isEqualTo("cancelled");
        assertThat(silkroute.post("/api/imports/" + id + "/cancel").status()).isEqualTo(409);
        silkroute.control("{\"bulk\":{\"delay\":0}}");
        JsonNode next = ended(begun("busy", "{\"stream\":\"orders\",\"range\":\"all\"}"));
        assertThat(next.path("state").asString()).isEqualTo("completed");
        String activity = silkroute.get("/api/activity?connector=busy").text();
        assertThat(activity)
                .contains("Asked for an import of orders (all time)", "Cancelled the import", "was cancelled by admin")
                .contains("The import of orders (all time) has ended");
    }

    @Test
    void a_shop_that_stumbles_holds_nothing_up_for_long() {
        connect("stumbling");
        shopHolds(order("#S1", 3, ANNA));
        silkroute.control("{\"faults\":[{\"kind\":\"throttled\",\"times\":1}]}");
        JsonNode found = ended(begun("stumbling", "{\"stream\":\"orders\",\"range\":\"last-30-days\"}"));
        assertThat(found.path("state").asString()).as(found.toString()).isEqualTo("completed");
    }

    @Test
    void customers_are_read_into_the_mirror() {
        connect("people");
        silkroute.control("{\"orderHistory\":{\"customers\":30,\"orders\":0}}");
        Silkroute.Response begun = asked("people", "{\"stream\":\"customers\",\"range\":\"all\"}");
        assertThat(begun.json().at("/estimate/customers").asInt())
                .as(begun.text())
                .isEqualTo(30);
        JsonNode found = ended(begun.json().path("id").asString());
        assertThat(found.path("state").asString()).as(found.toString()).isEqualTo("completed");
        assertThat(found.at("/statistics/customersSynced").asInt()).isEqualTo(30);
        assertThat(found.at("/statistics/customersUpdated").asInt()).isEqualTo(30);
        assertThat(silkroute
                        .get("/api/connectors/people/mirror/customers?q=customer-00007@example.com")
                        .json()
                        .path("items"))
                .hasSize(1);
        silkroute.control("{\"customers\":[{\"email\":\"customer-00007@example.com\",\"firstName\":\"Zoe\"}]}");
        JsonNode again = ended(begun("people", "{\"stream\":\"customers\"}"));
        assertThat(again.at("/statistics/customersUpdated").asInt())
                .as(again.toString())
                .isEqualTo(1);
        Silkroute.Response all = silkroute.post("/api/connectors/people/customers/sync");
        assertThat(all.status()).as(all.text()).isEqualTo(202);
        assertThat(ended(all.json().path("id").asString())
                        .at("/statistics/customersSynced")
                        .asInt())
                .isEqualTo(30);
        SignedIn admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
        Element button = admin.get("/connectors/people/customers")
                .document()
                .select("form:has(button:contains(Sync all customers))")
                .first();
        assertThat(button).isNotNull();
        SignedIn.Page page = admin.submit(button, Map.of());
        assertThat(page.uri().getPath()).startsWith("/imports/");
        JsonNode seen = ended(page.uri().getPath().substring("/imports/".length()));
        assertThat(seen.path("stream").asString()).isEqualTo("customers");
    }

    @Test
    void orders_of_a_shop_that_keeps_names_back_are_imported_without_them_and_that_is_told() {
        connect("nameless");
        shopHolds(order("#N1", 3, ANNA));
        silkroute.control(
                "{\"faults\":[{\"kind\":\"error\",\"code\":\"ACCESS_DENIED\",\"operation\":\"orders\",\"times\":1}]}");
        JsonNode found = ended(begun("nameless", "{\"stream\":\"orders\",\"range\":\"last-30-days\"}"));
        assertThat(found.path("state").asString()).as(found.toString()).isEqualTo("completed");
        assertThat(found.at("/statistics/ordersSynced").asInt()).isEqualTo(1);
        assertThat(found.path("notice").asString()).contains("protected customer data");
        SignedIn admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
        assertThat(admin.get("/imports/" + found.path("id").asString())
                        .document()
                        .text())
                .contains("names and e-mail addresses are missing");
    }

    @Test
    void orders_that_change_later_are_booked_where_somebody_follows_them() {
        connect("followed");
        silkroute.put("/api/connectors/followed/activate");
        PlainOrderBooks books = new PlainOrderBooks();
        Object follower = application.context.getBean("orderFollower");
        FollowedOrders mine = connector -> connector.text().equals("followed");
        ReflectionTestUtils.setField(follower, "books", books);
        ReflectionTestUtils.setField(follower, "followed", mine);
        ReflectionTestUtils.setField(application.context.getBean("changedOrders"), "followed", mine);
        shopHolds(order("#F1", 3, ANNA));
        String gid = silkroute
                .shop("{ orders(first: 1) { nodes { id } } }", Silkroute.JSON.createObjectNode())
                .at("/data/orders/nodes/0/id")
                .asString("");
        ConnectorName name = new ConnectorName("followed");
        application
                .context
                .getBean(ShopEvents.class)
                .tell(List.of(new ShopEvent(
                        name, ShopEvent.Subject.ORDER, new ShopifyId(gid), false, null, ShopEvent.Origin.WEBHOOK)));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> books.of(name).values().stream()
                        .anyMatch(order -> order.name().equals("#F1")));
    }

    /** Once, before a step of a route. */
    private static AtomicInteger breaks(String route, String step) throws Exception {
        AtomicInteger times = new AtomicInteger();
        AdviceWith.adviceWith(
                application.context.getBean(CamelContext.class),
                route,
                advice -> advice.weaveById(step).before().process(exchange -> {
                    if (times.getAndIncrement() == 0) {
                        throw new IllegalStateException("broken on purpose");
                    }
                }));
        return times;
    }

    @Test
    void a_step_on_which_the_connector_itself_fails_ends_the_import_and_is_told() throws Exception {
        connect("unlucky");
        shopHolds(order("#U1", 3, ANNA));
        breaks("import-step", "read-orders-in-pages");
        JsonNode broken = ended(begun("unlucky", "{\"stream\":\"orders\",\"range\":\"last-30-days\"}"));
        assertThat(broken.path("state").asString()).isEqualTo("failed");
        assertThat(broken.path("problem").asString()).contains("broken on purpose");
        JsonNode again = ended(begun("unlucky", "{\"stream\":\"orders\",\"range\":\"last-30-days\"}"));
        assertThat(again.path("state").asString()).isEqualTo("completed");
    }

    @Test
    void changed_orders_that_could_not_be_booked_stay_noted() throws Exception {
        connect("later");
        silkroute.patch("/api/connectors/later/config", "{\"loyalty\":{\"enabled\":true}}");
        silkroute.put("/api/connectors/later/activate");
        ConnectorName name = new ConnectorName("later");
        FollowedOrders mine = connector -> connector.equals(name);
        ReflectionTestUtils.setField(application.context.getBean("orderFollower"), "followed", mine);
        ReflectionTestUtils.setField(application.context.getBean("changedOrders"), "followed", mine);
        AtomicInteger times = breaks("follow-orders", "book-changed-orders");
        application
                .context
                .getBean(ShopEvents.class)
                .tell(List.of(new ShopEvent(
                        name,
                        ShopEvent.Subject.ORDER,
                        new ShopifyId("gid://shopify/Order/1"),
                        false,
                        null,
                        ShopEvent.Origin.WEBHOOK)));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> times.get() == 1);
        assertThat(application
                        .context
                        .getBean(JdbcTemplate.class)
                        .queryForObject("select count(*) from order_to_book where connector = 'later'", Long.class))
                .isEqualTo(1);
    }

    @Test
    void a_person_sees_how_much_it_is_before_it_begins_and_reads_what_it_brought() {
        connect("seen");
        shopHolds(order("#P1", 3, ANNA), order("#P2", 3, ""));
        SignedIn admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
        Document empty = admin.get("/connectors/seen/imports").document();
        assertThat(empty.text()).contains("No history was imported yet");
        assertThat(empty.select("nav[aria-label=From Shopify] a[aria-current=page]")
                        .text())
                .isEqualTo("Imports");
        Document preview = preview(admin, empty, "all");
        assertThat(preview.text()).contains("2 orders, all time", "read_all_orders");
        Document month = preview(admin, preview, "last-30-days");
        assertThat(month.text()).contains("2 orders, last 30 days").doesNotContain("read_all_orders");
        SignedIn.Page started =
                admin.submit(month.select("main form[method=post]").first(), Map.of());
        assertThat(started.uri().getPath()).startsWith("/imports/");
        String id = started.uri().getPath().substring("/imports/".length());
        ended(id);
        Document page = admin.get("/imports/" + id).document();
        assertThat(page.select(".state-completed")).isNotEmpty();
        assertThat(page.select("#discrepancies td").text()).contains("#P2", "no customer");
        assertThat(admin.get("/imports/" + id + "?reason=currency").document().select("#discrepancies td"))
                .isEmpty();
        assertThat(admin.get("/connectors/seen/imports").document().select("main td a[href*=" + id + "]"))
                .isNotEmpty();
    }

    @Test
    @EnabledIf("io.silkroute.acceptance.Browser#isInstalled")
    void its_pages_can_be_read_wide_and_narrow() {
        connect("looked-at");
        silkroute.control("{\"scopes\":{\"grant\":[\"read_all_orders\"]},"
                + "\"orderHistory\":{\"customers\":20,\"orders\":120,\"days\":500}}");
        String id = begun("looked-at", "{\"stream\":\"orders\",\"range\":\"phased\"}");
        ended(id);
        silkroute.control("{\"scopes\":{\"revoke\":[\"read_all_orders\"]}}");
        try (Browser browser = Browser.at(silkroute.address())) {
            browser.signIn("admin", Silkroute.ADMIN_PASSWORD);
            List<String> wrong = new ArrayList<>();
            for (String page : List.of(
                    "/connectors/looked-at/imports",
                    "/connectors/looked-at/imports/preview?stream=orders&range=all&reconcile=true",
                    "/imports/" + id)) {
                browser.open(page);
                for (String theme : List.of("light", "dark")) {
                    for (int width : List.of(1280, 390)) {
                        browser.looks(width, theme);
                        browser.faults().forEach(fault -> wrong.add(fault + " at " + width + " px, " + theme));
                    }
                }
            }
            assertThat(wrong).isEmpty();
        }
    }

    /** The form as it stands, with another range. */
    private static Document preview(SignedIn person, Document page, String range) {
        Element form = page.select("main form[method=get]").first();
        assertThat(form).isNotNull();
        StringBuilder query = new StringBuilder("?stream=orders&range=" + range);
        form.select("input[type=checkbox][checked]")
                .forEach(box -> query.append('&').append(box.attr("name")).append("=true"));
        return person.get(form.attr("action") + query).document();
    }
}
