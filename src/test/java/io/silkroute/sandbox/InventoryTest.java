package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static io.silkroute.sandbox.RunningShop.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class InventoryTest {
    private static final String LOCATION = "gid://shopify/Location/2001";
    private static final String SET = """
            mutation m($input: InventorySetQuantitiesInput!, $key: String!) {
              inventorySetQuantities(input: $input) @idempotent(key: $key) {
                inventoryAdjustmentGroup { id reason referenceDocumentUri changes { name delta item { id } location { id } } }
                userErrors { code field message } } }
            """;
    private static final String LEVEL = """
            query q($id: ID!) { inventoryItem(id: $id) { tracked sku variant { inventoryQuantity }
              inventoryLevels(first: 5) { nodes { id location { id } quantities(names: ["available", "on_hand", "committed"]) { name quantity } } } } }
            """;
    private static RunningShop shop;
    private JsonNode product;

    @BeforeAll
    static void start() {
        shop = RunningShop.start();
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @BeforeEach
    void a_product_with_two_variants() {
        shop.control("{\"clear\": true}");
        product = product(shop);
    }

    private static JsonNode product(RunningShop shop) {
        return shop.data(
                        "mutation m($input: ProductSetInput!) { productSet(input: $input) { product { id updatedAt"
                                + " variants(first: 2) { nodes { id inventoryItem { id tracked } } } } userErrors { message } } }",
                        json(
                                "{'input': {'title': 'Lamp', 'productOptions': [{'name': 'C', 'values': [{'name': 'R'}, {'name':"
                                        + " 'B'}]}], 'variants': [{'sku': 'L-R', 'optionValues': [{'optionName': 'C', 'name': 'R'}],"
                                        + " 'inventoryQuantities': [{'locationId': '" + LOCATION
                                        + "', 'name': 'available', 'quantity': 5}]}, {'sku': 'L-B', 'optionValues':"
                                        + " [{'optionName': 'C', 'name': 'B'}]}]}}"))
                .at("/productSet/product");
    }

    private String item(int variant) {
        return product.at("/variants/nodes/" + variant + "/inventoryItem/id").asString();
    }

    private static String quantity(String item, int quantity, @Nullable Object changeFrom) {
        return "{'inventoryItemId': '" + item + "', 'locationId': '" + LOCATION + "', 'quantity': " + quantity
                + ", 'changeFromQuantity': " + changeFrom + "}";
    }

    private static JsonNode variables(String key, String name, String quantities) {
        return json("{'key': '" + key + "', 'input': {'name': '" + name
                + "', 'reason': 'correction', 'referenceDocumentUri': 'gid://silkroute/Run/1', 'quantities': ["
                + quantities + "]}}");
    }

    private static JsonNode set(String key, String name, String quantities) {
        return shop.data(SET, variables(key, name, quantities)).get("inventorySetQuantities");
    }

    private static JsonNode refused(String key, String name, String quantities) {
        JsonNode answer = set(key, name, quantities);
        assertThat(answer.get("inventoryAdjustmentGroup").isNull()).isTrue();
        assertThat(answer.get("userErrors")).isNotEmpty();
        return answer.at("/userErrors/0");
    }

    private static String quantities(String item) {
        JsonNode held = shop.data(LEVEL, json("{'id': '" + item + "'}")).get("inventoryItem");
        return held.at("/inventoryLevels/nodes/0/quantities")
                .valueStream()
                .map(quantity -> quantity.get("quantity").asString())
                .collect(Collectors.joining(" "));
    }

    @Test
    void an_item_has_a_level_at_the_only_location_and_an_id_of_its_own() {
        JsonNode held = shop.data(LEVEL, json("{'id': '" + item(0) + "'}")).get("inventoryItem");

        assertThat(quantities(item(0))).isEqualTo("5 5 0");
        assertThat(held.at("/variant/inventoryQuantity").asInt()).isEqualTo(5);
        assertThat(held.at("/tracked").asBoolean()).isTrue();
        assertThat(held.at("/inventoryLevels/nodes/0/location/id").asString()).isEqualTo(LOCATION);
        String level = held.at("/inventoryLevels/nodes/0/id").asString();
        assertThat(level).endsWith("?inventory_item_id=" + item(0).replaceAll(".*/", ""));
        JsonNode found = shop.data(
                "query q($item: ID!, $level: ID!) { node(id: $item) { __typename id } inventoryLevel(id: $level) { item { sku } }"
                        + " location { inventoryLevel(inventoryItemId: $item) { id } inventoryLevels(first: 9) { nodes { id } } } }",
                json("{'item': '" + item(0) + "', 'level': '" + level + "'}"));
        assertThat(found.at("/node/__typename").asString()).isEqualTo("InventoryItem");
        assertThat(found.at("/inventoryLevel/item/sku").asString()).isEqualTo("L-R");
        assertThat(found.at("/location/inventoryLevel/id").asString()).isEqualTo(level);
        assertThat(found.at("/location/inventoryLevels/nodes")).hasSize(2);
        String variant = product.at("/variants/nodes/0/id").asString();
        assertThat(shop.data(LEVEL, json("{'id': '" + variant.replace("ProductVariant", "InventoryItem") + "'}"))
                        .get("inventoryItem")
                        .isNull())
                .isTrue();
    }

    @Test
    void quantities_are_set_and_what_changed_is_told() {
        JsonNode answer = set("k", "available", quantity(item(0), 7, 5) + "," + quantity(item(1), 0, 0));

        assertThat(answer.get("userErrors")).isEmpty();
        assertThat(answer.at("/inventoryAdjustmentGroup/referenceDocumentUri").asString())
                .isEqualTo("gid://silkroute/Run/1");
        String at = ", 'item': {'id': '" + item(0) + "'}, 'location': {'id': '" + LOCATION + "'}}";
        assertThat(answer.at("/inventoryAdjustmentGroup/changes"))
                .isEqualTo(
                        json("[{'name': 'available', 'delta': 2" + at + ", {'name': 'on_hand', 'delta': 2" + at + "]"));
        assertThat(quantities(item(0))).isEqualTo("7 7 0");
        assertThat(shop.get("/sandbox/inventory.jsonl").body())
                .contains("\"sku\":\"L-R\",\"tracked\":true,\"available\":7,\"committed\":0,\"onHand\":7");
        assertThat(updatedAt()).isEqualTo(product.get("updatedAt").asString());
        assertThat(set("k2", "available", quantity(item(0), 7, 7))
                        .get("inventoryAdjustmentGroup")
                        .isNull())
                .isTrue();
    }

    private String updatedAt() {
        return shop.data(
                        "query q($id: ID!) { product(id: $id) { updatedAt } }",
                        json("{'id': " + product.get("id") + "}"))
                .at("/product/updatedAt")
                .asString();
    }

    @Test
    void what_was_sold_is_committed_and_makes_an_expectation_stale() {
        shop.control("{\"stock\": [{\"sku\": \"L-R\", \"sold\": 2}, {\"inventoryItemId\": \"" + item(1)
                + "\", \"available\": 9}]}");
        assertThat(quantities(item(0))).isEqualTo("3 5 2");
        assertThat(quantities(item(1))).isEqualTo("9 9 0");

        JsonNode error = refused("k", "available", quantity(item(1), 1, 9) + "," + quantity(item(0), 7, 5));

        assertThat(error)
                .isEqualTo(
                        json(
                                "{'code': 'CHANGE_FROM_QUANTITY_STALE', 'field': ['input', 'quantities', '1', 'changeFromQuantity'],"
                                        + " 'message': 'The changeFromQuantity argument no longer matches the persisted quantity.'}"));
        assertThat(quantities(item(1))).as("all or none").isEqualTo("9 9 0");
        assertThat(set("k2", "on_hand", quantity(item(0), 10, 5)).get("userErrors"))
                .isEmpty();
        assertThat(quantities(item(0))).isEqualTo("8 10 2");
        assertThat(set("k3", "available", quantity(item(0), -1, null)).get("userErrors"))
                .isEmpty();
        assertThat(quantities(item(0))).isEqualTo("-1 1 2");
    }

    @Test
    void only_items_that_are_there_are_sold() {
        for (String entry : new String[] {"{\"sku\": \"none\", \"sold\": 1}", "{\"sold\": 1}"}) {
            assertThat(shop.post(
                                    "/sandbox/control",
                                    RunningShop.TOKEN,
                                    "{\"stock\": [{\"sku\": \"L-R\", \"sold\": 1}, " + entry + "]}")
                            .statusCode())
                    .isEqualTo(400);
        }
        assertThat(quantities(item(0))).isEqualTo("5 5 0");
    }

    @Test
    void without_the_directive_it_is_a_bad_request() {
        JsonNode answer = shop.call(
                "mutation m($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) { userErrors { code } } }",
                json("{'input': "
                        + variables("k", "available", quantity(item(0), 7, 5)).get("input") + "}"));

        JsonNode error = answer.at("/errors/0");
        assertThat(error.get("message").asString())
                .isEqualTo("The @idempotent directive is required for this mutation but was not provided.");
        assertThat(error.get("extensions")).isEqualTo(json("{'code': 'BAD_REQUEST'}"));
        assertThat(error.get("path")).isEqualTo(json("['inventorySetQuantities']"));
        assertThat(answer.at("/data/inventorySetQuantities").isNull()).isTrue();
        assertThat(shop.call(SET, variables(" ", "available", quantity(item(0), 7, 5)))
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("BAD_REQUEST");
        assertThat(shop.call("{ shop @idempotent(key: \"k\") { name } }")
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("BAD_REQUEST");
        assertThat(quantities(item(0))).isEqualTo("5 5 0");
    }

    @Test
    void an_expectation_must_be_passed_and_the_old_arguments_are_gone() {
        JsonNode missing = shop.call(
                SET,
                json(
                        "{'key': 'k', 'input': {'name': 'available', 'reason': 'correction', 'quantities': [{'inventoryItemId': '"
                                + item(0) + "', 'locationId': '" + LOCATION + "', 'quantity': 7}]}}"));
        assertThat(missing.at("/errors/0/message").asString())
                .isEqualTo("InventoryQuantityInput must include the following argument: changeFromQuantity.");
        assertThat(missing.at("/errors/0/extensions/code").asString()).isEqualTo("INVALID_FIELD_ARGUMENTS");
        assertThat(missing.at("/errors/0/path")).isEqualTo(json("['inventorySetQuantities']"));

        JsonNode old = shop.call(
                SET,
                json(
                        "{'key': 'k', 'input': {'name': 'available', 'reason': 'correction', 'ignoreCompareQuantity': true,"
                                + " 'quantities': []}}"));
        assertThat(old.at("/errors/0/message").asString())
                .isEqualTo("Variable $input of type InventorySetQuantitiesInput! was provided invalid value for"
                        + " ignoreCompareQuantity (Field is not defined on InventorySetQuantitiesInput)");
        assertThat(set("k", "available", quantity(item(0), 7, 5)).get("userErrors"))
                .as("the key was not used up")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "damaged,1,INVALID_NAME,name",
        "on_hand,-5,INVALID_QUANTITY_NEGATIVE,quantities 0 quantity",
        "available,1000000001,INVALID_QUANTITY_TOO_HIGH,quantities 0 quantity",
        "available,-1000000001,INVALID_QUANTITY_TOO_LOW,quantities 0 quantity"
    })
    void names_and_quantities_out_of_bounds_are_refused(String name, int quantity, String code, String field) {
        JsonNode error = refused("k", name, quantity(item(0), quantity, null));

        assertThat(error.get("code").asString()).isEqualTo(code);
        assertThat(error.get("field").valueStream().map(JsonNode::asString).collect(Collectors.joining(" ")))
                .isEqualTo("input " + field);
    }

    @Test
    void what_is_not_there_is_refused_and_what_is_there_twice() {
        JsonNode unknown = set(
                "k1",
                "available",
                quantity("gid://shopify/InventoryItem/42", 1, 0).replace("2001", "9"));
        assertThat(unknown.get("userErrors").findValuesAsString("code"))
                .containsExactly("INVALID_INVENTORY_ITEM", "INVALID_LOCATION");
        assertThat(unknown.at("/userErrors/0/message").asString())
                .isEqualTo("The specified inventory item could not be found.");
        assertThat(unknown.at("/userErrors/1/field")).isEqualTo(json("['input', 'quantities', '0', 'locationId']"));
        JsonNode twice = set("k2", "available", quantity(item(0), 1, 5) + "," + quantity(item(0), 2, 5));
        assertThat(twice.get("userErrors").findValuesAsString("code"))
                .containsExactly(
                        "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR", "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR");
        JsonNode bad = shop.data(
                        SET,
                        read(variables("k3", "available", quantity(item(0), 1, 5))
                                .toString()
                                .replace("correction", "because")
                                .replace("gid://silkroute/Run/1", "no uri")))
                .at("/inventorySetQuantities/userErrors");
        assertThat(bad.findValuesAsString("code")).containsExactly("INVALID_REASON", "INVALID_REFERENCE_DOCUMENT");
        assertThat(quantities(item(0))).isEqualTo("5 5 0");
    }

    @Test
    void more_than_250_quantities_are_a_top_level_error() {
        String many = IntStream.range(0, 251)
                .mapToObj(i -> quantity("gid://shopify/InventoryItem/" + i, 1, null))
                .collect(Collectors.joining(","));

        JsonNode error = shop.call(SET, variables("k", "available", many)).at("/errors/0");

        assertThat(error.at("/extensions/code").asString()).isEqualTo("MAX_INPUT_SIZE_EXCEEDED");
        assertThat(error.get("path")).isEqualTo(json("['inventorySetQuantities', 'input', 'quantities']"));
    }

    @Test
    void a_key_has_one_effect_and_its_answer_comes_again() {
        String wanted = quantity(item(0), 7, 5);
        JsonNode first = set("k", "available", wanted);
        shop.control("{\"stock\": [{\"sku\": \"L-R\", \"sold\": 3}]}");

        assertThat(set("k", "available", wanted)).isEqualTo(first);
        assertThat(quantities(item(0))).as("no second effect").isEqualTo("4 7 3");
        assertThat(refused("k", "available", quantity(item(0), 8, 5))
                        .get("code")
                        .asString())
                .isEqualTo("IDEMPOTENCY_KEY_PARAMETER_MISMATCH");
        assertThat(refused("stale", "available", wanted).get("code").asString())
                .isEqualTo("CHANGE_FROM_QUANTITY_STALE");
        assertThat(refused("stale", "available", wanted).get("code").asString())
                .isEqualTo("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED");
    }

    @Test
    void it_costs_as_much_as_was_seen_and_counts_as_a_write() {
        JsonNode cost = shop.call(SET, variables("k", "available", quantity(item(0), 7, 5)))
                .at("/extensions/cost");

        assertThat(cost.get("requestedQueryCost").asInt()).isEqualTo(13);
        assertThat(cost.get("actualQueryCost").asInt()).isEqualTo(13);
        assertThat(shop.control("{}").at("/statistics/writes").asInt()).isEqualTo(2);
    }

    @Test
    void a_location_stocks_an_item_from_its_activation_on_and_once_a_key() {
        shop.control("{\"locations\": [\"Main warehouse\", \"Outlet\"]}");
        String outlet = "gid://shopify/Location/2002";
        String activate = "mutation m($item: ID!, $location: ID!, $available: Int, $key: String!) {"
                + " inventoryActivate(inventoryItemId: $item, locationId: $location, available: $available)"
                + " @idempotent(key: $key) { inventoryLevel { location { name } quantities(names: [\"available\"])"
                + " { quantity } } userErrors { field message } } }";
        JsonNode six = json("{'item': '" + item(0) + "', 'location': '" + outlet + "', 'available': 6, 'key': 'a'}");
        try {
            assertThat(set("k0", "available", quantity(item(0), 7, 5).replace("2001", "2002"))
                            .at("/userErrors/0/message")
                            .asString())
                    .isEqualTo("The specified inventory item is not stocked at the location.");

            JsonNode first = shop.data(activate, six).get("inventoryActivate");
            assertThat(first.get("userErrors")).isEmpty();
            assertThat(first.at("/inventoryLevel/location/name").asString()).isEqualTo("Outlet");
            assertThat(shop.data(activate, six).get("inventoryActivate")).isEqualTo(first);
            assertThat(shop.data(
                                    activate,
                                    json("{'item': '" + item(0) + "', 'location': '" + outlet
                                            + "', 'available': 8, 'key': 'b'}"))
                            .at("/inventoryActivate/userErrors/0/message")
                            .asString())
                    .contains("already active at the location");
            assertThat(set("k1", "available", quantity(item(0), 9, 6).replace("2001", "2002"))
                            .get("userErrors"))
                    .isEmpty();

            JsonNode levels =
                    shop.data(LEVEL, json("{'id': '" + item(0) + "'}")).get("inventoryItem");
            assertThat(levels.at("/inventoryLevels/nodes")).hasSize(2);
            assertThat(levels.at("/inventoryLevels/nodes/1/quantities/0/quantity")
                            .asInt())
                    .isEqualTo(9);
            assertThat(levels.at("/variant/inventoryQuantity").asInt()).isEqualTo(14);
            assertThat(quantities(item(0))).isEqualTo("5 5 0");
            assertThat(shop.get("/sandbox/inventory.jsonl").body())
                    .contains("\"available\":9,\"committed\":0,\"onHand\":9,\"location\":\"Outlet\"");
            assertThat(shop.data("{ locations(first: 9) { nodes { name isPrimary } } }", json("{}"))
                            .at("/locations/nodes")
                            .findValuesAsString("name"))
                    .containsExactly("Main warehouse", "Outlet");
        } finally {
            shop.control("{\"locations\": []}");
        }
    }

    @Test
    void it_needs_its_scope() {
        try (RunningShop narrow = RunningShop.start("--silkroute.sandbox.scopes=write_products")) {
            JsonNode denied = narrow.call(SET, variables("k", "available", quantity(item(0), 7, 5)));

            assertThat(denied.at("/errors/0/extensions/requiredAccess").asString())
                    .isEqualTo("`write_inventory` access scope.");
        }
    }

    @Test
    void stock_and_keys_outlive_a_restart(@TempDir Path folder) {
        String data = "--silkroute.sandbox.data=" + folder;
        JsonNode once;
        JsonNode wanted;
        try (RunningShop before = RunningShop.start(data)) {
            product = product(before);
            wanted = variables("k", "available", quantity(item(0), 7, 5));
            once = before.data(SET, wanted);
            before.control("{\"stock\": [{\"sku\": \"L-R\", \"sold\": 1}]}");
        }
        try (RunningShop again = RunningShop.start(data)) {
            assertThat(again.data(SET, wanted)).isEqualTo(once);
            assertThat(again.get("/sandbox/inventory.jsonl").body())
                    .contains("\"available\":6,\"committed\":1,\"onHand\":7");
        }
    }
}
