package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Discounts, codes, customers, segments and orders outlive the shop's process. */
class CommerceOnDiskTest {
    private static final String READ = """
            { discountNodes(first: 5) { nodes { id metafield(namespace: "silkroute", key: "campaign") { value } discount { __typename
                ... on DiscountCodeBasic { title tags usageLimit asyncUsageCount endsAt combinesWith { shippingDiscounts }
                  context { ... on DiscountCustomerSegments { segments { name } } } codes(first: 5) { nodes { id code asyncUsageCount } }
                  customerGets { value { ... on DiscountPercentage { percentage } } items { __typename } } minimumRequirement { __typename } }
                ... on DiscountCodeBxgy { customerBuys { value { ... on DiscountPurchaseAmount { amount } } } }
                ... on DiscountAutomaticFreeShipping { destinationSelection { ... on DiscountCountries { countries } } maximumShippingPrice { amount } } } } }
              customers(first: 5) { nodes { id displayName numberOfOrders amountSpent { amount } } }
              orders(first: 5) { nodes { id name discountCodes displayFinancialStatus cancelledAt netPaymentSet { shopMoney { amount } }
                totalDiscountsSet { shopMoney { amount } } refunds { id } transactions { id kind } lineItems(first: 3) { nodes { id currentQuantity } } } } }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path folder;

    private RunningShop start() {
        return RunningShop.start("--silkroute.sandbox.data=" + folder);
    }

    private static void fill(RunningShop shop) {
        shop.control(
                json("{'customers': [{'email': 'anna@example.com', 'tags': ['VIP']}], 'segments': [{'name': 'VIP', 'query':"
                                + " 'customer_tags CONTAINS \\u0027VIP\\u0027'}]}")
                        .toString());
        String vip = shop.data("{ segments(first: 1) { nodes { id } } }", json("{}"))
                .at("/segments/nodes/0/id")
                .asString();
        String id = shop.data(
                        "mutation m($d: DiscountCodeBasicInput!) { discountCodeBasicCreate(basicCodeDiscount: $d) {"
                                + " codeDiscountNode { id } } }",
                        json("{'d': {'title': 'Ten', 'code': 'TEN', 'startsAt': '2026-01-01T00:00:00Z', 'endsAt':"
                                + " '2030-01-01T00:00:00Z', 'tags': ['a'], 'usageLimit': 9, 'combinesWith':"
                                + " {'shippingDiscounts': true}, 'context': {'customerSegments': {'add': ['" + vip
                                + "']}}, 'minimumRequirement': {'quantity': {'greaterThanOrEqualToQuantity': 1}},"
                                + " 'customerGets': {'value': {'percentage': 0.1}, 'items': {'all': true}}}}"))
                .at("/discountCodeBasicCreate/codeDiscountNode/id")
                .asString();
        shop.data(
                "mutation m($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { userErrors { message } } }",
                json("{'m': [{'ownerId': '" + id + "', 'namespace': 'silkroute', 'key': 'campaign', 'type':"
                        + " 'single_line_text_field', 'value': 'BF'}]}"));
        String product = shop.data(
                        "mutation m($input: ProductSetInput!) { productSet(input: $input) { product { id } } }",
                        json("{'input': {'title': 'Lamp'}}"))
                .at("/productSet/product/id")
                .asString();
        shop.data(
                "mutation m($d: DiscountCodeBxgyInput!) { discountCodeBxgyCreate(bxgyCodeDiscount: $d) { userErrors {"
                        + " message } } }",
                json(
                        "{'d': {'title': 'Two', 'code': 'TWO', 'startsAt': '2026-01-01T00:00:00Z', 'customerBuys': {'value':"
                                + " {'amount': '50'}, 'items': {'products': {'productsToAdd': ['" + product + "']}}},"
                                + " 'customerGets': {'value': {'discountOnQuantity': {'quantity': '1', 'effect': {'amount': '5'}}},"
                                + " 'items': {'products': {'productsToAdd': ['" + product + "']}}}}}"));
        shop.data(
                "mutation m($d: DiscountAutomaticFreeShippingInput!) {"
                        + " discountAutomaticFreeShippingCreate(freeShippingAutomaticDiscount: $d) { userErrors { message } } }",
                json(
                        "{'d': {'title': 'Ship', 'startsAt': '2026-01-01T00:00:00Z', 'maximumShippingPrice': 9, 'destination':"
                                + " {'countries': {'add': ['DE']}}}}"));
        shop.control(
                json("{'orders': [{'customer': 'anna@example.com', 'codes': ['TEN'], 'lines': [{'price': '10', 'title':"
                                + " 'A', 'quantity': 2}]}, {'lines': [{'price': '3'}]}], 'refunds': [{'order': '#1001', 'lines':"
                                + " [{'title': 'A', 'quantity': 1}]}]}")
                        .toString());
        shop.control(json("{'cancellations': [{'order': '#1002'}]}").toString());
    }

    @Test
    void everything_is_read_back_as_it_was() {
        JsonNode before;
        try (RunningShop shop = start()) {
            fill(shop);
            before = shop.data(READ, json("{}"));
            assertThat(before.at("/discountNodes/nodes")).hasSize(3);
            assertThat(before.at("/orders/nodes/0/totalDiscountsSet/shopMoney/amount")
                            .asString())
                    .isEqualTo("2.0");
        }

        try (RunningShop again = start()) {
            assertThat(again.data(READ, json("{}"))).isEqualTo(before);
            assertThat(again.data("{ codeDiscountNodeByCode(code: \"ten\") { id } }", json("{}"))
                            .at("/codeDiscountNodeByCode/id")
                            .asString())
                    .isEqualTo(before.at("/discountNodes/nodes/0/id").asString());
            again.control(json("{'orders': [{'lines': [{'price': '1'}]}]}").toString());
            assertThat(again.get("/sandbox/orders.jsonl").body()).contains("#1003");
        }
    }

    @Test
    void codes_that_were_being_added_are_added_by_the_next_process() {
        String creation;
        String add =
                "mutation m($id: ID!) { discountRedeemCodeBulkAdd(discountId: $id, codes: [{code: \"A1\"}]) { bulkCreation {"
                        + " id } } }";
        String state = "query q($id: ID!) { discountRedeemCodeBulkCreation(id: $id) { done importedCount } }";
        try (RunningShop shop = start()) {
            shop.control("{\"discounts\": [{\"code\": \"FIRST\"}], \"discountJobs\": {\"millis\": 60000}}");
            String id = shop.data("{ codeDiscountNodeByCode(code: \"FIRST\") { id } }", json("{}"))
                    .at("/codeDiscountNodeByCode/id")
                    .asString();
            creation = shop.data(add, json("{'id': '" + id + "'}"))
                    .at("/discountRedeemCodeBulkAdd/bulkCreation/id")
                    .asString();
        }

        try (RunningShop again = start()) {
            JsonNode asked = json("{'id': '" + creation + "'}");
            await().until(() -> again.data(state, asked)
                    .at("/discountRedeemCodeBulkCreation/done")
                    .asBoolean());
            assertThat(again.data("{ codeDiscountNodeByCode(code: \"A1\") { id } }", json("{}"))
                            .at("/codeDiscountNodeByCode/id")
                            .asString())
                    .isNotEmpty();
        }
    }
}
