package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Only what changed is sent, and what others keep in the shop stays. */
class LeastWriteAcceptanceTest {

    @AutoClose
    private static RunningApplication application;

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start();
        silkroute = application.silkroute;
        silkroute.connect("least", "{}");
    }

    private static String product(String id, String title, String more) {
        return """
                {"type":"product","id":"%s","name":{"en_US":"%s"},"axes":["size"],"price":{"USD":"10"}%s}""".formatted(id, title, more);
    }

    private static String variant(String product, String size, String price) {
        return """
                {"type":"variant","id":"%s-%s","sku":"%s-%s","parent":"%s","attributes":{"size":"%s"},"price":{"USD":"%s"}}""".formatted(product, size, product, size, product, size, price);
    }

    private static void push(String... items) {
        Silkroute.Response response = silkroute.push("least", items);
        assertThat(response.status()).as(response.text()).isEqualTo(202);
        JsonNode run = silkroute.settled("least");
        assertThat(run.path("state").asString())
                .as(run + "\n" + silkroute.activity("outcome=parked"))
                .isEqualTo("completed");
    }

    @Test
    void a_changed_title_sends_a_title() {
        push(product("T1", "Lamp", ""), variant("T1", "S", "10"), variant("T1", "L", "10"));

        push(product("T1", "Better lamp", ",\"attributes\":{\"handle\":\"lamp\"}"));

        JsonNode last =
                silkroute.activity("item=T1&type=product&outcome=updated").get(0);
        assertThat(last.path("detail").path("points").asDouble()).isLessThanOrEqualTo(14);
        assertThat(silkroute.products().get("T1").path("title").asString()).isEqualTo("Better lamp");
        assertThat(silkroute.products().get("T1").path("variants")).hasSize(2);
    }

    @Test
    void changed_prices_go_through_the_variants_own_mutation() {
        push(product("V1", "Shelf", ""), variant("V1", "S", "10"), variant("V1", "L", "10"));
        long productSets = silkroute.calls("productSet");
        long updates = silkroute.calls("productVariantsBulkUpdate");

        push(variant("V1", "L", "12.50"));

        assertThat(silkroute.calls("productSet")).isEqualTo(productSets);
        assertThat(silkroute.calls("productVariantsBulkUpdate")).isEqualTo(updates + 1);
        List<String> prices = new ArrayList<>();
        silkroute
                .products()
                .get("V1")
                .path("variants")
                .forEach(one -> prices.add(one.path("price").asString()));
        assertThat(prices).containsExactlyInAnyOrder("10.00", "12.50");
    }

    @Test
    void more_prices_than_the_variants_own_mutation_takes_go_with_the_product() {
        Pim[] items = new Pim[252];
        items[0] = Pim.product("M1").with("axes", "[\"size\",\"thread\"]");
        for (String price : new String[] {"10", "11"}) {
            for (int i = 1; i < items.length; i++) {
                items[i] = Pim.variant("M1-" + i, "M1", "S")
                        .with("attributes", "{\"size\":%d,\"thread\":%d}".formatted(i % 60, i / 60))
                        .with("price", "{\"USD\":\"" + price + "\"}");
            }
            silkroute.synchronize("least", items);
        }

        assertThat(silkroute.products().get("M1").path("variants").findValuesAsString("price"))
                .hasSize(251)
                .containsOnly("11.00");
    }

    @Test
    void what_others_put_on_a_product_survives_changes_and_refreshes() {
        push(
                """
                {"type":"category","id":"c1","name":{"en_US":"One"}}""",
                """
                {"type":"category","id":"c2","name":{"en_US":"Two"}}""",
                product(
                        "F1",
                        "Chair",
                        ",\"tags\":[\"wood\",\"old\"],\"categories\":[\"c1\"],\"images\":[\"https://pim.example/1.jpg\"],"
                                + "\"attributes\":{\"material\":\"oak\"}"));
        String id = silkroute.products().get("F1").path("id").asString();
        foreign(id);
        foreignPicture(id);
        JsonNode before = silkroute.products().get("F1");
        assertThat(texts(before.path("tags"))).contains("theirs", "wood");

        push(product(
                "F1",
                "Chair",
                ",\"tags\":[\"wood\",\"new\"],\"categories\":[\"c2\"],\"images\":[\"https://pim.example/2.jpg\"],"
                        + "\"attributes\":{\"material\":\"ash\"}"));
        survived(id);
        assertThat(texts(silkroute.products().get("F1").path("tags")))
                .contains("new")
                .doesNotContain("old");

        JsonNode refresh = silkroute.post("/api/connectors/least/force-refresh").json();
        silkroute.runIn(refresh.path("id").asString(), "completed", "completed-with-failures", "failed");
        survived(id);
        assertThat(silkroute.products().get("F1").path("media")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "bulk"})
    void a_neighbours_change_puts_nothing_back_of_what_a_merchant_has_set(String path) {
        String connector = "neighbour-" + path;
        String id = "N" + path;
        silkroute.connect(connector, "{\"exportPath\":\"" + path + "\"}");
        Pim small = Pim.variant(id + "-S", id, "S")
                .with("price", "{\"USD\":\"10\"}")
                .with("stock", "7");
        Pim medium = Pim.variant(id + "-M", id, "M")
                .with("price", "{\"USD\":\"10\"}")
                .with("stock", "4");
        silkroute.synchronize(connector, Pim.product(id).with("axes", "[\"size\"]"), small, medium);
        JsonNode held = silkroute.products().get(id);
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        variables.set("id", held.path("id"));
        variables
                .putArray("variants")
                .addObject()
                .put("price", "15")
                .put("compareAtPrice", "18")
                .set("id", held.at("/variants/0/id"));
        JsonNode merchant = silkroute.shop(
                "mutation m($id: ID!, $variants: [ProductVariantsBulkInput!]!) {"
                        + " productVariantsBulkUpdate(productId: $id, variants: $variants) { userErrors { message } } }",
                variables);
        assertThat(merchant.findValues("message")).as(merchant.toString()).isEmpty();
        silkroute.sell(id + "-S", 5);

        silkroute.synchronize(connector, medium.with("attributes", "{\"size\":\"M\",\"ean\":\"4006381333931\"}"));
        silkroute.synchronize(connector, medium.with("sku", "\"" + id + "-M2\"").with("stock", "3"));
        silkroute.synchronize(connector, Pim.variant(id + "-L", id, "L").with("price", "{\"USD\":\"11\"}"));
        silkroute.synchronize(connector, Pim.product(id).named("Better " + id).with("axes", "[\"size\"]"));

        JsonNode now = silkroute.products().get(id).path("variants");
        assertThat(now).hasSize(3);
        assertThat(now.path(0).path("price").asString()).isEqualTo("15.00");
        assertThat(now.path(0).path("compareAtPrice").asString()).isEqualTo("18.00");
        assertThat(silkroute.stock()).containsEntry(id + "-S", 2).containsEntry(id + "-M2", 3);
    }

    private static void foreign(String id) {
        ObjectNode variables = Silkroute.JSON.createObjectNode().put("id", id);
        JsonNode answer = silkroute.shop("""
                mutation foreign($id: ID!) {
                  tagsAdd(id: $id, tags: ["theirs"]) { userErrors { message } }
                  metafieldsSet(metafields: [{ownerId: $id, namespace: "reviews", key: "rating", type: "number_integer", value: "5"}]) { userErrors { message } }
                }""", variables);
        assertThat(answer.findValues("message")).as(answer.toString()).isEmpty();
        JsonNode created = silkroute.shop("""
                mutation created($id: ID!) {
                  collectionCreate(input: {title: "Theirs", products: [$id]}) { collection { id } userErrors { message } }
                }""", variables);
        assertThat(created.findValues("message")).as(created.toString()).isEmpty();
    }

    private static void foreignPicture(String id) {
        ObjectNode variables = Silkroute.JSON.createObjectNode();
        variables.putObject("identifier").put("id", id);
        var files = variables.putObject("input").putArray("files");
        silkroute
                .shop(
                        "query media($id: ID!) { product(id: $id) { media(first: 10) { nodes { id } } } }",
                        Silkroute.JSON.createObjectNode().put("id", id))
                .findValues("id")
                .forEach(media -> files.addObject().put("id", media.asString()));
        files.addObject().put("originalSource", "https://theirs.example/3.jpg").put("contentType", "IMAGE");
        JsonNode answer = silkroute.shop("""
                mutation picture($identifier: ProductSetIdentifiers, $input: ProductSetInput!) {
                  productSet(identifier: $identifier, input: $input) { userErrors { message } }
                }""", variables);
        assertThat(answer.findValues("message")).as(answer.toString()).isEmpty();
    }

    private static void survived(String id) {
        JsonNode product = silkroute.products().get("F1");
        assertThat(product.path("id").asString()).isEqualTo(id);
        assertThat(texts(product.path("tags"))).contains("theirs");
        assertThat(product.path("metafields").toString()).contains("reviews");
        assertThat(product.toString()).contains("Theirs".toLowerCase(java.util.Locale.ROOT));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asString()));
        return texts;
    }
}
