package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the sandbox takes as metafields, and what becomes of those that were there. */
class MetafieldRulesTest {

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

    private static JsonNode set(String id, String variantId, String metafields) {
        JsonNode answer = shop.data(
                "mutation s($i: ProductSetIdentifiers, $p: ProductSetInput!) { productSet(identifier: $i, input: $p) {"
                        + " product { id variants(first: 2) { nodes { id metafields(first: 5) { nodes { key } } } } }"
                        + " userErrors { code message } } }",
                json((id.isEmpty() ? "{" : "{'i': {'id': '" + id + "'}, ") + "'p': {'title': 'T',"
                        + " 'productOptions': [{'name': 'Color', 'values': [{'name': 'Red'}]}],"
                        + " 'variants': [{" + (variantId.isEmpty() ? "" : "'id': '" + variantId + "', ")
                        + "'optionValues': [{'optionName': 'Color', 'name': 'Red'}]" + metafields + "}]}}"));
        return answer.get("productSet");
    }

    private static String keys(JsonNode answer) {
        return answer.at("/product/variants/nodes/0/metafields/nodes")
                .valueStream()
                .map(one -> one.path("key").asString())
                .toList()
                .toString();
    }

    private static String metafield(String key, String type, String value) {
        return "{'namespace': 'app', 'key': '" + key + "', 'type': '" + type + "', 'value': '" + value + "'}";
    }

    private static String text(String key) {
        return metafield(key, "single_line_text_field", "x");
    }

    /** What is said of a value; empty if it is taken. */
    private static String said(String type, String value) {
        ObjectNode input =
                (ObjectNode) json("{'input': {'title': 'T', 'metafields': [{'namespace': 'app', 'key': 'value'}]}}");
        ((ObjectNode) input.at("/input/metafields/0")).put("type", type).put("value", value.replace('\'', '"'));
        return shop.data(
                        "mutation s($input: ProductSetInput!) { productSet(input: $input) { userErrors { message } } }",
                        input)
                .at("/productSet/userErrors/0/message")
                .asString("");
    }

    @Test
    void product_set_replaces_a_variants_metafields_and_their_own_mutation_adds_to_them() {
        JsonNode made = set("", "", ", 'metafields': [" + text("one") + "," + text("two") + "]");
        String id = made.at("/product/id").asString();
        String variant = made.at("/product/variants/nodes/0/id").asString();

        assertThat(keys(set(id, variant, ""))).isEqualTo("[one, two]");
        assertThat(keys(set(id, variant, ", 'metafields': [" + text("two") + "]")))
                .isEqualTo("[two]");

        JsonNode updated = shop.data(
                "mutation u($p: ID!, $v: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $p,"
                        + " variants: $v) { userErrors { message } } }",
                json("{'p': '" + id + "', 'v': [{'id': '" + variant + "', 'metafields': [" + text("three") + "]}]}"));
        assertThat(updated.at("/productVariantsBulkUpdate/userErrors")).isEmpty();
        assertThat(keys(set(id, variant, ""))).isEqualTo("[two, three]");

        assertThat(set(id, variant, ", 'metafields': [" + text("a1") + "," + text("a1") + "]")
                        .at("/userErrors/0/message")
                        .asString())
                .isEqualTo("Duplicate metafield key.");
    }

    @Test
    void values_have_the_shape_of_their_type() {
        assertThat(said("money", "{'amount': '5.00', 'currency_code': 'USD'}")).isEmpty();
        assertThat(said("money", "{'amount': '5.00', 'currency_code': 'EUR'}")).contains("USD");
        assertThat(said("weight", "{'value': 1, 'unit': 'stone'}")).contains("unit");
        assertThat(said("rating", "{'value': '6', 'scale_min': '1', 'scale_max': '5'}"))
                .contains("between");
        assertThat(said("link", "{'url': 'https://e.com'}")).contains("text");
        assertThat(said("rich_text_field", "{'type': 'root', 'children': [{'type': 'text'}]}"))
                .contains("rich text");
        assertThat(said("product_reference", "gid://shopify/Product/99999")).contains("non-existent");
        assertThat(said("product_reference", "gid://shopify/Collection/1")).contains("Product reference");
        assertThat(said("url", "https://e.com/" + "x".repeat(2048))).contains("too long");
        assertThat(said("list.money", "[]")).contains("not included");
    }

    private static String code(String definition) {
        return shop.data(
                        "mutation d($d: MetafieldDefinitionInput!) { metafieldDefinitionCreate(definition: $d) {"
                                + " userErrors { code } } }",
                        json("{'d': {'name': 'N', 'namespace': 'pim', 'ownerType': 'PRODUCTVARIANT', " + definition
                                + "}}"))
                .at("/metafieldDefinitionCreate/userErrors/0/code")
                .asString("");
    }

    @Test
    void definitions_need_what_belongs_to_their_type_and_a_pin_that_is_left() {
        assertThat(code("'key': 'stars', 'type': 'rating'")).isEqualTo("INVALID_OPTION");
        assertThat(code("'key': 'stars', 'type': 'rating', 'validations': [{'name': 'scale_min', 'value': '1.0'},"
                        + " {'name': 'scale_max', 'value': '5.0'}]"))
                .isEmpty();
        for (int i = 0; i < 20; i++) {
            assertThat(code("'key': 'k" + i + "', 'type': 'boolean', 'pin': true"))
                    .isEmpty();
        }
        assertThat(code("'key': 'one_more', 'type': 'boolean', 'pin': true")).isEqualTo("PINNED_LIMIT_REACHED");
        assertThat(code("'key': 'one_more', 'type': 'boolean'")).isEmpty();
    }
}
