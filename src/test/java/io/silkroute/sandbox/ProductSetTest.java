package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProductSetTest {
    private static final String SET = """
            mutation productSet($identifier: ProductSetIdentifiers, $input: ProductSetInput!) {
              productSet(identifier: $identifier, input: $input, synchronous: true) {
                product { id title handle status tags vendor options { name values } collections(first: 10) { nodes { id } }
                  metafields(first: 10) { nodes { namespace key type value } } media(first: 10) { nodes { id alt } }
                  variants(first: 10) { nodes { id sku price selectedOptions { name value } } } }
                userErrors { code field message } } }
            """;
    private static final String RED_AND_BLUE = """
            'productOptions': [{'name': 'Color', 'values': [{'name': 'Red'}, {'name': 'Blue'}]}],
            'variants': [
              {'optionValues': [{'optionName': 'Color', 'name': 'Red'}], 'sku': 'R', 'price': '10'},
              {'optionValues': [{'optionName': 'Color', 'name': 'Blue'}], 'sku': 'B', 'price': 12.5}]
            """;
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

    private static JsonNode product(String variables) {
        JsonNode answer = set(variables);
        assertThat(answer.get("userErrors")).isEmpty();
        return answer.get("product");
    }

    private static String code(JsonNode answer) {
        assertThat(answer.get("product").isNull()).isTrue();
        return answer.at("/userErrors/0/code").asString();
    }

    private static void defineIdentity() {
        JsonNode defined = shop.data(
                "mutation d($d: MetafieldDefinitionInput!) { metafieldDefinitionCreate(definition: $d) { createdDefinition { id } userErrors { code message } } }",
                json(
                        "{'d': {'name': 'Item', 'namespace': 'silkroute', 'key': 'item_id', 'type': 'id', 'ownerType': 'PRODUCT'}}"));
        assertThat(defined.at("/metafieldDefinitionCreate/userErrors")).isEmpty();
    }

    @Test
    void a_product_without_variants_gets_the_default_variant() {
        JsonNode product = product("{'input': {'title': 'Lamp'}}");

        assertThat(product.at("/options/0/name").asString()).isEqualTo("Title");
        assertThat(product.at("/variants/nodes/0/selectedOptions/0/value").asString())
                .isEqualTo("Default Title");
        assertThat(product.get("status").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void tags_are_trimmed_deduplicated_and_sorted() {
        JsonNode product = product("{'input': {'title': 'Lamp', 'tags': [' zebra', 'Apple', 'apple', 'mango ']}}");

        assertThat(product.get("tags").toString()).isEqualTo("[\"Apple\",\"mango\",\"zebra\"]");
    }

    @Test
    void a_generated_handle_gets_a_suffix_and_a_given_one_is_refused() {
        product("{'input': {'title': 'Lamp'}}");

        assertThat(product("{'input': {'title': 'Lamp'}}").get("handle").asString())
                .isEqualTo("lamp-1");
        assertThat(product("{'input': {'title': 'Lamp'}}").get("handle").asString())
                .isEqualTo("lamp-2");
        JsonNode refused = set("{'input': {'title': 'Lamp', 'handle': 'lamp'}}");
        assertThat(code(refused)).isEqualTo("HANDLE_NOT_UNIQUE");
        assertThat(refused.at("/userErrors/0/field").toString()).isEqualTo("[\"input\",\"handle\"]");
        assertThat(refused.at("/userErrors/0/message").asString())
                .isEqualTo("Handle 'lamp' already in use. Please provide a new handle.");
    }

    @Test
    void a_given_list_is_replaced_and_an_omitted_one_stays() {
        JsonNode before = product("{'input': {'title': 'Shirt', 'tags': ['a', 'b'], " + RED_AND_BLUE + "}}");
        String id = before.get("id").asString();

        JsonNode after = product("{'identifier': {'id': '" + id + "'}, 'input': {'tags': ['c']}}");

        assertThat(after.get("tags").toString()).isEqualTo("[\"c\"]");
        assertThat(after.get("variants")).isEqualTo(before.get("variants"));
        assertThat(after.get("title").asString()).isEqualTo("Shirt");
        assertThat(after.get("handle").asString()).isEqualTo("shirt");
    }

    @Test
    void a_null_clears_a_field_and_an_omitted_one_stays_also_inside_of_an_object() {
        String options = "'productOptions': [{'name': 'C', 'values': [{'name': 'R'}]}],"
                + "'variants': [{'optionValues': [{'optionName': 'C', 'name': 'R'}]";
        String id = product("{'input': {'title': 'A', 'descriptionHtml': 'Text', 'vendor': 'V',"
                        + "'category': 'gid://shopify/TaxonomyCategory/aa-1', 'seo': {'title': 'T', 'description': 'D'},"
                        + options + ", 'price': '5', 'barcode': '400', 'compareAtPrice': '9', 'taxCode': 'X',"
                        + "'unitPriceMeasurement': {'quantityValue': 1.5},"
                        + "'inventoryItem': {'cost': '2', 'harmonizedSystemCode': '621710'}}]}}")
                .get("id")
                .asString();

        product("{'identifier': {'id': '" + id + "'}, 'input': {'descriptionHtml': null, 'category': null,"
                + "'seo': {'title': null}," + options + ", 'barcode': null, 'compareAtPrice': null, 'taxCode': null,"
                + "'unitPriceMeasurement': {'quantityValue': null}, 'inventoryItem': {'cost': null}}]}}");

        JsonNode held = shop.data(
                "query q($id: ID!) { product(id: $id) { descriptionHtml vendor category { id } seo { title description }"
                        + " variants(first: 1) { nodes { price barcode compareAtPrice taxCode"
                        + " unitPriceMeasurement { quantityValue }"
                        + " inventoryItem { unitCost { amount } harmonizedSystemCode } } } } }",
                json("{'id': '" + id + "'}"));
        assertThat(held.get("product"))
                .isEqualTo(json("{'descriptionHtml': '', 'vendor': 'V', 'category': null,"
                        + "'seo': {'title': null, 'description': 'D'}, 'variants': {'nodes': [{'price': '5.00',"
                        + "'barcode': null, 'compareAtPrice': null, 'taxCode': null, 'unitPriceMeasurement': null,"
                        + "'inventoryItem': {'unitCost': null, 'harmonizedSystemCode': '621710'}}]}}"));
    }

    @Test
    void what_cannot_be_without_a_value_takes_no_null() {
        JsonNode product = product("{'input': {'title': 'Shirt', " + RED_AND_BLUE + "}}");
        String red = product.at("/variants/nodes/0/id").asString();

        assertThat(code(set("{'identifier': {'id': " + product.get("id") + "}, 'input': {'title': null}}")))
                .isEqualTo("INVALID_PRODUCT");
        assertThat(code(set("{'identifier': {'id': " + product.get("id") + "}, 'input': {'category': ''}}")))
                .isEqualTo("INVALID_PRODUCT");
        JsonNode priceless = shop.data(
                "mutation m($id: ID!, $red: ID!) { productVariantsBulkUpdate(productId: $id,"
                        + " variants: [{id: $red, price: null}]) { userErrors { code } } }",
                json("{'id': " + product.get("id") + ", 'red': '" + red + "'}"));
        assertThat(priceless.at("/productVariantsBulkUpdate/userErrors/0/code").asString())
                .isEqualTo("BLANK");
        assertThat(code(set("{'input': {'title': 'S', 'productOptions': [{'name': 'C', 'values': [{'name': 'R'}]}],"
                        + "'variants': [{'price': null, 'optionValues': [{'optionName': 'C', 'name': 'R'}]}]}}")))
                .isEqualTo("INVALID_VARIANT");
    }

    @Test
    void variants_without_ids_are_matched_by_their_option_values() {
        JsonNode before = product("{'input': {'title': 'Shirt', " + RED_AND_BLUE + "}}");
        String id = before.get("id").asString();

        JsonNode after = product("{'identifier': {'id': '" + id
                + "'}, 'input': {'productOptions': [{'name': 'Color', 'values': [{'name': 'Blue'}, {'name': 'Green'}]}],"
                + "'variants': [{'optionValues': [{'optionName': 'Color', 'name': 'Blue'}]},"
                + "{'optionValues': [{'optionName': 'Color', 'name': 'Green'}], 'price': '3.00'}]}}");

        JsonNode blue = after.at("/variants/nodes/0");
        assertThat(blue.get("id")).isEqualTo(before.at("/variants/nodes/1/id"));
        assertThat(blue.get("price").asString()).isEqualTo("12.50");
        assertThat(blue.get("sku").asString()).isEqualTo("B");
        assertThat(after.at("/variants/nodes")).hasSize(2);
    }

    @Test
    void options_and_variants_only_come_together() {
        JsonNode missing =
                set("{'input': {'title': 'S', 'productOptions': [{'name': 'C', 'values': [{'name': 'R'}]}]}}");
        assertThat(code(missing)).isEqualTo("VARIANTS_INPUT_MISSING");
        assertThat(missing.at("/userErrors/0/message").asString())
                .isEqualTo("Variants input is required when updating product options");
        assertThat(code(set("{'input': {'title': 'S', 'variants': [{'optionValues': []}]}}")))
                .isEqualTo("PRODUCT_OPTIONS_INPUT_MISSING");
    }

    @Test
    void bad_options_are_refused_each_with_its_code() {
        String four = IntStream.range(0, 4)
                .mapToObj(i -> "{'name': 'O" + i + "', 'values': [{'name': 'v'}]}")
                .collect(Collectors.joining(","));
        String variant = "'variants': [{'optionValues': [{'optionName': 'C', 'name': 'R'}]}]";
        assertThat(code(set("{'input': {'title': 'S', 'productOptions': [" + four + "], " + variant + "}}")))
                .isEqualTo("OPTIONS_OVER_LIMIT");
        assertThat(code(set("{'input': {'title': 'S', 'productOptions': [{'name': 'C', 'values': [{'name': 'R'}]},"
                        + "{'name': 'C', 'values': [{'name': 'R'}]}], " + variant + "}}")))
                .isEqualTo("DUPLICATED_OPTION_NAME");
        assertThat(code(set(
                        "{'input': {'title': 'S', 'productOptions': [{'name': 'C', 'values': [{'name': 'R'}, {'name': 'R'}]}], "
                                + variant + "}}")))
                .isEqualTo("DUPLICATED_OPTION_VALUE");
        assertThat(code(set(
                        "{'input': {'title': 'S', 'productOptions': [{'name': 'C', 'values': []}], " + variant + "}}")))
                .isEqualTo("OPTION_VALUES_MISSING");
        assertThat(code(set("{'input': {'title': 'S', 'productOptions': [{'name': 'C', 'values': [{'name': 'X'}]}], "
                        + variant + "}}")))
                .isEqualTo("OPTION_VALUE_DOES_NOT_EXIST");
    }

    @Test
    void more_than_2048_variants_are_a_top_level_error_with_its_cost() {
        String variants = IntStream.range(0, 2049)
                .mapToObj(i -> "{'optionValues': [{'optionName': 'C', 'name': 'v" + i + "'}]}")
                .collect(Collectors.joining(","));

        JsonNode answer = shop.call(
                "mutation m($input: ProductSetInput!) { productSet(input: $input) { product { id } userErrors { message } } }",
                json(
                        "{'input': {'title': 'S', 'productOptions': [{'name': 'C', 'values': [{'name': 'v0'}]}], 'variants': ["
                                + variants + "]}}"));

        assertThat(answer.has("data")).isFalse();
        assertThat(answer.at("/errors/0/message").asString())
                .isEqualTo("The input array size of 2049 is greater than the maximum allowed of 2048.");
        assertThat(answer.at("/errors/0/path").toString()).isEqualTo("[\"productSet\",\"input\",\"variants\"]");
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("MAX_INPUT_SIZE_EXCEEDED");
        assertThat(answer.at("/extensions/cost/requestedQueryCost").asInt()).isEqualTo(420);
        assertThat(answer.at("/extensions/cost/actualQueryCost").isNull()).isTrue();
    }

    @Test
    void a_custom_id_needs_its_definition() {
        JsonNode answer = shop.call(
                SET,
                json(
                        "{'identifier': {'customId': {'namespace': 'silkroute', 'key': 'item_id', 'value': '1'}}, 'input': {'title': 'A'}}"));

        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("NOT_FOUND");
        assertThat(answer.at("/data/productSet").isNull()).isTrue();
    }

    @Test
    void a_custom_id_makes_one_product_however_often_it_is_sent() {
        defineIdentity();
        String customId = "{'customId': {'namespace': 'silkroute', 'key': 'item_id', 'value': 'SKU-1'}}";

        JsonNode first = product("{'identifier': " + customId + ", 'input': {'title': 'A'}}");
        JsonNode second = product("{'identifier': " + customId + ", 'input': {'title': 'B'}}");

        assertThat(second.get("id")).isEqualTo(first.get("id"));
        assertThat(second.at("/metafields/nodes/0/type").asString()).isEqualTo("id");
        assertThat(second.at("/metafields/nodes/0/value").asString()).isEqualTo("SKU-1");
    }

    @Test
    void metafields_with_a_custom_id_must_hold_exactly_its_triple() {
        defineIdentity();
        String start =
                "{'identifier': {'customId': {'namespace': 'silkroute', 'key': 'item_id', 'value': 'SKU-1'}}, 'input': {'title': 'A', 'metafields': [";

        assertThat(code(set(start
                        + "{'namespace': 'pim', 'key': 'family', 'type': 'single_line_text_field', 'value': 'x'}]}}")))
                .isEqualTo("METAFIELD_MISMATCH");
        assertThat(code(set(start + "{'namespace': 'silkroute', 'key': 'item_id', 'value': 'SKU-1', 'type': 'id'}]}}")))
                .isEqualTo("METAFIELD_MISMATCH");
        assertThat(product(start + "{'namespace': 'silkroute', 'key': 'item_id', 'value': 'SKU-1'}]}}")
                        .at("/metafields/nodes"))
                .hasSize(1);
    }

    @Test
    void a_unique_value_belongs_to_one_product() {
        defineIdentity();
        product(
                "{'identifier': {'customId': {'namespace': 'silkroute', 'key': 'item_id', 'value': 'SKU-1'}}, 'input': {'title': 'A'}}");

        assertThat(
                        code(
                                set(
                                        "{'input': {'title': 'B', 'metafields': [{'namespace': 'silkroute', 'key': 'item_id', 'value': 'SKU-1'}]}}")))
                .isEqualTo("CAPABILITY_VIOLATION");
    }

    @Test
    void an_identifier_and_an_id_exclude_each_other() {
        String id = product("{'input': {'title': 'A'}}").get("id").asString();

        assertThat(code(set("{'identifier': {'id': '" + id + "'}, 'input': {'id': '" + id + "'}}")))
                .isEqualTo("ID_NOT_ALLOWED");
        assertThat(code(set("{'identifier': {'id': 'gid://shopify/Product/1'}, 'input': {'title': 'x'}}")))
                .isEqualTo("PRODUCT_DOES_NOT_EXIST");
        assertThat(code(set("{'identifier': {'handle': 'a'}, 'input': {'handle': 'b'}}")))
                .isEqualTo("INPUT_MISMATCH");
    }

    @Test
    void long_scalars_bad_prices_and_unknown_collections_are_refused() {
        assertThat(set("{'input': {'title': '" + "x".repeat(256) + "'}}")
                        .at("/userErrors/0/message")
                        .asString())
                .isEqualTo("Title is too long (maximum is 255 characters)");
        assertThat(code(set("{'input': {'title': 'S', 'productOptions': [{'name': 'C', 'values': [{'name': 'R'}]}],"
                        + "'variants': [{'price': '-1', 'optionValues': [{'optionName': 'C', 'name': 'R'}]}]}}")))
                .isEqualTo("INVALID_VARIANT");
        assertThat(code(set("{'input': {'title': 'S', 'collections': ['gid://shopify/Collection/9']}}")))
                .isEqualTo("INVALID_INPUT");
    }

    @Test
    void a_price_that_is_no_number_is_an_invalid_variable() {
        JsonNode answer = shop.call(
                SET,
                json(
                        "{'input': {'title': 'S', 'productOptions': [], 'variants': [{'price': 'cheap', 'optionValues': []}]}}"));

        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("INVALID_VARIABLE");
        assertThat(answer.at("/errors/0/extensions/problems/0/path").toString())
                .isEqualTo("[\"input\",\"variants\",0,\"price\"]".replace("\"input\",", ""));
        assertThat(answer.at("/errors/0/message").asString()).contains("$input of type ProductSetInput!");
    }

    @Test
    void files_become_the_products_images_and_a_source_given_again_is_a_new_one() {
        JsonNode first = product(
                "{'input': {'title': 'A', 'files': [{'originalSource': 'https://x.test/a.jpg', 'alt': 'front'}]}}");
        String id = first.get("id").asString();
        String media = first.at("/media/nodes/0/id").asString();

        JsonNode kept = product("{'identifier': {'id': '" + id + "'}, 'input': {'files': [{'id': '" + media
                + "'}, {'originalSource': 'https://x.test/a.jpg'}]}}");

        assertThat(kept.at("/media/nodes/0/id").asString()).isEqualTo(media);
        assertThat(kept.at("/media/nodes/1/id").asString()).isNotEqualTo(media);
        assertThat(code(set("{'input': {'title': 'B', 'files': [{'originalSource': 'a.jpg'}]}}")))
                .isEqualTo("INVALID_INPUT");
    }

    @Test
    void an_image_is_there_when_it_is_processed_and_a_name_that_is_taken_gets_a_uuid() {
        JsonNode product = product("{'input': {'title': 'A', 'files': [{'originalSource': 'https://x.test/1/a_b.jpg'},"
                + " {'originalSource': 'https://x.test/2/a_b.jpg'}]}}");
        String query = "query q($id: ID!) { product(id: $id) { media(first: 2) { nodes"
                + " { status ... on MediaImage { image { url } } } } } }";
        JsonNode id = json("{'id': " + product.get("id") + "}");
        JsonNode at = shop.data(query, id).at("/product/media/nodes");
        assertThat(at.findValuesAsString("status")).containsOnly("UPLOADED");
        assertThat(at.findValues("image")).allMatch(JsonNode::isNull);

        JsonNode ready = Awaitility.await()
                .until(
                        () -> shop.data(query, id).at("/product/media/nodes"),
                        nodes -> nodes.at("/0/status").asString().equals("READY"));
        assertThat(ready.at("/0/image/url").asString()).contains("/a_b.jpg?v=");
        assertThat(ready.at("/1/image/url").asString()).containsPattern("/a_b_[0-9a-f-]{36}\\.jpg\\?v=");
    }

    @Test
    void with_one_user_error_nothing_is_changed() {
        String id =
                product("{'input': {'title': 'A', 'tags': ['x']}}").get("id").asString();

        set("{'identifier': {'id': '" + id
                + "'}, 'input': {'tags': ['y'], 'collections': ['gid://shopify/Collection/9']}}");

        JsonNode held = shop.data("query q($id: ID!) { product(id: $id) { tags } }", json("{'id': '" + id + "'}"));
        assertThat(StreamSupport.stream(held.at("/product/tags").spliterator(), false)
                        .map(JsonNode::asString))
                .containsExactly("x");
    }

    private static final String READ =
            "query p($id: ID!) { product(id: $id) { isGiftCard category { id name fullName } } }";

    @Test
    void a_category_is_one_of_shopifys_list() {
        JsonNode product = product("{'input': {'title': 'A', 'category': 'gid://shopify/TaxonomyCategory/aa-1-13-8'}}");
        JsonNode read = shop.data(READ, product);
        assertThat(read.at("/product/category/name").asString()).isEqualTo("T-Shirts");
        assertThat(read.at("/product/category/fullName").asString())
                .isEqualTo("Apparel & Accessories > Clothing > Clothing Tops > T-Shirts");

        for (String none : new String[] {"gid://shopify/TaxonomyCategory/aa-1-13-4711", "aa-1-13-8", "Furniture"}) {
            JsonNode refused = set("{'input': {'title': 'B', 'category': '" + none + "'}}");
            assertThat(code(refused)).isEqualTo("INVALID_PRODUCT");
            assertThat(refused.at("/userErrors/0/message").asString()).isEqualTo("Invalid product_taxonomy_node_id");
            assertThat(refused.at("/userErrors/0/field")).isEqualTo(json("['input', 'category']"));
        }
    }

    @Test
    void a_product_is_a_gift_card_from_its_beginning_once_they_are_activated() {
        assertThat(code(set("{'input': {'title': 'A', 'giftCard': true}}"))).isEqualTo("GIFT_CARDS_NOT_ACTIVATED");
        shop.control("{\"giftCards\": true}");
        JsonNode card = product("{'input': {'title': 'A', 'giftCard': true}}");
        assertThat(shop.data(READ, card).at("/product/isGiftCard").asBoolean(false))
                .isTrue();

        String id = card.get("id").asString();
        assertThat(product("{'identifier': {'id': '" + id + "'}, 'input': {'giftCard': true, 'title': 'B'}}")
                        .get("title")
                        .asString())
                .isEqualTo("B");
        assertThat(code(set("{'identifier': {'id': '" + id + "'}, 'input': {'giftCard': false}}")))
                .isEqualTo("GIFT_CARD_ATTRIBUTE_CANNOT_BE_CHANGED");
        shop.control("{\"giftCards\": false}");
    }

    @Test
    void a_customs_code_has_six_to_thirteen_digits() {
        String input =
                "{'input': {'title': 'A', 'productOptions': [{'name': 'T', 'values': [{'name': 'V'}]}], 'variants': ["
                        + "{'optionValues': [{'optionName': 'T', 'name': 'V'}], 'inventoryItem': {'harmonizedSystemCode': '%s'}}]}}";
        product(input.formatted("6217100000123"));
        assertThat(code(set(input.formatted("62171")))).isEqualTo("INVALID_VARIANT");
        assertThat(code(set(input.formatted("6217.10")))).isEqualTo("INVALID_VARIANT");
    }
}
