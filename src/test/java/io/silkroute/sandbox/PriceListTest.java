package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PriceListTest {
    private static final String ADD = """
            mutation m($list: ID!, $prices: [PriceListPriceInput!]!) {
              priceListFixedPricesAdd(priceListId: $list, prices: $prices) {
                prices { originType price { amount currencyCode } compareAtPrice { amount } variant { id } }
                userErrors { code field message } } }
            """;
    private static final String DELETE = """
            mutation m($list: ID!, $ids: [ID!]!) {
              priceListFixedPricesDelete(priceListId: $list, variantIds: $ids) {
                deletedFixedPriceVariantIds userErrors { code field message } } }
            """;
    private static final String LISTS = """
            { priceLists(first: 5) { nodes { id name currency fixedPricesCount catalog { __typename title status }
              prices(first: 5, originType: FIXED) { nodes { price { amount } compareAtPrice { amount } variant { id } } } } } }
            """;
    private static RunningShop shop;
    private String product = "";
    private String red = "";
    private String blue = "";

    @BeforeAll
    static void start() {
        shop = RunningShop.start();
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @BeforeEach
    void a_product_and_two_lists() {
        shop.control("{\"clear\": true}");
        JsonNode made = product(shop, "{'name': 'R'}, {'name': 'B'}", variant("R") + ", " + variant("B"));
        product = made.path("id").asString();
        red = made.at("/variants/nodes/0/id").asString();
        blue = made.at("/variants/nodes/1/id").asString();
        lists(shop);
    }

    private static void lists(RunningShop of) {
        of.control(json("{'priceLists': [{'name': 'Japan', 'currency': 'JPY'},"
                        + " {'name': 'Wholesale', 'currency': 'USD', 'catalog': 'company'}]}")
                .toString());
    }

    private static String variant(String color) {
        return "{'optionValues': [{'optionName': 'C', 'name': '" + color + "'}]}";
    }

    private static JsonNode product(RunningShop of, String values, String variants) {
        return of.data(
                        "mutation m($input: ProductSetInput!) { productSet(input: $input, identifier: {handle: \"lamp\"}) {"
                                + " product { id variants(first: 2) { nodes { id } } } userErrors { message } } }",
                        json(
                                "{'input': {'title': 'Lamp', 'handle': 'lamp', 'productOptions': [{'name': 'C', 'values': ["
                                        + values + "]}], 'variants': [" + variants + "]}}"))
                .at("/productSet/product");
    }

    private static JsonNode all(RunningShop of) {
        return of.data(LISTS, json("{}")).at("/priceLists/nodes");
    }

    private static String japan() {
        return all(shop).at("/0/id").asString();
    }

    private static String price(String variant, String amount, String currency) {
        return "{'variantId': '" + variant + "', 'price': {'amount': '" + amount + "', 'currencyCode': '" + currency
                + "'}}";
    }

    private static JsonNode add(String list, String prices) {
        return shop.data(ADD, json("{'list': '" + list + "', 'prices': [" + prices + "]}"))
                .get("priceListFixedPricesAdd");
    }

    private static JsonNode delete(String list, String ids) {
        return shop.data(DELETE, json("{'list': '" + list + "', 'ids': [" + ids + "]}"))
                .get("priceListFixedPricesDelete");
    }

    @Test
    void a_list_has_its_currency_and_its_catalog() {
        JsonNode lists = all(shop);
        assertThat(lists.at("/0/name").asString()).isEqualTo("Japan");
        assertThat(lists.at("/0/currency").asString()).isEqualTo("JPY");
        assertThat(lists.at("/0/catalog/__typename").asString()).isEqualTo("MarketCatalog");
        assertThat(lists.at("/1/catalog/__typename").asString()).isEqualTo("CompanyLocationCatalog");
    }

    @Test
    void prices_are_set_in_the_digits_of_the_currency_and_set_anew() {
        JsonNode added = add(
                japan(),
                "{'variantId': '" + red + "', 'price': {'amount': '1200', 'currencyCode': 'JPY'}, 'compareAtPrice':"
                        + " {'amount': '1500', 'currencyCode': 'JPY'}}, " + price(blue, "900.4", "JPY"));
        assertThat(added.path("userErrors")).isEmpty();
        assertThat(added.at("/prices/0/compareAtPrice/amount").asString()).isEqualTo("1500.0");
        assertThat(all(shop).at("/0/fixedPricesCount").asInt()).isEqualTo(2);
        assertThat(all(shop).at("/0/prices/nodes/1/price/amount").asString()).isEqualTo("900.0");
        add(japan(), price(red, "1300", "JPY"));
        assertThat(all(shop).at("/0/fixedPricesCount").asInt()).isEqualTo(2);
        assertThat(all(shop).at("/0/prices/nodes/0/price/amount").asString()).isEqualTo("1300.0");
        assertThat(all(shop).at("/0/prices/nodes/0/compareAtPrice").isNull()).isTrue();
        assertThat(shop.get("/sandbox/prices.jsonl").body().lines()).hasSize(2);
    }

    @Test
    void one_bad_entry_changes_nothing() {
        JsonNode refused = add(
                japan(),
                price(red, "1200", "JPY") + ", " + price(blue, "9", "USD") + ", "
                        + price("gid://shopify/ProductVariant/7", "9", "JPY") + ", " + price(blue, "-1", "JPY"));
        assertThat(refused.path("prices")).isEmpty();
        assertThat(refused.at("/userErrors/0/code").asString()).isEqualTo("PRICE_LIST_CURRENCY_MISMATCH");
        assertThat(refused.at("/userErrors/0/field").toString())
                .isEqualTo("[\"prices\",\"1\",\"price\",\"currencyCode\"]");
        assertThat(refused.at("/userErrors/1/code").asString()).isEqualTo("VARIANT_NOT_FOUND");
        assertThat(refused.at("/userErrors/1/field").toString()).isEqualTo("[\"prices\",\"2\",\"variantId\"]");
        assertThat(refused.at("/userErrors/2/field/3").asString()).isEqualTo("amount");
        assertThat(all(shop).at("/0/fixedPricesCount").asInt()).isZero();
    }

    @Test
    void a_list_that_is_not_there_and_prices_that_are_not_fixed_are_told() {
        assertThat(add("gid://shopify/PriceList/7", price(red, "1", "JPY"))
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("PRICE_LIST_NOT_FOUND");
        assertThat(delete("gid://shopify/PriceList/7", "'" + red + "'")
                        .at("/userErrors/0/field")
                        .toString())
                .isEqualTo("[\"priceListId\"]");
        add(japan(), price(red, "1200", "JPY"));
        JsonNode refused = delete(japan(), "'" + red + "', '" + blue + "', 'gid://shopify/ProductVariant/7'");
        assertThat(refused.at("/userErrors/0/code").asString()).isEqualTo("PRICE_NOT_FIXED");
        assertThat(refused.at("/userErrors/1/code").asString()).isEqualTo("VARIANT_NOT_FOUND");
        assertThat(all(shop).at("/0/fixedPricesCount").asInt()).isEqualTo(1);
        assertThat(delete(japan(), "'" + red + "'")
                        .at("/deletedFixedPriceVariantIds/0")
                        .asString())
                .isEqualTo(red);
        assertThat(all(shop).at("/0/fixedPricesCount").asInt()).isZero();
    }

    @Test
    void a_price_goes_with_its_variant() {
        add(japan(), price(red, "1200", "JPY") + ", " + price(blue, "1300", "JPY"));
        product(shop, "{'name': 'R'}", "{'id': '" + red + "', " + variant("R").substring(1));
        assertThat(all(shop).at("/0/fixedPricesCount").asInt()).isEqualTo(1);
        shop.data(
                "mutation m($id: ID!) { productDelete(input: {id: $id}) { deletedProductId } }",
                json("{'id': '" + product + "'}"));
        assertThat(all(shop).at("/0/prices/nodes")).isEmpty();
    }

    @Test
    void a_call_takes_250_prices() {
        String many = IntStream.range(0, 251)
                .mapToObj(i -> price("gid://shopify/ProductVariant/" + i, "1", "JPY"))
                .collect(Collectors.joining(", "));
        assertThat(shop.call(ADD, json("{'list': '" + japan() + "', 'prices': [" + many + "]}"))
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("MAX_INPUT_SIZE_EXCEEDED");
    }

    @Test
    void relative_prices_are_not_played() {
        assertThat(shop.call("{ priceLists(first: 1) { nodes { prices(first: 1) { nodes { originType } } } } }")
                        .at("/errors/0/message")
                        .asString())
                .contains("no relative prices");
    }

    @Test
    void a_merchant_makes_lists_sets_prices_and_removes_both() {
        shop.control(json("{'priceLists': [{'name': 'Japan', 'variant': '" + red + "', 'price': '1500',"
                        + " 'compareAtPrice': '1900'}]}")
                .toString());
        assertThat(all(shop).at("/0/prices/nodes/0/compareAtPrice/amount").asString())
                .isEqualTo("1900.0");
        assertThat(shop.get("/sandbox/price-lists").body()).contains("Japan", "JPY", "1500");
        shop.control(json("{'priceLists': [{'name': 'Japan', 'variant': '" + red + "'}]}")
                .toString());
        assertThat(all(shop).at("/0/fixedPricesCount").asInt()).isZero();
        shop.control("{\"priceLists\": [{\"name\": \"Japan\", \"remove\": true}]}");
        assertThat(all(shop)).hasSize(1);
        for (String bad : new String[] {
            "{'name': 'Nowhere', 'remove': true}",
            "{'name': 'X', 'currency': 'EURO'}",
            "{'name': '', 'currency': 'EUR'}",
            "{'name': 'X', 'currency': 'EUR', 'catalog': 'b2b'}",
            "{'name': 'Wholesale', 'variant': 'gid://shopify/ProductVariant/7', 'price': '1'}",
            "{'nam': 'Wholesale'}"
        }) {
            assertThat(shop.post(
                                    "/sandbox/control",
                                    RunningShop.TOKEN,
                                    json("{'priceLists': [" + bad + "]}").toString())
                            .statusCode())
                    .as(bad)
                    .isEqualTo(400);
        }
    }

    @Test
    void a_shop_may_begin_with_lists() {
        try (RunningShop other = RunningShop.start("--silkroute.sandbox.price-lists.Europe=EUR")) {
            assertThat(all(other).at("/0/name").asString()).isEqualTo("Europe");
        }
    }

    @Test
    void lists_and_prices_are_there_after_a_restart(@TempDir Path disk) {
        String data = "--silkroute.sandbox.data=" + disk;
        try (RunningShop first = RunningShop.start(data)) {
            JsonNode made = product(first, "{'name': 'R'}", variant("R"));
            lists(first);
            first.data(
                    ADD,
                    json("{'list': '" + all(first).at("/0/id").asString() + "', 'prices': ["
                            + price(made.at("/variants/nodes/0/id").asString(), "1200", "JPY") + "]}"));
        }
        try (RunningShop second = RunningShop.start(data)) {
            assertThat(all(second).at("/0/prices/nodes/0/price/amount").asString())
                    .isEqualTo("1200.0");
        }
    }
}
