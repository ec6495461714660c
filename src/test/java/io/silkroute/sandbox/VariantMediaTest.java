package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VariantMediaTest {
    private static final String SET = """
            mutation m($identifier: ProductSetIdentifiers, $input: ProductSetInput!) {
              productSet(identifier: $identifier, input: $input) {
                product { id media(first: 5) { nodes { id alt status } }
                  variants(first: 2) { nodes { id media(first: 2) { nodes { id } } image { url } } } }
                userErrors { code field message } } }
            """;
    private static final String LINK = """
            mutation m($id: ID!, $v: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $id, variants: $v) {
                productVariants { media(first: 2) { nodes { id } } image { url } } userErrors { code field } } }
            """;
    private static final String OPTIONS =
            "'productOptions': [{'name': 'C', 'values': [{'name': 'R'}, {'name': 'B'}]}], 'variants': ["
                    + "{'optionValues': [{'optionName': 'C', 'name': 'R'}]%s},"
                    + "{'optionValues': [{'optionName': 'C', 'name': 'B'}]%s}]";
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

    private static JsonNode set(String variables) {
        return shop.data(SET, json(variables)).get("productSet");
    }

    private static JsonNode product(String input) {
        JsonNode answer = set("{'input': {'title': 'Lamp', " + input + "}}");
        assertThat(answer.get("userErrors")).isEmpty();
        return answer.get("product");
    }

    private static JsonNode changed(JsonNode product, String input) {
        JsonNode answer = set("{'identifier': {'id': " + product.get("id") + "}, 'input': {" + input + "}}");
        assertThat(answer.get("userErrors")).isEmpty();
        return answer.get("product");
    }

    private static String files(String... sources) {
        StringBuilder files = new StringBuilder();
        for (String source : sources) {
            files.append(files.isEmpty() ? "" : ",").append("{'originalSource': 'https://x.test/" + source + "'}");
        }
        return "'files': [" + files + "]";
    }

    private static String source(String name) {
        return ", 'file': {'originalSource': 'https://x.test/" + name + "'}";
    }

    private static String linked(JsonNode product, int variant) {
        return product.at("/variants/nodes/" + variant + "/media/nodes/0/id").asString("none");
    }

    private static JsonNode link(JsonNode product, String mediaId) {
        return shop.data(
                        LINK,
                        json("{'id': " + product.get("id") + ", 'v': [{'id': " + product.at("/variants/nodes/0/id")
                                + ", 'mediaId': " + mediaId + "}]}"))
                .get("productVariantsBulkUpdate");
    }

    private static void awaitReady(JsonNode product) {
        Awaitility.await()
                .until(() -> shop.data(
                                "query q($id: ID!) { product(id: $id) { media(first: 5) { nodes { status } } } }",
                                json("{'id': " + product.get("id") + "}"))
                        .at("/product/media/nodes")
                        .valueStream()
                        .allMatch(media -> media.get("status").asString().equals("READY")));
    }

    @Test
    void a_source_is_a_new_image_each_time_also_in_one_call() {
        JsonNode product = product(files("a.jpg", "a.jpg"));

        assertThat(product.at("/media/nodes").findValuesAsString("id"))
                .doesNotHaveDuplicates()
                .hasSize(2);
        JsonNode again = changed(product, files("a.jpg"));
        assertThat(product.at("/media/nodes").findValuesAsString("id"))
                .doesNotContain(again.at("/media/nodes/0/id").asString());
    }

    @Test
    void a_variant_shows_the_image_that_its_file_names_by_id_and_by_source_one_more() {
        JsonNode product = product(files("red.jpg", "blue.jpg") + "," + OPTIONS.formatted(source("blue.jpg"), ""));
        String red = product.at("/media/nodes/0/id").asString();
        String blue = product.at("/media/nodes/2/id").asString();
        assertThat(product.at("/media/nodes")).hasSize(3);
        assertThat(linked(product, 0)).isEqualTo(blue);
        assertThat(linked(product, 1)).isEqualTo("none");
        assertThat(product.at("/variants/nodes/0/image").isNull())
                .as("not processed yet")
                .isTrue();

        String kept = "'files': [{'id': '" + red + "'}, {'id': '" + blue + "'}],";
        JsonNode swapped = changed(product, kept + OPTIONS.formatted("", ", 'file': {'id': '" + red + "'}"));
        assertThat(linked(swapped, 0)).as("an omitted file stays").isEqualTo(blue);
        assertThat(linked(swapped, 1)).isEqualTo(red);
        assertThat(shop.get("/sandbox/products.jsonl").body()).contains("\"image\":\"https://x.test/red.jpg\"");

        awaitReady(product);
        JsonNode cleared = changed(product, kept + OPTIONS.formatted("", ", 'file': null"));
        assertThat(cleared.at("/variants/nodes/0/image/url").asString()).contains("/blue_"); // the name was taken
        assertThat(linked(cleared, 1)).isEqualTo("none");
        JsonNode without = changed(product, "'files': [{'id': '" + red + "'}]," + OPTIONS.formatted("", ""));
        assertThat(linked(without, 0)).as("its image is gone").isEqualTo("none");
    }

    @Test
    void a_file_of_a_variant_must_be_one_of_the_products_and_an_id_its_own() {
        JsonNode other = product(files("other.jpg"));
        String foreign = other.at("/media/nodes/0/id").asString();
        JsonNode product = product(files("a.jpg"));
        String own = product.at("/media/nodes/0/id").asString();

        JsonNode elsewhere =
                set("{'input': {'title': 'B', " + files("a.jpg") + "," + OPTIONS.formatted(source("b.jpg"), "") + "}}");
        assertThat(elsewhere.at("/userErrors/0/code").asString()).isEqualTo("INVALID_INPUT");
        assertThat(elsewhere.at("/userErrors/0/field")).isEqualTo(json("['input', 'variants', '0']"));
        for (String id : new String[] {foreign, "gid://shopify/MediaImage/1"}) {
            JsonNode refused = set("{'identifier': {'id': " + product.get("id") + "}, 'input': {'files': [{'id': '"
                    + own + "'}, {'id': '" + id + "'}]}}");
            assertThat(refused.at("/userErrors/0"))
                    .isEqualTo(json("{'code': 'INVALID_INPUT', 'field': ['input', 'files', '1', 'id'], 'message':"
                            + " 'File id " + id + " does not exist.'}"));
        }
        JsonNode twice = set("{'identifier': {'id': " + product.get("id") + "}, 'input': {'files': [{'id': '" + own
                + "'}, {'id': '" + own + "'}]}}");
        assertThat(twice.at("/userErrors/0/code").asString()).isEqualTo("INVALID_INPUT");
    }

    @Test
    void a_bulk_update_links_a_ready_image_of_the_product_and_takes_it_away() {
        JsonNode other = product(files("other.jpg"));
        JsonNode product = product(files("link.jpg") + "," + OPTIONS.formatted("", ""));
        JsonNode media = product.at("/media/nodes/0/id");

        assertThat(link(product, media.toString()).at("/userErrors/0"))
                .isEqualTo(json("{'code': 'INVALID_INPUT', 'field': ['variants', '0', 'mediaId']}"));
        awaitReady(product);
        JsonNode done = link(product, media.toString());
        assertThat(done.get("userErrors")).isEmpty();
        assertThat(done.at("/productVariants/0/media/nodes/0/id")).isEqualTo(media);
        assertThat(done.at("/productVariants/0/image/url").asString()).contains("/link.jpg");

        assertThat(link(product, other.at("/media/nodes/0/id").toString())
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("MUST_BE_FOR_THIS_PRODUCT");
        assertThat(link(product, "'gid://shopify/MediaImage/1'")
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("INVALID_INPUT");
        assertThat(link(product, "null").at("/productVariants/0/media/nodes")).isEmpty();
    }
}
