package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HandleTest {
    private static final String SET = "mutation m($identifier: ProductSetIdentifiers, $input: ProductSetInput!) {"
            + " productSet(identifier: $identifier, input: $input) { product { id handle } userErrors { code field message } } }";
    private static final String UPDATE =
            "mutation m($product: ProductUpdateInput!) { productUpdate(product: $product) {"
                    + " product { id handle } userErrors { field message } } }";
    private static final String COLLECTION =
            "mutation m($c: CollectionCreateInput!) { collectionCreate(collection: $c) {"
                    + " collection { id handle } userErrors { field message } } }";
    private static RunningShop shop;

    @BeforeAll
    static void start() {
        shop = RunningShop.start();
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @BeforeEach
    void empty() {
        shop.control("{\"clear\": true}");
    }

    private static JsonNode product(String input) {
        return shop.data(SET, json("{'input': " + input + "}")).at("/productSet/product");
    }

    private static String handle(String title) {
        return product("{'title': '" + title + "'}").get("handle").asString();
    }

    private static String changed(JsonNode product, String input) {
        JsonNode answer = shop.data(
                        SET, json("{'identifier': {'id': " + product.get("id") + "}, 'input': " + input + "}"))
                .get("productSet");
        assertThat(answer.get("userErrors")).isEmpty();
        return answer.at("/product/handle").asString();
    }

    private static String collection(String input) {
        return shop.data(COLLECTION, json("{'c': " + input + "}"))
                .at("/collectionCreate/collection/handle")
                .asString();
    }

    private static JsonNode redirects() {
        return shop.data("{ urlRedirects(first: 10) { nodes { path target } } }", json("{}"))
                .at("/urlRedirects/nodes");
    }

    @Test
    void a_made_handle_that_is_taken_is_counted_on() {
        assertThat(handle("Lamp")).isEqualTo("lamp");
        assertThat(handle("Lamp")).isEqualTo("lamp-1");
        assertThat(handle("Lamp 1")).isEqualTo("lamp-2");
        assertThat(handle("Lamp")).isEqualTo("lamp-3");
        assertThat(handle("Chair 41")).isEqualTo("chair-41");
        assertThat(handle("Chair 41")).isEqualTo("chair-42");
        assertThat(handle("%%%")).isEqualTo("product");
        assertThat(handle("%%%")).isEqualTo("product-1");
        assertThat(collection("{'title': 'Lamp'}")).isEqualTo("lamp");
        assertThat(collection("{'title': 'Lamp'}")).isEqualTo("lamp-1");
        assertThat(collection("{'title': '%'}")).isEqualTo("collection");
    }

    @Test
    void a_given_handle_is_made_plain_and_one_that_is_taken_is_refused_as_it_was_given() {
        JsonNode lamp = product("{'title': 'A', 'handle': '  Mixed CASE / 東京 100 % '}");
        assertThat(lamp.get("handle").asString()).isEqualTo("mixed-case-東京-100");

        JsonNode taken = shop.data(SET, json("{'input': {'title': 'B', 'handle': ' MIXED-case-東京-100 '}}"))
                .get("productSet");
        assertThat(taken.get("product").isNull()).isTrue();
        assertThat(taken.at("/userErrors/0/code").asString()).isEqualTo("HANDLE_NOT_UNIQUE");
        assertThat(taken.at("/userErrors/0/field")).isEqualTo(json("['input', 'handle']"));
        assertThat(taken.at("/userErrors/0/message").asString())
                .isEqualTo("Handle ' MIXED-case-東京-100 ' already in use. Please provide a new handle.");
        JsonNode other = product("{'title': 'C'}");
        JsonNode update = shop.data(
                        UPDATE, json("{'product': {'id': " + other.get("id") + ", 'handle': 'mixed-case-東京-100'}}"))
                .get("productUpdate");
        assertThat(update.at("/product/handle").asString()).isEqualTo("c");
        assertThat(update.at("/userErrors/0/field")).isEqualTo(json("['input', 'handle']"));
    }

    @Test
    void a_blank_handle_is_made_of_the_title_again_and_an_omitted_one_stays() {
        JsonNode lamp = product("{'title': 'Lamp', 'handle': 'old'}");

        assertThat(changed(lamp, "{'title': 'Table lamp'}")).isEqualTo("old");
        assertThat(changed(lamp, "{'handle': '  '}")).isEqualTo("table-lamp");
        assertThat(changed(lamp, "{'handle': ''}")).isEqualTo("table-lamp");
    }

    @Test
    void a_changed_handle_leaves_a_redirect_if_it_was_asked_for() {
        JsonNode lamp = product("{'title': 'Lamp', 'redirectNewHandle': true}");
        changed(lamp, "{'handle': 'lamp', 'redirectNewHandle': true}");
        changed(lamp, "{'handle': 'lamp-2'}");
        changed(lamp, "{'handle': 'lamp-3', 'redirectNewHandle': false}");
        assertThat(redirects()).isEmpty();

        changed(lamp, "{'handle': 'lamp-4', 'redirectNewHandle': true}");
        shop.data(
                UPDATE,
                json("{'product': {'id': " + lamp.get("id") + ", 'handle': 'lamp-5', 'redirectNewHandle': true}}"));

        assertThat(redirects())
                .isEqualTo(json("[{'path': '/products/lamp-3', 'target': '/products/lamp-4'},"
                        + " {'path': '/products/lamp-4', 'target': '/products/lamp-5'}]"));
        assertThat(shop.get("/sandbox/urlRedirects.jsonl").body().lines()).hasSize(2);
        assertThat(shop.control("{}").at("/urlRedirects").asInt()).isEqualTo(2);
        assertThat(shop.data(
                                "{ urlRedirects(first: 5, query: \"path:/products/lamp-4\") { nodes { id target } } }",
                                json("{}"))
                        .at("/urlRedirects/nodes"))
                .hasSize(1);
    }

    @Test
    void a_refused_change_leaves_none_and_a_path_leads_to_one_target() {
        JsonNode lamp = product("{'title': 'Lamp'}");
        product("{'title': 'Chair'}");
        shop.data(
                SET,
                json("{'identifier': {'id': " + lamp.get("id")
                        + "}, 'input': {'handle': 'chair', 'redirectNewHandle': true}}"));
        assertThat(redirects()).isEmpty();

        changed(lamp, "{'handle': 'b', 'redirectNewHandle': true}");
        changed(lamp, "{'handle': 'lamp'}");
        changed(lamp, "{'handle': 'c', 'redirectNewHandle': true}");
        assertThat(redirects()).isEqualTo(json("[{'path': '/products/lamp', 'target': '/products/c'}]"));
    }

    @Test
    void a_collection_leaves_one_too() {
        String id = shop.data(COLLECTION, json("{'c': {'title': 'Summer'}}"))
                .at("/collectionCreate/collection/id")
                .asString();
        String update = "mutation m($c: CollectionUpdateInput!) { collectionUpdate(collection: $c) {"
                + " collection { handle } userErrors { message } } }";

        shop.data(update, json("{'c': {'id': '" + id + "', 'handle': 'summer-2', 'redirectNewHandle': true}}"));
        shop.data(update, json("{'c': {'id': '" + id + "', 'handle': 'summer-3'}}"));

        assertThat(redirects()).isEqualTo(json("[{'path': '/collections/summer', 'target': '/collections/summer-2'}]"));
    }
}
