package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.mirror.Erasure;
import io.silkroute.shopevent.ShopEvent;
import io.silkroute.shopevent.ShopEventListener;
import io.silkroute.shopevent.ShopEvents;
import io.silkroute.shopify.ShopifyId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.util.ReflectionTestUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What shops hold comes into the mirror: what is new, what was deleted, everything; and is found there. */
class PullAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static final Told TOLD = new Told();

    /** Hears what pulls tell. */
    private static final class Told implements ShopEventListener {
        private final List<ShopEvent> events = new ArrayList<>();
        private int failing;

        synchronized void fail(int times) {
            failing = times;
        }

        @Override
        public java.util.Set<ShopEvent.Subject> subjects() {
            return java.util.Set.of(ShopEvent.Subject.values());
        }

        @Override
        public synchronized void changed(List<ShopEvent> told) {
            if (failing-- > 0) {
                throw new IllegalStateException("a listener that is not well");
            }
            events.addAll(told);
        }

        synchronized List<String> of(String connector) {
            return events.stream()
                    .filter(event ->
                            event.connector().text().equals(connector) && event.origin() == ShopEvent.Origin.PULL)
                    .map(event -> event.subject()
                            + (event.deleted() ? " deleted " : " ")
                            + event.id().gid().replaceAll(".*/", ""))
                    .toList();
        }
    }

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void start() {
        application = RunningApplication.start(
                "silkroute.pull.tick=100",
                "silkroute.pull.tick-delay=50",
                "silkroute.shopify.bulk-poll=50ms",
                "silkroute.shopify.attempts=2",
                "silkroute.shopify.first-pause=20ms",
                "silkroute.shopify.breaker-open=50ms");
        silkroute = application.silkroute;
        ShopEvents events = application.context.getBean(ShopEvents.class);
        List<ShopEventListener> listeners =
                new ArrayList<>((List<ShopEventListener>) ReflectionTestUtils.getField(events, "listeners"));
        listeners.add(TOLD);
        ReflectionTestUtils.setField(events, "listeners", List.copyOf(listeners));
    }

    @AfterEach
    void shopIsWellAgain() {
        silkroute.control(
                "{\"clearFaults\":true,\"bulk\":{\"delay\":0},\"scopes\":{\"grant\":[\"read_customers\",\"read_orders\"]}}");
    }

    private static String connect(String name, String pull) {
        silkroute.connect(name, "{\"trigger\":{\"onChange\":false},\"pull\":" + pull + "}");
        return name;
    }

    private static String ask(String connector, String mode, String streams) {
        Silkroute.Response asked = silkroute.post(
                "/api/connectors/" + connector + "/pulls", "{\"mode\":\"" + mode + "\",\"streams\":[" + streams + "]}");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return asked.json().path("id").asString();
    }

    private static JsonNode pull(String id) {
        return silkroute.get("/api/pulls/" + id).json();
    }

    private static JsonNode ended(String id) {
        return Awaitility.await("the pull " + id)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> pull(id),
                        found -> List.of("completed", "failed")
                                .contains(found.path("state").asString()));
    }

    private static JsonNode completed(String connector, String mode, String streams) {
        JsonNode ended = ended(ask(connector, mode, streams));
        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("completed");
        return ended;
    }

    private static JsonNode found(String connector, String stream, String q) {
        Silkroute.Response found = silkroute.get("/api/connectors/" + connector + "/mirror/" + stream + "?limit=500&q="
                + URLEncoder.encode(q, StandardCharsets.UTF_8));
        assertThat(found.status()).as(found.text()).isEqualTo(200);
        return found.json();
    }

    private static List<String> titles(String connector, String q) {
        List<String> titles = new ArrayList<>();
        found(connector, "products", q)
                .path("items")
                .forEach(item -> titles.add(item.path("title").asString()));
        return titles;
    }

    private static void await(String what, Callable<Boolean> done) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(done);
    }

    private static String product(String title, String sku, String more) {
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        JsonNode made = silkroute.shop(
                "mutation { productSet(synchronous: true, input: {title: \"" + title
                        + "\", productOptions: [{name: \"Title\", values: [{name: \"Default Title\"}]}], variants: [{sku: \""
                        + sku
                        + "\", price: \"10\", optionValues: [{optionName: \"Title\", name: \"Default Title\"}]" + more
                        + "}]}) { product { id } userErrors { message } } }",
                variables);
        String id = made.at("/data/productSet/product/id").asString("");
        assertThat(id).as(made.toString()).isNotEmpty();
        return id;
    }

    private static void rename(String id, String title) {
        JsonNode done = silkroute.shop(
                "mutation { productUpdate(product: {id: \"" + id + "\", title: \"" + title
                        + "\"}) { userErrors { message } } }",
                Silkroute.JSON.createObjectNode());
        assertThat(done.at("/data/productUpdate/userErrors").size())
                .as(done.toString())
                .isZero();
    }

    private static void delete(String id) {
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        variables.putObject("input").put("id", id);
        silkroute.shop(
                "mutation($input: ProductDeleteInput!) { productDelete(input: $input) { deletedProductId } }",
                variables);
    }

    private static String number(String gid) {
        return gid.replaceAll(".*/", "");
    }

    @Test
    void what_is_new_is_read_since_the_checkpoint_and_told_where_it_is_another() {
        connect("news", "{}");
        String chair = product("Chaise Élégante", "NEWS-1", ", barcode: \"4012345000019\"");
        String table = product("News table", "NEWS-2", "");
        JsonNode first = completed("news", "new", "\"products\"");
        assertThat(first.at("/counts/products/seen").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(first.at("/checkpoints/products").isString()).isTrue();
        assertThat(TOLD.of("news")).as("nothing was known before").isEmpty();

        for (String q : List.of("chaise elegante", "ELEG", "news-1", "NEWS1", "4012345000019", "chaise-elegante")) {
            assertThat(titles("news", q)).as(q).containsExactly("Chaise Élégante");
        }
        JsonNode row = found("news", "products", "NEWS-1").path("items").path(0);
        assertThat(row.at("/variants/0/sku").asString()).isEqualTo("NEWS-1");
        assertThat(row.at("/variants/0/stock").isIntegralNumber()).isTrue();

        rename(chair, "Renamed chair");
        TOLD.fail(1); // what a listener did not take is told again
        JsonNode second = completed("news", "new", "\"products\"");
        assertThat(second.at("/counts/products/changed").asInt())
                .as(second.toString())
                .isEqualTo(1);
        assertThat(titles("news", "renamed")).containsExactly("Renamed chair");
        await("it is told", () -> TOLD.of("news").equals(List.of("PRODUCT " + number(chair))));

        completed("news", "new", "\"products\"");
        delete(table);
        JsonNode third = completed("news", "new", "\"products\"");
        assertThat(third.at("/counts/products/removed").asInt())
                .as(third.toString())
                .isEqualTo(1);
        assertThat(third.at("/counts/products/changed").asInt()).as("only seen").isZero();
        assertThat(titles("news", "news table")).isEmpty();
        await(
                "and so is what was deleted",
                () -> TOLD.of("news").equals(List.of("PRODUCT " + number(chair), "PRODUCT deleted " + number(table))));
    }

    @Test
    void all_is_compared_and_what_is_not_seen_is_no_more() {
        connect("compared", "{}");
        String kept = product("Compared kept", "COMPARED-1", "");
        completed("compared", "all", "\"products\"");
        JdbcTemplate jdbc = application.context.getBean(JdbcTemplate.class);
        jdbc.update(
                "insert into mirror_object (shopify_id, copy, connector, place, digest, seen_at, content) select"
                        + " 'gid://shopify/Product/77', copy, connector, 77, digest, seen_at, content from mirror_object"
                        + " where connector = 'compared' and shopify_id = ?",
                kept);
        rename(kept, "Compared renamed");
        JsonNode all = completed("compared", "all", "\"products\"");
        assertThat(all.at("/counts/products/removed").asInt())
                .as(all.toString())
                .isEqualTo(1);
        assertThat(all.at("/counts/products/changed").asInt())
                .as(all.toString())
                .isEqualTo(1);
        await("both are told", () -> TOLD.of("compared").size() == 2);
        assertThat(TOLD.of("compared")).containsExactlyInAnyOrder("PRODUCT " + number(kept), "PRODUCT deleted 77");
    }

    @Test
    void clear_and_all_never_shows_an_empty_shop() {
        connect("cleared", "{}");
        String gone = product("Cleared gone", "CLEARED-1", "");
        String kept = product("Cleared kept", "CLEARED-2", "");
        completed("cleared", "all", "\"products\"");
        delete(gone);
        silkroute.control("{\"bulk\":{\"delay\":1000}}");
        String pull = ask("cleared", "clear-and-all", "\"products\"");
        int looks = 0;
        while (!List.of("completed", "failed").contains(pull(pull).path("state").asString())) {
            assertThat(titles("cleared", "cleared kept")).containsExactly("Cleared kept");
            looks++;
        }
        assertThat(looks).isPositive();
        JsonNode ended = pull(pull);
        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("completed");
        assertThat(ended.at("/counts/products/removed").asInt())
                .as(ended.toString())
                .isEqualTo(1);
        assertThat(ended.at("/counts/products/changed").asInt())
                .as(ended.toString())
                .isZero();
        assertThat(titles("cleared", "cleared gone")).isEmpty();
        assertThat(titles("cleared", "cleared-2")).containsExactly("Cleared kept");
        await("it is told", () -> TOLD.of("cleared").equals(List.of("PRODUCT deleted " + number(gone))));
        assertThat(kept).isNotEmpty();
    }

    @Test
    void a_stream_is_read_by_one_pull_at_a_time() {
        connect("busy", "{}");
        silkroute.control("{\"bulk\":{\"delay\":2000}}");
        String pull = ask("busy", "all", "\"products\"");
        Silkroute.Response refused = silkroute.post(
                "/api/connectors/busy/pulls", "{\"mode\":\"new\",\"streams\":[\"products\",\"orders\"]}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("running").asString()).isEqualTo(pull);
        JsonNode other = completed("busy", "new", "\"discounts\"");
        assertThat(other.at("/counts/discounts").isObject()).isTrue();
        assertThat(ended(pull).path("state").asString()).isEqualTo("completed");
        assertThat(silkroute.get("/api/connectors/busy/pulls").json().path("items"))
                .hasSize(2);
    }

    @Test
    void a_search_that_the_shop_did_not_understand_fails_the_pull_and_the_checkpoint_stays() {
        connect("misread", "{}");
        product("Misread", "MISREAD-1", "");
        JsonNode first = completed("misread", "new", "\"products\"");
        silkroute.control("{\"faults\":[{\"kind\":\"search-misread\",\"operation\":\"products\",\"times\":50}]}");
        JsonNode failed = ended(ask("misread", "new", "\"products\""));
        assertThat(failed.path("state").asString()).as(failed.toString()).isEqualTo("failed");
        assertThat(failed.at("/problems/products").asString()).contains("did not understand");
        assertThat(failed.at("/checkpoints/products")).isEqualTo(first.at("/checkpoints/products"));
        silkroute.control("{\"clearFaults\":true}");
        completed("misread", "new", "\"products\"");
    }

    @Test
    void customers_and_orders_are_found_by_e_mail_address_name_and_number_and_are_sealed_at_rest() {
        connect("people", "{}");
        silkroute.control(
                "{\"customers\":[{\"email\":\"zoe@example.com\",\"firstName\":\"Zoë\",\"lastName\":\"Müller\","
                        + "\"phone\":\"+4915112345\"},{\"email\":\"bo@example.com\",\"firstName\":\"Bo\"}]}");
        silkroute.control("{\"orders\":[{\"name\":\"#7001\",\"customer\":\"zoe@example.com\","
                + "\"lines\":[{\"title\":\"Lamp\",\"price\":\"10\",\"quantity\":2}]}]}");
        JsonNode pulled = completed("people", "new", "\"customers\",\"orders\"");
        assertThat(pulled.at("/counts/orders/seen").asInt()).isPositive();

        for (String q : List.of("zoe@example.com", "ZOE müller", "Muller", "4915112345")) {
            JsonNode found = found("people", "customers", q).path("items");
            assertThat(found).as(q).hasSize(1);
            assertThat(found.at("/0/name").asString()).isEqualTo("Zoë Müller");
        }
        JsonNode order = found("people", "orders", "7001").path("items").path(0);
        assertThat(order.path("name").asString()).isEqualTo("#7001");
        assertThat(order.at("/lines/0/quantity").asInt()).isEqualTo(2);
        String customer = order.path("customer").asString();
        assertThat(found("people", "customers", "zoe@example.com")
                        .at("/items/0/shopifyId")
                        .asString())
                .isEqualTo(customer);

        JdbcTemplate jdbc = application.context.getBean(JdbcTemplate.class);
        for (String table : List.of("mirror_object", "mirror_word", "mirror_part", "mirror_change")) {
            assertThat(jdbc.queryForList("select * from " + table).toString().toLowerCase(java.util.Locale.ROOT))
                    .as(table)
                    .doesNotContain("zoe@", "müller", "muller", "4915112345");
        }

        silkroute.control("{\"customers\":[{\"email\":\"zoe@example.com\",\"lastName\":\"Meier\"}]}");
        JsonNode changed = completed("people", "new", "\"customers\"");
        assertThat(changed.at("/counts/customers/changed").asInt())
                .as(changed.toString())
                .isEqualTo(1);
        assertThat(found("people", "customers", "meier").path("items")).hasSize(1);

        application.context.getBean(Erasure.class).erase(new ConnectorName("people"), new ShopifyId(customer));
        completed("people", "all", "\"customers\",\"orders\"");
        JsonNode everybody = found("people", "customers", "").path("items");
        JsonNode erased = null;
        for (JsonNode one : everybody) {
            erased = one.path("shopifyId").asString().equals(customer) ? one : erased;
        }
        assertThat(erased).isNotNull();
        assertThat(erased.path("name").isNull()).as(erased.toString()).isTrue();
        assertThat(erased.path("email").isNull()).isTrue();
        JsonNode kept = found("people", "orders", "7001").path("items").path(0);
        assertThat(kept.at("/total/amount").asString()).isNotEmpty();
        assertThat(kept.path("email").isNull()).isTrue();
    }

    @Test
    void a_customer_that_was_deleted_is_no_more_and_changed_discounts_are_told() {
        connect("deleted", "{}");
        silkroute.control("{\"customers\":[{\"email\":\"gone@example.com\",\"firstName\":\"Gone\"}]}");
        silkroute.control("{\"discounts\":[{\"title\":\"Pulled one\",\"code\":\"PULLED1\",\"percentage\":0.1},"
                + "{\"title\":\"Pulled two\",\"code\":\"PULLED2\",\"percentage\":0.1}]}");
        completed("deleted", "new", "\"customers\",\"discounts\"");
        assertThat(found("deleted", "customers", "gone@example.com").path("items"))
                .hasSize(1);
        silkroute.control("{\"deletedCustomers\":[\"gone@example.com\"],\"deletedDiscounts\":[\"PULLED1\"]}");
        silkroute.control("{\"discounts\":[{\"title\":\"Pulled three\",\"code\":\"PULLED3\",\"percentage\":0.1}]}");
        completed("deleted", "new", "\"customers\",\"discounts\"");
        assertThat(found("deleted", "customers", "gone@example.com").path("items"))
                .isEmpty();
        await("all is told", () -> TOLD.of("deleted").size() == 3);
        assertThat(TOLD.of("deleted"))
                .extracting(told -> told.replaceAll("\\d+", "").strip())
                .containsExactlyInAnyOrder("CUSTOMER deleted", "DISCOUNT deleted", "DISCOUNT");
    }

    @Test
    void what_is_searched_for_in_vain_is_asked_of_the_shop_at_once_and_stored() {
        connect("missed", "{}");
        completed("missed", "new", "\"products\"");
        product("Missed lamp", "MISSED-1", "");
        assertThat(titles("missed", "missed lamp")).as("not by its title").isEmpty();
        JsonNode found = found("missed", "products", "MISSED-1");
        assertThat(found.at("/items/0/title").asString()).isEqualTo("Missed lamp");
        assertThat(found.at("/shop/asked").asBoolean()).isTrue();
        assertThat(titles("missed", "missed lamp")).containsExactly("Missed lamp");
        silkroute.control("{\"customers\":[{\"email\":\"missed@example.com\",\"firstName\":\"Missed\"}]}");
        assertThat(found("missed", "customers", "missed@example.com").path("items"))
                .hasSize(1);
        silkroute.control("{\"scopes\":{\"revoke\":[\"read_orders\"]}}");
        JsonNode refused = found("missed", "orders", "#9999");
        assertThat(refused.at("/shop/problem").asString()).contains("read_orders");
    }

    @Test
    void the_mirror_follows_webhooks_and_tells_nobody_of_it() {
        connect("followed", "{}");
        String lamp = product("Followed lamp", "FOLLOWED-1", "");
        String gone = product("Followed gone", "FOLLOWED-2", "");
        completed("followed", "new", "\"products\"");
        rename(lamp, "Followed light");
        delete(gone);
        ShopEvents events = application.context.getBean(ShopEvents.class);
        ConnectorName name = new ConnectorName("followed");
        events.tell(List.of(
                new ShopEvent(
                        name, ShopEvent.Subject.PRODUCT, new ShopifyId(lamp), false, null, ShopEvent.Origin.WEBHOOK),
                new ShopEvent(
                        name, ShopEvent.Subject.PRODUCT, new ShopifyId(gone), true, null, ShopEvent.Origin.WEBHOOK)));
        assertThat(titles("followed", "followed light")).containsExactly("Followed light");
        assertThat(titles("followed", "followed gone")).isEmpty();

        String item = found("followed", "products", "FOLLOWED-1")
                .at("/items/0/variants/0/inventoryItemId")
                .asString();
        silkroute.control("{\"stock\":[{\"sku\":\"FOLLOWED-1\",\"available\":7}]}");
        events.tell(List.of(new ShopEvent(
                name, ShopEvent.Subject.INVENTORY_ITEM, new ShopifyId(item), false, null, ShopEvent.Origin.WEBHOOK)));
        assertThat(found("followed", "products", "FOLLOWED-1")
                        .at("/items/0/variants/0/stock")
                        .asInt())
                .isEqualTo(7);
        assertThat(TOLD.of("followed")).isEmpty();
    }

    @Test
    void nothing_is_pulled_by_itself_unless_streams_are_named_and_then_by_the_clock() {
        connect("quiet", "{}");
        connect("clocked", "{\"streams\":[\"products\"],\"every\":\"1s\",\"triggers\":[]}");
        await(
                "pulls by the clock",
                () -> silkroute
                                .get("/api/connectors/clocked/pulls")
                                .json()
                                .path("items")
                                .size()
                        > 2);
        JsonNode pulls = silkroute.get("/api/connectors/clocked/pulls").json().path("items");
        assertThat(pulls).allMatch(pull -> pull.path("trigger").asString().equals("interval"));
        assertThat(silkroute.get("/api/connectors/quiet/pulls").json().path("items"))
                .isEmpty();
        silkroute.put("/api/connectors/clocked/deactivate");
    }

    @Test
    void a_sign_in_and_a_page_pull_and_a_page_does_so_once_a_minute() throws Exception {
        connect(
                "visited",
                "{\"streams\":[\"discounts\"],\"every\":\"1d\",\"triggers\":[\"sign-in\",\"page-refresh\"]}");
        await("the first pull", () -> triggers("visited").equals(List.of("interval")) && idle("visited"));
        silkroute.get("/api/connectors/visited/status"); // a program does not sign in
        SignedIn admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
        await("the sign-in pulls", () -> triggers("visited").contains("sign-in") && idle("visited"));
        admin.get("/connectors/visited");
        admin.get("/connectors/visited/items");
        assertThat(triggers("visited")).as("a sign-in counts").containsExactly("sign-in", "interval");
        application
                .context
                .getBean(JdbcTemplate.class)
                .update(
                        "update pull_visit set visited_at = ? where connector = 'visited'",
                        java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC).minusMinutes(2));
        admin.get("/connectors/visited/items");
        await("a page pulls", () -> triggers("visited").contains("page-refresh"));
    }

    @Test
    void people_see_how_far_everything_was_read_get_what_is_new_and_search_it() throws Exception {
        connect("seen", "{}");
        product("Seen lamp", "SEEN-1", "");
        SignedIn admin = SignedIn.as(silkroute.address(), "admin", Silkroute.ADMIN_PASSWORD);
        Element page = admin.get("/connectors/seen/pulls").document();
        assertThat(page.text()).contains("never read", "Nothing is read by itself");
        Element button = page.select("main form").stream()
                .filter(form -> form.text().equals("Get new"))
                .findFirst()
                .orElseThrow();
        assertThat(admin.submit(button, Map.of("mode", "new")).text()).contains("It is read from now on");
        await("it is read", () -> idle("seen"));
        page = admin.get("/connectors/seen/pulls").document();
        assertThat(page.select("[data-part=streams] tr").text()).doesNotContain("never read");
        assertThat(page.select("[data-part=pulls] tbody tr").text()).contains("completed", "admin", "seen");
        assertThat(page.select("[data-part=clear] details").text()).contains("takes the place of the present one");
        assertThat(page.select("nav[aria-label=Main] a[aria-current=page]").text())
                .isEqualTo("From Shopify");

        assertThat(admin.get("/connectors/seen/mirror/products?q=seen-1")
                        .document()
                        .select("tbody")
                        .text())
                .contains("Seen lamp", "SEEN-1");
        assertThat(admin.get("/connectors/seen/mirror/products?q=nowhere-9").text())
                .contains("nor does the shop know it");
        silkroute.control("{\"customers\":[{\"email\":\"seen@example.com\",\"firstName\":\"Sina\"}]}");
        assertThat(admin.get("/connectors/seen/mirror/customers?q=seen@example.com")
                        .document()
                        .select("tbody")
                        .text())
                .contains("Sina", "seen@example.com");
        assertThat(admin.get("/connectors/seen/mirror/orders").status()).isEqualTo(200);
    }

    private static boolean idle(String connector) {
        for (JsonNode pull :
                silkroute.get("/api/connectors/" + connector + "/pulls").json().path("items")) {
            if (!pull.path("state").asString().equals("completed")) {
                return false;
            }
        }
        return true;
    }

    private static List<String> triggers(String connector) {
        List<String> triggers = new ArrayList<>();
        silkroute
                .get("/api/connectors/" + connector + "/pulls")
                .json()
                .path("items")
                .forEach(pull -> triggers.add(pull.path("trigger").asString()));
        return triggers;
    }
}
