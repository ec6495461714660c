package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopevent.ShopEvent;
import io.silkroute.shopevent.ShopEvents;
import io.silkroute.shopify.ShopifyId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Somebody changes in the shop what the connector has brought there: it is found, and settled as the connector says. */
class ConflictAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;
    private static int connectors;

    private String connector;

    @BeforeAll
    static void start() {
        application = RunningApplication.start("silkroute.conflicts.tick=200");
        silkroute = application.silkroute;
    }

    @BeforeEach
    void clear() {
        silkroute.control("{\"clear\":true}");
        connector = "conflict" + ++connectors;
    }

    /** What one test has set going does not reach the shop of the next. */
    @AfterEach
    void rest() {
        silkroute.put("/api/connectors/" + connector + "/deactivate");
        Awaitility.await("no run of " + connector)
                .until(
                        () -> silkroute
                                .get("/api/connectors/" + connector + "/status")
                                .json()
                                .path("indicator")
                                .asString()
                                .equals("in-progress"),
                        inProgress -> !inProgress);
    }

    /** Whose runs begin when they are asked for. */
    private void connect(String policy) {
        silkroute.connect(
                connector,
                "{\"conflicts\":\"" + policy
                        + "\",\"trigger\":{\"onChange\":false},\"export\":{\"disableDeletions\":false}}");
    }

    private JsonNode run(Pim... items) {
        if (items.length > 0) {
            silkroute.push(connector, List.of(items));
        }
        String before = silkroute.lastRun(connector).path("id").asString("");
        silkroute.post("/api/connectors/" + connector + "/sync");
        return silkroute.runAfter(connector, before);
    }

    private JsonNode forceRefresh() {
        String before = silkroute.lastRun(connector).path("id").asString("");
        silkroute.post("/api/connectors/" + connector + "/force-refresh");
        return silkroute.runAfter(connector, before);
    }

    private static String gid(String product) {
        return silkroute.products().get(product).path("id").asString();
    }

    private void edit(String product, String field, String value) {
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        variables.putObject("product").put("id", gid(product)).set(field, Silkroute.JSON.readTree(value));
        JsonNode answer = silkroute.shop(
                "mutation edit($product: ProductUpdateInput) { productUpdate(product: $product) { product { id }"
                        + " userErrors { message } } }",
                variables);
        assertThat(answer.findPath("product").path("id").asString(""))
                .as(answer.toString())
                .isNotEmpty();
        tell(gid(product), false);
    }

    private void editPrice(String product, String price) {
        String variant = silkroute
                .products()
                .get(product)
                .path("variants")
                .path(0)
                .path("id")
                .asString();
        ObjectNode variables = Silkroute.JSON.createObjectNode().put("product", gid(product));
        variables.putArray("variants").addObject().put("id", variant).put("price", price);
        JsonNode answer = silkroute.shop(
                "mutation edit($product: ID!, $variants: [ProductVariantsBulkInput!]!) {"
                        + " productVariantsBulkUpdate(productId: $product, variants: $variants) { product { id }"
                        + " userErrors { message } } }",
                variables);
        assertThat(answer.findPath("product").path("id").asString(""))
                .as(answer.toString())
                .isNotEmpty();
        tell(gid(product), false);
    }

    private void delete(String product) {
        String gid = gid(product);
        silkroute.deleteInShop(product);
        tell(gid, true);
    }

    /** The shop tells that something has changed, as its webhooks do. */
    private void tell(String gid, boolean deleted) {
        application
                .context
                .getBean(ShopEvents.class)
                .tell(List.of(new ShopEvent(
                        new ConnectorName(connector),
                        ShopEvent.Subject.PRODUCT,
                        new ShopifyId(gid),
                        deleted,
                        Instant.now(),
                        ShopEvent.Origin.WEBHOOK)));
    }

    private void tellDiscount(String gid) {
        application
                .context
                .getBean(ShopEvents.class)
                .tell(List.of(new ShopEvent(
                        new ConnectorName(connector),
                        ShopEvent.Subject.DISCOUNT,
                        new ShopifyId(gid),
                        false,
                        Instant.now(),
                        ShopEvent.Origin.PULL)));
    }

    private void editDiscount(String title, String change) {
        tellDiscount(editDiscountUnheard(title, change));
    }

    /** And nobody tells. */
    private static String editDiscountUnheard(String title, String change) {
        String gid = silkroute.discount(title).path("id").asString();
        ObjectNode variables = Silkroute.JSON.createObjectNode().put("id", gid);
        variables.set("change", Silkroute.JSON.readTree(change));
        JsonNode answer = silkroute.shop(
                "mutation edit($id: ID!, $change: DiscountCodeBasicInput!) { discountCodeBasicUpdate(id: $id,"
                        + " basicCodeDiscount: $change) { codeDiscountNode { id } userErrors { message } } }",
                variables);
        assertThat(answer.findPath("codeDiscountNode").path("id").asString(""))
                .as(answer.toString())
                .isNotEmpty();
        return gid;
    }

    /** What the shop tells of a discount. */
    private static String discount(String title) {
        ObjectNode variables = Silkroute.JSON
                .createObjectNode()
                .put("id", silkroute.discount(title).path("id").asString());
        return silkroute
                .shop(
                        "query($id: ID!) { discountNode(id: $id) { discount { ... on DiscountCodeBasic { usageLimit endsAt"
                                + " minimumRequirement { ... on DiscountMinimumSubtotal { greaterThanOrEqualToSubtotal { amount } } }"
                                + " customerGets { value { ... on DiscountPercentage { percentage } }"
                                + " items { ... on DiscountProducts { products(first: 10) { nodes { id } } } } } } } } }",
                        variables)
                .toString();
    }

    private List<String> fields(JsonNode conflict) {
        return conflict.path("fields")
                .valueStream()
                .map(field -> field.path("field").asString())
                .toList();
    }

    private JsonNode drift(String how) {
        Silkroute.Response asked = silkroute.post("/api/connectors/" + connector + "/drift", how);
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return Awaitility.await("the report of " + connector)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> silkroute
                                .get("/api/connectors/" + connector + "/drift")
                                .json(),
                        drift -> !drift.at("/report/state").asString("").equals("running"));
    }

    private List<JsonNode> conflicts(String query) {
        List<JsonNode> conflicts = new ArrayList<>();
        silkroute
                .get("/api/connectors/" + connector + "/conflicts?" + query)
                .json()
                .path("items")
                .forEach(conflicts::add);
        return conflicts;
    }

    private JsonNode onlyConflict(String query) {
        List<JsonNode> conflicts = conflicts(query);
        assertThat(conflicts).hasSize(1);
        return conflicts.get(0);
    }

    private Silkroute.Response resolve(JsonNode conflict, String how) {
        return silkroute.post("/api/conflicts/" + conflict.path("id").asString() + "/resolve", how);
    }

    private static String title(String product) {
        return silkroute.products().get(product).path("title").asString();
    }

    private JsonNode item(String product) {
        return silkroute.item(connector, "product", product);
    }

    @Test
    void what_the_connector_has_written_itself_is_no_conflict() {
        connect("pim-wins");
        run(Pim.product("P1")
                .tags("summer", "Sale")
                .with("description", "{\"en_US\":\"<p>Two<br/>lines &amp; more</p>\\n\"}")
                .with("compareAtPrice", "{\"USD\":\"12.5\",\"EUR\":\"12.5\"}")
                .with("attributes", "{\"material\":\"cotton\",\"warranty_months\":24,\"brand\":\"verano\"}"));

        tell(gid("P1"), false);

        assertThat(conflicts("")).isEmpty();
    }

    @Test
    void what_somebody_changes_is_written_over_by_the_next_run_when_the_pim_wins() {
        connect("pim-wins");
        run(Pim.product("P1").named("Lamp"), Pim.product("P2"));
        edit("P1", "title", "\"Lantern\"");

        JsonNode conflict = onlyConflict("state=open");
        assertThat(conflict.path("kind").asString()).isEqualTo("modified");
        assertThat(conflict.path("item").toString())
                .isEqualTo("{\"type\":\"product\",\"id\":\"P1\",\"name\":\"Lamp\"}");
        assertThat(conflict.path("detectedBy").asString()).isEqualTo("webhook");
        assertThat(conflict.path("shopifyId").asString()).isEqualTo(gid("P1"));
        assertThat(conflict.path("fields").toString())
                .isEqualTo("[{\"field\":\"title\",\"exported\":\"Lamp\",\"shop\":\"Lantern\",\"pim\":\"Lamp\"}]");
        assertThat(conflict.path("resolvedBy").isNull()).isTrue();
        assertThat(silkroute.status(connector).path("conflicts").asInt()).isEqualTo(1);

        JsonNode run = run();

        assertThat(run.path("counts").path("updated").asInt()).isEqualTo(1);
        assertThat(title("P1")).isEqualTo("Lamp");
        assertThat(conflicts("state=open")).isEmpty();
        assertThat(onlyConflict("state=resolved").path("resolvedBy").asString()).isEqualTo("policy");
        tell(gid("P1"), false);
        assertThat(conflicts("state=open")).as("the write's echo").isEmpty();
    }

    @Test
    void a_run_begins_by_itself_where_changes_begin_one() {
        silkroute.connect(connector, "{\"trigger\":{\"onChange\":true}}");
        silkroute.synchronize(connector, Pim.product("P1").named("Lamp"));

        edit("P1", "title", "\"Lantern\"");

        silkroute.settled(connector);
        assertThat(title("P1")).isEqualTo("Lamp");
    }

    @Test
    void only_the_changed_field_is_written_over_and_nothing_foreign_is_touched() {
        connect("pim-wins");
        run(Pim.product("P1").tags("summer"));
        edit("P1", "tags", "[\"hand\"]");
        editPrice("P1", "99.00");

        JsonNode conflict = onlyConflict("state=open");
        assertThat(conflict.path("fields").toString())
                .isEqualTo(
                        "[{\"field\":\"tags\",\"exported\":[\"summer\"],\"shop\":[],\"pim\":[\"summer\"]},"
                                + "{\"field\":\"variants[P1].price\",\"exported\":\"10.00\",\"shop\":\"99.00\",\"pim\":\"10.00\"}]");

        run();

        JsonNode product = silkroute.products().get("P1");
        assertThat(product.path("tags").toString()).isEqualTo("[\"hand\",\"summer\"]");
        assertThat(product.path("variants").path(0).path("price").asString()).isEqualTo("10.00");
        assertThat(conflicts("state=open")).isEmpty();
    }

    @Test
    void the_shops_value_stays_until_the_pim_sends_another_one_when_shopify_wins() {
        connect("shopify-wins");
        run(Pim.product("P1").named("Lamp").tags("a"));
        edit("P1", "title", "\"Lantern\"");

        assertThat(onlyConflict("").path("resolvedBy").asString()).isEqualTo("policy");
        assertThat(silkroute.status(connector).path("conflicts").asInt()).isZero();
        assertThat(item("P1").path("kept").asInt()).isEqualTo(1);

        run(Pim.product("P1").named("Lamp").tags("b"));
        assertThat(title("P1")).as("another field's change").isEqualTo("Lantern");
        assertThat(silkroute.products().get("P1").path("tags").toString()).isEqualTo("[\"b\"]");

        JsonNode refreshed = forceRefresh();
        assertThat(title("P1")).as("a force refresh").isEqualTo("Lantern");
        assertThat(refreshed.path("state").asString()).isEqualTo("completed");
        assertThat(silkroute
                        .activity("connector=" + connector + "&item=P1&type=product")
                        .toString())
                .contains("\"kept\":[\"title\"]");

        run(Pim.product("P1").named("Torch").tags("b"));
        assertThat(title("P1")).isEqualTo("Torch");
        assertThat(item("P1").path("kept").asInt()).isZero();
    }

    @Test
    void a_later_edit_of_what_is_kept_is_kept_as_well() {
        connect("shopify-wins");
        run(Pim.product("P1").named("Lamp"));
        edit("P1", "title", "\"Lantern\"");
        edit("P1", "title", "\"Lampion\"");

        forceRefresh();

        assertThat(title("P1")).isEqualTo("Lampion");
        assertThat(silkroute
                        .get("/api/connectors/" + connector + "/items/product/P1/kept")
                        .text())
                .isEqualTo("{\"items\":[{\"field\":\"title\",\"shop\":\"Lampion\",\"pim\":\"Lamp\"}]}");
    }

    @Test
    void what_is_kept_can_be_dropped() {
        connect("shopify-wins");
        run(Pim.product("P1").named("Lamp"));
        edit("P1", "title", "\"Lantern\"");

        assertThat(silkroute
                        .delete("/api/connectors/" + connector + "/items/product/P1/kept?field=title")
                        .status())
                .isEqualTo(204);
        run();

        assertThat(title("P1")).isEqualTo("Lamp");
        assertThat(silkroute
                        .delete("/api/connectors/" + connector + "/items/product/P1/kept")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_changed_field_is_left_alone_until_a_person_has_decided_when_that_is_asked_for() {
        connect("manual");
        run(Pim.product("P1").named("Lamp").tags("a"));
        edit("P1", "title", "\"Lantern\"");

        JsonNode run = run(Pim.product("P1").named("Torch").tags("b"));

        assertThat(run.path("state").asString()).isEqualTo("completed-with-failures");
        assertThat(run.path("counts").path("conflict").asInt()).isEqualTo(1);
        assertThat(title("P1")).isEqualTo("Lantern");
        assertThat(silkroute.products().get("P1").path("tags").toString())
                .as("other fields go on")
                .isEqualTo("[\"b\"]");
        forceRefresh();
        assertThat(title("P1")).as("a force refresh").isEqualTo("Lantern");

        JsonNode conflict = onlyConflict("state=open");
        assertThat(silkroute.status(connector).path("state").asString()).isEqualTo("needs-you");
        Silkroute.Response resolved = resolve(conflict, "{\"keep\":\"pim\"}");
        assertThat(resolved.status()).as(resolved.text()).isEqualTo(200);
        assertThat(resolved.json().path("state").asString()).isEqualTo("resolved");
        assertThat(resolved.json().path("resolvedBy").asString()).isEqualTo("user");

        JsonNode last = run();
        assertThat(title("P1")).isEqualTo("Torch");
        assertThat(last.path("state").asString()).isEqualTo("completed");
        assertThat(silkroute.status(connector).path("conflicts").asInt()).isZero();
    }

    @Test
    void a_conflict_is_resolved_field_by_field() {
        connect("manual");
        run(Pim.product("P1").named("Lamp"));
        edit("P1", "title", "\"Lantern\"");
        editPrice("P1", "99.00");
        JsonNode conflict = onlyConflict("state=open");

        assertThat(resolve(conflict, "{\"fields\":{\"colour\":\"pim\"}}").status())
                .isEqualTo(422);
        JsonNode halfway =
                resolve(conflict, "{\"fields\":{\"title\":\"shopify\"}}").json();
        assertThat(halfway.path("state").asString()).isEqualTo("open");
        JsonNode whole = resolve(conflict, "{\"fields\":{\"variants[P1].price\":\"pim\"}}")
                .json();
        assertThat(whole.path("state").asString()).isEqualTo("resolved");
        assertThat(resolve(conflict, "{\"keep\":\"pim\"}").status()).isEqualTo(409);

        run();

        assertThat(title("P1")).isEqualTo("Lantern");
        assertThat(silkroute
                        .products()
                        .get("P1")
                        .path("variants")
                        .path(0)
                        .path("price")
                        .asString())
                .isEqualTo("10.00");
    }

    @Test
    void a_decision_on_what_the_shop_no_longer_holds_is_refused_and_the_conflict_told_anew() {
        connect("manual");
        run(Pim.product("P1").named("Lamp"));
        edit("P1", "title", "\"Lantern\"");
        JsonNode conflict = onlyConflict("state=open");
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        variables.putObject("product").put("id", gid("P1")).put("title", "Lampion");
        silkroute.shop(
                "mutation edit($product: ProductUpdateInput) { productUpdate(product: $product) { product { id } } }",
                variables);

        Silkroute.Response refused = resolve(conflict, "{\"keep\":\"pim\"}");

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        JsonNode now = onlyConflict("state=open");
        assertThat(now.path("id")).isEqualTo(conflict.path("id"));
        assertThat(now.path("fields").path(0).path("shop").asString()).isEqualTo("Lampion");
    }

    @Test
    void many_are_resolved_at_once() {
        connect("manual");
        run(Pim.product("P1").named("Lamp"), Pim.product("P2").named("Desk"));
        edit("P1", "title", "\"Lantern\"");
        edit("P2", "title", "\"Table\"");
        List<String> ids = conflicts("state=open").stream()
                .map(conflict -> "\"" + conflict.path("id").asString() + "\"")
                .toList();

        JsonNode answer = silkroute
                .post(
                        "/api/connectors/" + connector + "/conflicts/resolve",
                        "{\"keep\":\"pim\",\"ids\":[" + String.join(",", ids) + ",\"20260101T000000000Z-aaaaaa\"]}")
                .json();

        assertThat(answer.path("resolved").size()).isEqualTo(2);
        assertThat(answer.path("refused").size()).isEqualTo(1);
        run();
        assertThat(title("P1")).isEqualTo("Lamp");
        assertThat(title("P2")).isEqualTo("Desk");
    }

    @Test
    void what_is_put_right_in_the_shop_is_no_conflict_any_more() {
        connect("manual");
        run(Pim.product("P1").named("Lamp"));
        edit("P1", "title", "\"Lantern\"");
        edit("P1", "title", "\"Lamp\"");

        assertThat(conflicts("state=open")).isEmpty();
        assertThat(run().path("state").asString()).isEqualTo("completed");
    }

    @Test
    void a_product_that_somebody_deletes_is_made_again_when_the_pim_wins() {
        connect("pim-wins");
        run(Pim.product("P1").named("Lamp"));
        delete("P1");
        assertThat(onlyConflict("state=open").path("kind").asString()).isEqualTo("deleted");

        JsonNode run = run();

        assertThat(run.path("counts").path("created").asInt()).isEqualTo(1);
        assertThat(title("P1")).isEqualTo("Lamp");
        assertThat(conflicts("state=open")).isEmpty();
    }

    @Test
    void a_product_that_somebody_deletes_stays_so_until_the_pim_changes_it_when_shopify_wins() {
        connect("shopify-wins");
        run(Pim.product("P1").named("Lamp"));
        delete("P1");

        forceRefresh();
        assertThat(silkroute.products()).isEmpty();
        assertThat(item("P1").path("kept").asInt()).isEqualTo(1);

        run(Pim.product("P1").named("Torch"));
        assertThat(title("P1")).isEqualTo("Torch");
        assertThat(item("P1").path("kept").asInt()).isZero();
    }

    @Test
    void whether_a_deleted_product_comes_back_is_a_persons_decision_when_that_is_asked_for() {
        connect("manual");
        run(Pim.product("P1").named("Lamp"));
        delete("P1");

        JsonNode run = run(Pim.product("P1").named("Torch"));
        assertThat(run.path("counts").path("conflict").asInt()).isEqualTo(1);
        assertThat(silkroute.products()).isEmpty();

        JsonNode conflict = onlyConflict("state=open");
        assertThat(conflict.path("recommendation").asString()).isEqualTo("pim");
        resolve(conflict, "{\"keep\":\"pim\"}");
        run();
        assertThat(title("P1")).isEqualTo("Torch");
    }

    @Test
    void a_variant_that_somebody_deletes_is_a_conflict_of_its_product() {
        connect("pim-wins");
        run(Pim.product("P1").with("axes", "[\"size\"]"), Pim.variant("V-S", "P1", "S"), Pim.variant("V-M", "P1", "M"));
        silkroute.deleteVariantsInShop("P1", "S");
        tell(gid("P1"), false);
        assertThat(onlyConflict("state=open")
                        .path("fields")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("variants[V-M]");

        run();

        assertThat(silkroute.products().get("P1").path("variants").size()).isEqualTo(2);
        assertThat(conflicts("state=open")).isEmpty();
    }

    @Test
    void a_deleted_variant_stays_away_when_shopify_wins() {
        connect("shopify-wins");
        run(
                Pim.product("P1").with("axes", "[\"size\"]").tags("a"),
                Pim.variant("V-S", "P1", "S"),
                Pim.variant("V-M", "P1", "M"));
        silkroute.deleteVariantsInShop("P1", "S");
        tell(gid("P1"), false);

        run(Pim.product("P1").with("axes", "[\"size\"]").tags("b"));
        forceRefresh();

        assertThat(silkroute.products().get("P1").path("variants").size()).isEqualTo(1);
        assertThat(silkroute.products().get("P1").path("tags").toString()).isEqualTo("[\"b\"]");
    }

    @Test
    void a_product_that_is_found_to_be_gone_while_it_is_written_is_asked_about() {
        connect("manual");
        run(Pim.product("P1").named("Lamp"));
        silkroute.deleteInShop("P1"); // and nobody tells

        JsonNode run = run(Pim.product("P1").named("Torch"));

        assertThat(run.path("counts").path("conflict").asInt()).isEqualTo(1);
        assertThat(silkroute.products()).isEmpty();
        JsonNode conflict = onlyConflict("state=open");
        assertThat(conflict.path("kind").asString()).isEqualTo("deleted");
        assertThat(conflict.path("detectedBy").asString()).isEqualTo("write");

        assertThat(resolve(conflict, "{\"keep\":\"pim\"}").status()).isEqualTo(200);
        run();
        assertThat(title("P1")).isEqualTo("Torch");
    }

    @Test
    void what_is_changed_back_again_and_again_is_not_fought_for_ever() {
        connect("pim-wins");
        run(Pim.product("P1").named("Lamp"));
        for (int i = 0; i < 3; i++) {
            edit("P1", "title", "\"Lantern\"");
            run();
            assertThat(title("P1")).isEqualTo("Lamp");
        }
        edit("P1", "title", "\"Lantern\"");

        JsonNode run = run();

        assertThat(run.path("counts").path("conflict").asInt()).isEqualTo(1);
        assertThat(title("P1")).isEqualTo("Lantern");
    }

    @Test
    void a_campaign_as_it_was_written_is_no_conflict() {
        connect("pim-wins");
        run(
                Pim.product("P1"),
                Pim.campaign("C1")
                        .with("applies", "{\"products\":[\"P1\"]}")
                        .with("minimum", "{\"subtotal\":\"50\"}")
                        .with("limits", "{\"uses\":10,\"oncePerCustomer\":true}")
                        .with("starts", "\"2026-01-01T00:00:00+01:00\"")
                        .with("ends", "\"2099-01-01T00:00:00Z\""),
                Pim.campaign("C2").with("value", "{\"amount\":\"10\",\"each\":true}"),
                Pim.campaign("C3").with("value", "{\"freeShipping\":true}"));

        silkroute
                .discounts()
                .forEach(discount -> tellDiscount(discount.path("id").asString()));

        assertThat(conflicts("")).isEmpty();
    }

    @Test
    void what_somebody_changes_of_a_campaign_is_written_over_when_the_pim_wins() {
        connect("pim-wins");
        run(Pim.campaign("C1").with("ends", "\"2099-01-01T00:00:00Z\""));
        editDiscount(
                "Campaign C1",
                "{\"endsAt\":null,\"customerGets\":{\"value\":{\"percentage\":0.5},\"items\":{\"all\":true}}}");

        JsonNode conflict = onlyConflict("state=open");
        assertThat(fields(conflict)).containsExactly("endsAt", "value");
        assertThat(silkroute
                        .get("/api/connectors/" + connector + "/campaigns/C1")
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("conflict");

        run();

        assertThat(discount("Campaign C1")).contains("0.15").contains("2099-01-01");
        assertThat(conflicts("state=open")).isEmpty();
    }

    @Test
    void what_somebody_changes_of_a_campaign_stays_when_shopify_wins() {
        connect("shopify-wins");
        run(Pim.campaign("C1"));
        editDiscount("Campaign C1", "{\"title\":\"By hand\",\"usageLimit\":5}");

        run(Pim.campaign("C1").with("minimum", "{\"subtotal\":\"50\"}"));

        assertThat(discount("By hand")).contains("\"usageLimit\":5").contains("50");
        run(Pim.campaign("C1").named("Renamed"));
        assertThat(discount("Renamed")).contains("\"usageLimit\":5");
    }

    @Test
    void a_lost_product_is_missing_in_the_campaigns_that_name_it_until_it_is_back() {
        connect("pim-wins");
        run(Pim.product("P1"), Pim.product("P2"), Pim.campaign("C1").with("applies", "{\"products\":[\"P1\",\"P2\"]}"));

        delete("P1");

        assertThat(conflicts("state=open").stream()
                        .map(conflict -> conflict.path("kind").asString() + " "
                                + conflict.at("/item/id").asString())
                        .toList())
                .containsExactlyInAnyOrder("deleted P1", "missing-product C1");

        run();

        assertThat(conflicts("state=open")).isEmpty();
        assertThat(discount("Campaign C1")).contains(gid("P1"), gid("P2"));
    }

    @Test
    void what_nobody_has_found_of_a_campaign_is_recorded_before_it_is_written_over_when_the_pim_wins() {
        connect("pim-wins");
        run(Pim.campaign("C1").with("ends", "\"2099-01-01T00:00:00Z\""));
        editDiscountUnheard("Campaign C1", "{\"endsAt\":null,\"usageLimit\":5}");

        JsonNode run = run(
                Pim.campaign("C1").with("ends", "\"2099-01-01T00:00:00Z\"").with("minimum", "{\"subtotal\":\"50\"}"));

        assertThat(run.path("counts").path("updated").asInt()).isEqualTo(1);
        assertThat(discount("Campaign C1")).contains("\"usageLimit\":null", "2099-01-01", "50");
        JsonNode conflict = onlyConflict("");
        assertThat(conflict.path("state").asString()).isEqualTo("resolved");
        assertThat(conflict.path("resolvedBy").asString()).isEqualTo("policy");
        assertThat(conflict.path("detectedBy").asString()).isEqualTo("write");
        assertThat(fields(conflict)).containsExactly("endsAt", "limits");
    }

    @Test
    void what_nobody_has_found_of_a_campaign_stays_when_shopify_wins() {
        connect("shopify-wins");
        run(Pim.campaign("C1"));
        editDiscountUnheard("Campaign C1", "{\"usageLimit\":5}");

        run(Pim.campaign("C1").with("minimum", "{\"subtotal\":\"50\"}"));

        assertThat(discount("Campaign C1")).contains("\"usageLimit\":5", "50");
        assertThat(fields(onlyConflict("state=resolved"))).containsExactly("limits");
        assertThat(silkroute.item(connector, "campaign", "C1").path("kept").asInt())
                .isEqualTo(1);
    }

    @Test
    void what_nobody_has_found_of_a_campaign_is_left_alone_until_a_person_has_decided_when_that_is_asked_for() {
        connect("manual");
        run(Pim.product("P1"), Pim.product("P2"), Pim.campaign("C1").with("applies", "{\"products\":[\"P1\",\"P2\"]}"));
        editDiscountUnheard("Campaign C1", "{\"usageLimit\":5}");
        silkroute.deleteInShop("P2"); // which is no change of the campaign

        JsonNode run = run(Pim.campaign("C1")
                .with("applies", "{\"products\":[\"P1\",\"P2\"]}")
                .with("minimum", "{\"subtotal\":\"50\"}"));

        assertThat(run.path("counts").path("conflict").asInt()).isEqualTo(1);
        assertThat(run.path("state").asString()).isEqualTo("completed-with-failures");
        assertThat(discount("Campaign C1")).contains("\"usageLimit\":5", "50");
        assertThat(conflicts("state=open&kind=modified")).hasSize(1);
        assertThat(fields(conflicts("state=open&kind=modified").get(0))).containsExactly("limits");
    }

    @Test
    void a_product_that_a_run_finds_gone_and_makes_again_is_told_and_returns_to_its_campaigns() {
        connect("pim-wins");
        run(Pim.product("P1"), Pim.product("P2"), Pim.campaign("C1").with("applies", "{\"products\":[\"P1\",\"P2\"]}"));
        silkroute.deleteInShop("P1"); // and nobody tells

        run(Pim.product("P1").named("Torch"));

        assertThat(title("P1")).isEqualTo("Torch");
        JsonNode deleted = onlyConflict("kind=deleted");
        assertThat(deleted.path("resolvedBy").asString()).isEqualTo("policy");
        assertThat(deleted.path("detectedBy").asString()).isEqualTo("write");
        assertThat(onlyConflict("kind=missing-product").at("/item/id").asString())
                .isEqualTo("C1");
        run();
        assertThat(discount("Campaign C1")).contains(gid("P1"), gid("P2"));
        assertThat(conflicts("state=open")).isEmpty();
    }

    @Test
    void a_code_of_somebody_elses_discount_is_a_conflict() {
        connect("pim-wins");
        silkroute.control("{\"discounts\":[{\"title\":\"Somebody else's\",\"code\":\"C1\"}]}");

        JsonNode run = run(Pim.campaign("C1"));

        assertThat(run.path("state").asString()).isEqualTo("completed-with-failures");
        assertThat(run.path("counts").path("conflict").asInt()).isEqualTo(1);
        assertThat(onlyConflict("state=open").path("kind").asString()).isEqualTo("code-taken");
        assertThat(silkroute.status(connector).path("parked").asInt()).isZero();
        assertThat(silkroute.status(connector).path("conflicts").asInt()).isEqualTo(1);

        run(Pim.campaign("C1").with("code", "\"FREE\""));
        assertThat(conflicts("state=open")).isEmpty();
    }

    @Test
    void a_collection_that_somebody_changes_is_a_conflict_of_its_category() {
        connect("pim-wins");
        run(Pim.category("hats"));
        String gid = silkroute.collections().get("hats").path("id").asString();
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        variables.putObject("collection").put("id", gid).put("title", "By hand");
        silkroute.shop(
                "mutation edit($collection: CollectionUpdateInput) { collectionUpdate(collection: $collection)"
                        + " { collection { id } userErrors { message } } }",
                variables);

        JsonNode drift = drift("{\"settle\":true}");
        assertThat(drift.at("/items/0/item/id").asString()).isEqualTo("hats");
        assertThat(onlyConflict("state=open").path("detectedBy").asString()).isEqualTo("report");
        run();

        assertThat(silkroute.collections().get("hats").path("title").asString()).isEqualTo("Category hats");
    }

    @Test
    void a_run_writes_over_nothing_of_a_collection_that_nobody_has_found_yet() {
        connect("shopify-wins");
        run(Pim.category("caps"));
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        variables
                .putObject("collection")
                .put("id", silkroute.collections().get("caps").path("id").asString())
                .put("title", "By hand");
        silkroute.shop(
                "mutation edit($collection: CollectionUpdateInput) { collectionUpdate(collection: $collection)"
                        + " { collection { id } userErrors { message } } }",
                variables);

        run(Pim.category("caps").with("description", "{\"en_US\":\"Warm\"}"));

        JsonNode collection = silkroute.collections().get("caps");
        assertThat(collection.path("descriptionHtml").asString(""))
                .as(collection.toString())
                .contains("Warm");
        assertThat(collection.path("title").asString()).isEqualTo("By hand");
    }

    @Test
    void a_report_tells_all_that_differs_and_repairs_nothing() {
        connect("pim-wins");
        List<Pim> products = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            products.add(Pim.product("P" + i).named("Lamp"));
        }
        run(products.toArray(Pim[]::new));
        silkroute.deleteInShop("P1");
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        variables.putObject("product").put("id", gid("P59")).put("title", "Lantern");
        silkroute.shop(
                "mutation edit($product: ProductUpdateInput) { productUpdate(product: $product) { product { id } } }",
                variables);

        JsonNode drift = drift("{}");

        assertThat(drift.at("/report/state").asString()).isEqualTo("completed");
        assertThat(drift.at("/report/checked").asInt()).isEqualTo(60);
        assertThat(drift.at("/report/differing").asInt()).isEqualTo(2);
        assertThat(drift.path("items")
                        .valueStream()
                        .map(one -> one.path("kind").asString() + " "
                                + one.at("/item/id").asString())
                        .toList())
                .containsExactlyInAnyOrder("deleted P1", "modified P59");
        JsonNode page =
                silkroute.get("/api/connectors/" + connector + "/drift?limit=1").json();
        assertThat(silkroute
                        .get("/api/connectors/" + connector + "/drift?limit=1&cursor="
                                + page.path("next").asString())
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(conflicts("")).isEmpty();
        run();
        assertThat(title("P59")).isEqualTo("Lantern");
    }
}
