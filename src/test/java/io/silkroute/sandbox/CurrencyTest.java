package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CurrencyTest {
    private static final String SET = """
            mutation m($input: ProductSetInput!) { productSet(input: $input) { product { id
                priceRangeV2 { minVariantPrice { amount currencyCode } maxVariantPrice { amount currencyCode } }
                variants(first: 2) { nodes { id price compareAtPrice inventoryItem { unitCost { amount currencyCode } } } } }
              userErrors { message } } }
            """;
    private static final String PRICED =
            "{'input': {'title': 'Lamp', 'productOptions': [{'name': 'C', 'values': [{'name':"
                    + " 'R'}]}], 'variants': [{'optionValues': [{'optionName': 'C', 'name': 'R'}], 'price': '1234.5678',"
                    + " 'compareAtPrice': 2000, 'inventoryItem': {'cost': '10.50'}}]}}";
    private static RunningShop shop;

    @BeforeAll
    static void start() {
        shop = RunningShop.start("--silkroute.sandbox.currency=EUR");
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @BeforeEach
    void empty() {
        shop.control("{\"clear\": true}");
    }

    private static String code() {
        return shop.data("{ shop { currencyCode } }", json("{}"))
                .at("/shop/currencyCode")
                .asString();
    }

    @ParameterizedTest
    @CsvSource({"USD,1234.57,2000.00,1234.57,10.5", "JPY,1235,2000,1235.0,11.0", "KWD,1234.568,2000.000,1234.568,10.5"})
    void amounts_have_the_digits_of_the_shops_currency(
            String currency, String price, String compareAt, String range, String cost) {
        shop.control("{\"currency\": \"" + currency + "\"}");

        JsonNode product = shop.data(SET, json(PRICED)).at("/productSet/product");

        assertThat(code()).isEqualTo(currency);
        assertThat(product.at("/variants/nodes/0/price").asString()).isEqualTo(price);
        assertThat(product.at("/variants/nodes/0/compareAtPrice").asString()).isEqualTo(compareAt);
        assertThat(product.at("/variants/nodes/0/inventoryItem/unitCost"))
                .isEqualTo(json("{'amount': '" + cost + "', 'currencyCode': '" + currency + "'}"));
        assertThat(product.at("/priceRangeV2/minVariantPrice"))
                .isEqualTo(json("{'amount': '" + range + "', 'currencyCode': '" + currency + "'}"));
    }

    @Test
    void a_variant_without_a_price_costs_nothing_in_those_digits_and_an_update_is_rounded_too() {
        shop.control("{\"currency\": \"KWD\"}");
        JsonNode product = shop.data(SET, json("{'input': {'title': 'Lamp'}}")).at("/productSet/product");
        assertThat(product.at("/variants/nodes/0/price").asString()).isEqualTo("0.000");

        JsonNode updated = shop.data(
                "mutation m($id: ID!, $v: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $id,"
                        + " variants: $v) { productVariants { price } userErrors { message } } }",
                json("{'id': " + product.get("id") + ", 'v': [{'id': " + product.at("/variants/nodes/0/id")
                        + ", 'price': '7.1'}]}"));
        assertThat(updated.at("/productVariantsBulkUpdate/productVariants/0/price")
                        .asString())
                .isEqualTo("7.100");
    }

    @Test
    void the_currency_is_the_configured_one_after_a_reset_and_only_one_there_is() {
        shop.control("{\"currency\": \"JPY\"}");

        assertThat(shop.control("{}").at("/currency").asString()).isEqualTo("JPY");
        assertThat(shop.control("{\"reset\": true}").at("/currency").asString()).isEqualTo("EUR");
        assertThat(code()).isEqualTo("EUR");
        for (String none : new String[] {"ABC", "XAU", "eur", ""}) {
            assertThat(shop.post("/sandbox/control", RunningShop.TOKEN, "{\"currency\": \"" + none + "\"}")
                            .statusCode())
                    .as(none)
                    .isEqualTo(400);
        }
    }
}
