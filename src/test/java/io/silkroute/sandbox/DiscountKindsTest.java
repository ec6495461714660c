package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Buy-X-get-Y and free shipping. */
class DiscountKindsTest {
    private static RunningShop shop;
    private String product = "";

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
        shop.control("{\"reset\": true, \"clear\": true}");
        product = shop.data(
                        "mutation m($input: ProductSetInput!) { productSet(input: $input) { product { id } } }",
                        json("{'input': {'title': 'Lamp'}}"))
                .at("/productSet/product/id")
                .asString();
    }

    private static JsonNode send(String mutation, String argument, String type, ObjectNode input) {
        ObjectNode variables = RunningShop.JSON.createObjectNode();
        variables.set("d", input);
        String node = mutation.contains("Automatic") ? "automaticDiscountNode" : "codeDiscountNode";
        return shop.data(
                        "mutation m($d: " + type + "!) { " + mutation + "(" + argument + ": $d) { " + node
                                + " { id } userErrors { field code message } } }",
                        variables)
                .get(mutation);
    }

    private static JsonNode bxgy(ObjectNode input) {
        return send("discountCodeBxgyCreate", "bxgyCodeDiscount", "DiscountCodeBxgyInput", input);
    }

    private static JsonNode shipping(String more) {
        ObjectNode input = (ObjectNode) json("{'title': 'Ship', 'code': 'SHIP', 'startsAt': '2026-01-01T00:00:00Z'}");
        input.setAll((ObjectNode) json(more));
        return send(
                "discountCodeFreeShippingCreate", "freeShippingCodeDiscount", "DiscountCodeFreeShippingInput", input);
    }

    private ObjectNode buyTwoGetOne() {
        return (ObjectNode) json("{'title': 'Two', 'code': 'TWO', 'startsAt': '2026-01-01T00:00:00Z',"
                + " 'customerBuys': {'value': {'quantity': '2'}, 'items': {'products': {'productsToAdd': ['" + product
                + "']}}}, 'customerGets': {'value': {'discountOnQuantity': {'quantity': '1', 'effect': {'percentage':"
                + " 1.0}}}, 'items': {'products': {'productsToAdd': ['" + product + "']}}}}");
    }

    @Test
    void buy_two_get_one_is_made_and_read() {
        JsonNode made = bxgy(buyTwoGetOne());

        assertThat(made.get("userErrors")).as(made.toString()).isEmpty();
        JsonNode held = shop.data(
                        "query q($id: ID!) { codeDiscountNode(id: $id) { codeDiscount { __typename ... on DiscountCodeBxgy {"
                                + " discountClasses usesPerOrderLimit customerBuys { isOneTimePurchase value { __typename ... on"
                                + " DiscountQuantity { quantity } } } customerGets { value { ... on DiscountOnQuantity {"
                                + " quantity { quantity } effect { ... on DiscountPercentage { percentage } } } } } } } } }",
                        json("{'id': '" + made.at("/codeDiscountNode/id").asString() + "'}"))
                .at("/codeDiscountNode/codeDiscount");
        assertThat(held)
                .isEqualTo(
                        json("{'__typename': 'DiscountCodeBxgy', 'discountClasses': ['PRODUCT'], 'usesPerOrderLimit':"
                                + " null, 'customerBuys': {'isOneTimePurchase': true, 'value': {'__typename': 'DiscountQuantity',"
                                + " 'quantity': '2'}}, 'customerGets': {'value': {'quantity': {'quantity': '1'}, 'effect':"
                                + " {'percentage': 1.0}}}}"));
    }

    @Test
    void what_buy_x_get_y_cannot_be_is_refused() {
        ObjectNode all = buyTwoGetOne();
        ((ObjectNode) all.get("customerGets")).set("items", json("{'all': true}"));
        ObjectNode plain = buyTwoGetOne();
        ((ObjectNode) plain.get("customerGets")).set("value", json("{'percentage': 0.5}"));

        JsonNode refused = bxgy(all).at("/userErrors/0");
        assertThat(refused.get("field").toString()).isEqualTo("[\"bxgyCodeDiscount\",\"customerGets\"]");
        assertThat(refused.get("message").asString()).isEqualTo("Items in 'customer get' cannot be set to all");
        assertThat(bxgy(plain).at("/userErrors/0/message").asString())
                .isEqualTo("Only discountOnQuantity permitted with bxgy discounts.");
    }

    @Test
    void an_update_of_another_kind_makes_it_that_kind_under_the_same_id() {
        String id = bxgy(buyTwoGetOne()).at("/codeDiscountNode/id").asString();

        JsonNode updated = shop.data(
                "mutation m($id: ID!, $d: DiscountCodeBasicInput!) { discountCodeBasicUpdate(id: $id, basicCodeDiscount: $d)"
                        + " { codeDiscountNode { id codeDiscount { __typename } } userErrors { message } } }",
                json("{'id': '" + id
                        + "', 'd': {'customerGets': {'value': {'percentage': 0.1}, 'items': {'all': true}}}}"));

        assertThat(updated.at("/discountCodeBasicUpdate/codeDiscountNode"))
                .isEqualTo(json("{'id': '" + id + "', 'codeDiscount': {'__typename': 'DiscountCodeBasic'}}"));
    }

    @Test
    void shipping_does_not_combine_with_shipping() {
        assertThat(shipping("{'combinesWith': {'shippingDiscounts': true}}")
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS");
    }

    @Test
    void countries_the_shop_does_not_ship_to_are_dropped_without_a_word_and_the_rest_of_the_world_falls_back() {
        shop.control("{\"shipsTo\": [\"DE\"]}");
        String id = shipping("{'destination': {'countries': {'add': ['DE', 'FR'], 'includeRestOfWorld': true}},"
                        + " 'maximumShippingPrice': '9.90'}")
                .at("/codeDiscountNode/id")
                .asString();
        assertThat(destination(id)).isEqualTo(json("{'countries': ['DE'], 'includeRestOfWorld': true}"));

        JsonNode updated = shop.data(
                "mutation m($id: ID!) { discountCodeFreeShippingUpdate(id: $id, freeShippingCodeDiscount: {destination:"
                        + " {countries: {remove: [DE]}}}) { userErrors { message } } }",
                json("{'id': '" + id + "'}"));
        assertThat(updated.at("/discountCodeFreeShippingUpdate/userErrors")).isEmpty();
        assertThat(destination(id)).isEqualTo(json("{'countries': [], 'includeRestOfWorld': false}"));
    }

    private static JsonNode destination(String id) {
        return shop.data(
                        "query q($id: ID!) { codeDiscountNode(id: $id) { codeDiscount { ... on DiscountCodeFreeShipping {"
                                + " destinationSelection { ... on DiscountCountries { countries includeRestOfWorld } } } } } }",
                        json("{'id': '" + id + "'}"))
                .at("/codeDiscountNode/codeDiscount/destinationSelection");
    }

    @Test
    void automatic_ones_of_both_kinds_are_made() {
        ObjectNode two = buyTwoGetOne();
        two.remove("code");
        two.put("usesPerOrderLimit", "3");
        assertThat(send("discountAutomaticBxgyCreate", "automaticBxgyDiscount", "DiscountAutomaticBxgyInput", two)
                        .get("userErrors"))
                .isEmpty();
        ObjectNode ship = (ObjectNode) json("{'title': 'Auto ship', 'startsAt': '2026-01-01T00:00:00Z',"
                + " 'minimumRequirement': {'quantity': {'greaterThanOrEqualToQuantity': '3'}}}");
        assertThat(send(
                                "discountAutomaticFreeShippingCreate",
                                "freeShippingAutomaticDiscount",
                                "DiscountAutomaticFreeShippingInput",
                                ship)
                        .get("userErrors"))
                .isEmpty();
        assertThat(shop.data(
                                "{ discountNodes(first: 5, query: \"type:bxgy,free_shipping method:automatic\") { nodes { discount {"
                                        + " __typename } } } }",
                                json("{}"))
                        .at("/discountNodes/nodes")
                        .toString())
                .contains("DiscountAutomaticBxgy", "DiscountAutomaticFreeShipping");
    }
}
