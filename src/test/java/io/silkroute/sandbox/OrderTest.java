package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Orders, their discounts and what is told of their customers. */
class OrderTest {
    private static final String ORDERS = """
            query q($q: String) { orders(first: 10, query: $q, sortKey: UPDATED_AT) { nodes { name discountCodes discountCode displayFinancialStatus
              test cancelledAt fullyPaid customer { id numberOfOrders amountSpent { amount } }
              subtotalPriceSet { shopMoney { amount currencyCode } } totalPriceSet { shopMoney { amount } presentmentMoney { amount currencyCode } }
              currentTotalPriceSet { shopMoney { amount } } totalDiscountsSet { shopMoney { amount } } netPaymentSet { shopMoney { amount } }
              totalRefundedSet { shopMoney { amount } } currentSubtotalPriceSet { shopMoney { amount } }
              discountApplications(first: 5) { nodes { __typename index targetType allocationMethod value { __typename ... on MoneyV2 { amount }
                ... on PricingPercentageValue { percentage } } ... on DiscountCodeApplication { code } ... on AutomaticDiscountApplication { title } } }
              refunds(first: 5) { totalRefundedSet { shopMoney { amount } } } transactions(first: 5) { kind status }
              lineItems(first: 5) { nodes { sku quantity currentQuantity product { id } discountAllocations { allocatedAmountSet { shopMoney { amount } }
                discountApplication { index } } } } } } }
            """;
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
        shop.control("{\"reset\": true, \"clear\": true}");
        shop.control("{\"customers\": [{\"email\": \"anna@example.com\", \"firstName\": \"Anna\"}]}");
        shop.data(
                "mutation m($input: ProductSetInput!) { productSet(input: $input) { product { id } userErrors { message } } }",
                json(
                        "{'input': {'title': 'Lamp', 'productOptions': [{'name': 'C', 'values': [{'name': 'R'}]}], 'variants':"
                                + " [{'optionValues': [{'optionName': 'C', 'name': 'R'}], 'price': '10.01', 'sku': 'L-1'}]}}"));
    }

    private static void control(String text) {
        shop.control(json(text).toString());
    }

    private static JsonNode orders(String query) {
        return shop.data(ORDERS, json("{'q': '" + query + "'}")).at("/orders/nodes");
    }

    private static JsonNode order() {
        return orders("").get(0);
    }

    private static String amount(JsonNode order, String field) {
        return order.at("/" + field + "/shopMoney/amount").asString();
    }

    private static int uses(String code) {
        return shop.data(
                        "query q($c: String!) { codeDiscountNodeByCode(code: $c) { codeDiscount { ... on DiscountCodeBasic {"
                                + " codes(first: 1) { nodes { asyncUsageCount } } } } } }",
                        json("{'c': '" + code + "'}"))
                .at("/codeDiscountNodeByCode/codeDiscount/codes/nodes/0/asyncUsageCount")
                .asInt();
    }

    @Test
    void a_codes_discount_is_computed_allocated_and_counted() {
        control("{'discounts': [{'code': 'TEN', 'percentage': 0.1}]}");
        control(
                "{'orders': [{'customer': 'anna@example.com', 'codes': ['ten'], 'shipping': '4.90', 'lines': [{'sku': 'L-1',"
                        + " 'quantity': 3}, {'title': 'Other', 'price': '5'}]}]}");

        JsonNode order = order();
        assertThat(order.get("name").asString()).isEqualTo("#1001");
        assertThat(order.get("displayFinancialStatus").asString()).isEqualTo("PAID");
        assertThat(amount(order, "totalDiscountsSet")).isEqualTo("3.5");
        assertThat(amount(order, "subtotalPriceSet")).isEqualTo("31.53");
        assertThat(amount(order, "totalPriceSet")).isEqualTo("36.43");
        assertThat(order.at("/discountApplications/nodes/0"))
                .isEqualTo(json("{'__typename': 'DiscountCodeApplication', 'index': 0, 'targetType': 'LINE_ITEM',"
                        + " 'allocationMethod': 'ACROSS', 'value': {'__typename': 'PricingPercentageValue', 'percentage':"
                        + " 10.0}, 'code': 'TEN'}"));
        assertThat(order.at("/lineItems/nodes/0/discountAllocations/0/allocatedAmountSet/shopMoney/amount")
                        .asString())
                .isEqualTo("3.0");
        assertThat(order.at("/lineItems/nodes/0/product/id").asString()).startsWith("gid://shopify/Product/");
        assertThat(order.at("/customer/numberOfOrders").asString()).isEqualTo("1");
        assertThat(order.at("/customer/amountSpent/amount").asString()).isEqualTo("36.43");
        assertThat(uses("TEN")).isEqualTo(1);
    }

    @Test
    void the_counter_may_lag_and_a_cancellation_gives_no_use_back() {
        control("{'discounts': [{'code': 'TEN'}], 'usageLag': true}");
        control("{'orders': [{'codes': ['TEN'], 'lines': [{'price': '10'}]}]}");
        assertThat(uses("TEN")).isZero();
        assertThat(shop.data("{ discountNodesCount(query: \"times_used:0\") { count } }", json("{}"))
                        .at("/discountNodesCount/count")
                        .asInt())
                .as("the discount's own counter too")
                .isEqualTo(1);

        control("{'usageLag': false, 'cancellations': [{'order': '#1001', 'refund': true}]}");
        assertThat(uses("TEN")).isEqualTo(1);
        JsonNode order = order();
        assertThat(order.get("cancelledAt").isNull()).isFalse();
        assertThat(order.get("displayFinancialStatus").asString()).isEqualTo("REFUNDED");
        assertThat(amount(order, "currentTotalPriceSet")).isEqualTo("0.0");
        assertThat(amount(order, "totalPriceSet")).isEqualTo("9.0");
    }

    @Test
    void several_codes_are_all_told_but_searched_by_the_first_alone() {
        control(
                "{'orders': [{'lines': [{'price': '100'}], 'discounts': [{'code': 'ANNA10', 'amount': '10'}, {'code': 'SHIP',"
                        + " 'amount': '3', 'shipping': true}, {'automatic': 'Summer', 'amount': '2'}], 'shipping': '3'}]}");

        JsonNode order = order();
        assertThat(order.get("discountCodes").toString()).isEqualTo("[\"ANNA10\",\"SHIP\"]");
        assertThat(order.get("discountCode").asString()).isEqualTo("ANNA10");
        assertThat(amount(order, "totalPriceSet")).isEqualTo("88.0");
        assertThat(order.at("/discountApplications/nodes").toString())
                .contains("SHIPPING_LINE", "AutomaticDiscountApplication");
        assertThat(orders("discount_code:anna10")).hasSize(1);
        assertThat(orders("discount_code:SHIP")).isEmpty();
    }

    @Test
    void codes_that_do_not_work_are_refused_as_at_the_checkout() {
        control("{'discounts': [{'code': 'ONCE', 'usageLimit': 1}, {'code': 'OTHER'}, {'code': 'ENDED', 'startsAt':"
                + " '2026-01-01T00:00:00Z', 'endsAt': '2026-02-01T00:00:00Z'}]}");
        control("{'orders': [{'codes': ['ONCE'], 'lines': [{'price': '10'}]}]}");

        for (String refused : List.of(
                "ONCE;it was used as often as it may be",
                "ENDED;it is not active",
                "NONE;there is no such code",
                "OTHER', 'ONCE;it was used")) {
            String[] code = refused.split(";", 2);
            assertThatThrownBy(
                            () -> control("{'orders': [{'codes': ['" + code[0] + "'], 'lines': [{'price': '10'}]}]}"))
                    .hasMessageContaining(code[1]);
        }
        control("{'discounts': [{'code': 'MORE'}]}");
        assertThatThrownBy(() -> control("{'orders': [{'codes': ['OTHER', 'MORE'], 'lines': [{'price': '10'}]}]}"))
                .hasMessageContaining("does not combine");
    }

    @Test
    void refunds_with_and_without_items_change_different_amounts() {
        control("{'orders': [{'customer': 'anna@example.com', 'lines': [{'sku': 'L-1', 'quantity': 2}]}]}");

        control("{'refunds': [{'order': '#1001', 'amount': '5'}]}");
        JsonNode goodwill = order();
        assertThat(goodwill.get("displayFinancialStatus").asString()).isEqualTo("PARTIALLY_REFUNDED");
        assertThat(amount(goodwill, "currentTotalPriceSet")).isEqualTo("20.02");
        assertThat(amount(goodwill, "netPaymentSet")).isEqualTo("15.02");

        control("{'refunds': [{'order': '#1001', 'lines': [{'sku': 'L-1', 'quantity': 1}]}]}");
        JsonNode returned = order();
        assertThat(amount(returned, "currentTotalPriceSet")).isEqualTo("10.01");
        assertThat(amount(returned, "totalRefundedSet")).isEqualTo("15.01");
        assertThat(returned.at("/lineItems/nodes/0/currentQuantity").asInt()).isEqualTo(1);
        assertThat(returned.get("refunds")).hasSize(2);
        assertThat(returned.at("/customer/amountSpent/amount").asString()).isEqualTo("5.01");
        assertThatThrownBy(() -> control("{'refunds': [{'order': '#1001', 'amount': '50'}]}"))
                .hasMessageContaining("were received");
    }

    @Test
    void an_order_without_a_transaction_has_no_status_until_it_is_paid() {
        control(
                "{'orders': [{'lines': [{'price': '10'}], 'paid': false, 'test': true, 'presentment': {'currency': 'JPY',"
                        + " 'rate': '160'}}]}");
        JsonNode unpaid = order();
        assertThat(unpaid.get("displayFinancialStatus").isNull()).isTrue();
        assertThat(unpaid.get("test").asBoolean()).isTrue();
        assertThat(unpaid.at("/totalPriceSet/presentmentMoney"))
                .isEqualTo(json("{'amount': '1600.0', 'currencyCode': 'JPY'}"));

        control("{'payments': [{'order': '#1001', 'amount': '4'}]}");
        assertThat(order().get("displayFinancialStatus").asString()).isEqualTo("PARTIALLY_PAID");
        control("{'payments': [{'order': '#1001'}]}");
        assertThat(order().get("displayFinancialStatus").asString()).isEqualTo("PAID");
        assertThat(orders("financial_status:paid test:true")).hasSize(1);
        assertThat(orders("test:false")).isEmpty();
    }

    @Test
    void orders_older_than_60_days_are_not_there_without_the_scope_and_nothing_says_so() {
        Instant now = Instant.now();
        control("{'orders': [{'createdAt': '" + now.minus(Duration.ofDays(61))
                + "', 'lines': [{'price': '1'}]}, {'createdAt': '" + now.minus(Duration.ofDays(59))
                + "', 'lines': [{'price': '2'}]}]}");

        assertThat(orders("")).hasSize(1);
        assertThat(shop.data("{ ordersCount { count } }", json("{}"))
                        .at("/ordersCount/count")
                        .asInt())
                .isEqualTo(1);
        shop.control("{\"scopes\": {\"grant\": [\"read_all_orders\"]}}");
        assertThat(orders("")).hasSize(2);
        assertThat(orders("updated_at:>=\\u0027" + now.minus(Duration.ofDays(60)) + "\\u0027"))
                .hasSize(1);
        assertThat(shop.data("{ currentAppInstallation { accessScopes { handle } } }", json("{}"))
                        .toString())
                .contains("read_all_orders");
    }

    @Test
    void without_the_scope_of_customers_the_order_comes_with_null_and_an_error() {
        control("{'orders': [{'customer': 'anna@example.com', 'lines': [{'price': '1'}]}]}");
        shop.control("{\"scopes\": {\"revoke\": [\"read_customers\"]}}");

        JsonNode answer = shop.call("{ orders(first: 1) { nodes { name customer { id } } } }");

        assertThat(answer.at("/data/orders/nodes/0/name").asString()).isEqualTo("#1001");
        assertThat(answer.at("/data/orders/nodes/0/customer").isNull()).isTrue();
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("ACCESS_DENIED");
        shop.control("{\"scopes\": {\"revoke\": [\"read_orders\"]}}");
        assertThat(shop.call("{ orders(first: 1) { nodes { name } } }")
                        .at("/errors/0/message")
                        .asString())
                .contains("read_orders");
    }

    @Test
    void a_bulk_query_takes_refunds_as_they_are_but_no_connection_within_them() {
        control("{'orders': [{'lines': [{'price': '1'}, {'price': '2'}]}]}");
        String run =
                "mutation m($q: String!) { bulkOperationRunQuery(query: $q) { bulkOperation { id } userErrors { message } } }";

        assertThat(shop.data(
                                run,
                                json(
                                        "{'q': '{ orders { edges { node { id refunds { id refundLineItems(first: 5) { edges { node {"
                                                + " quantity } } } } } } } }'}"))
                        .at("/bulkOperationRunQuery/userErrors/0/message")
                        .asString())
                .isEqualTo("Queries that contain a connection field within a list field are not currently supported.");
        String id = shop.data(
                        run,
                        json("{'q': '{ orders { edges { node { id transactions { kind } lineItems { edges { node { id"
                                + " quantity } } } } } } }'}"))
                .at("/bulkOperationRunQuery/bulkOperation/id")
                .asString();
        String state = "query q($id: ID!) { bulkOperation(id: $id) { status url objectCount } }";
        await().until(() -> shop.data(state, json("{'id': '" + id + "'}"))
                .at("/bulkOperation/status")
                .asString()
                .equals("COMPLETED"));
        JsonNode done = shop.data(state, json("{'id': '" + id + "'}")).get("bulkOperation");
        assertThat(done.get("objectCount").asString()).isEqualTo("3");
        assertThat(shop.get(done.get("url").asString()).body()).contains("\"kind\":\"SALE\"", "\"__parentId\"");
    }

    @Test
    void a_day_is_the_least_that_customers_are_searched_by() {
        Instant now = Instant.now();
        JsonNode found = shop.data(
                "query q($late: String, $word: String) { late: customers(first: 5, query: $late) { nodes { id } }"
                        + " word: customers(first: 5, query: $word) { nodes { displayName state } } }",
                json("{'late': 'updated_at:>=\\u0027"
                        + now.plusSeconds(1).toString().substring(0, 10)
                        + "T23:59:59Z\\u0027', 'word': 'email:example.com'}"));

        assertThat(found.at("/late/nodes")).hasSize(1);
        assertThat(found.at("/word/nodes/0/displayName").asString()).isEqualTo("Anna");
    }

    @Test
    void buy_two_get_one_takes_off_the_cheapest_and_free_shipping_the_shipping() {
        String product = shop.data("{ products(first: 1) { nodes { id } } }", json("{}"))
                .at("/products/nodes/0/id")
                .asString();
        shop.data(
                "mutation m($d: DiscountAutomaticBxgyInput!) { discountAutomaticBxgyCreate(automaticBxgyDiscount: $d) {"
                        + " userErrors { message } } }",
                json("{'d': {'title': 'Three for two', 'startsAt': '2026-01-01T00:00:00Z', 'combinesWith':"
                        + " {'shippingDiscounts': true}, 'customerBuys': {'value': {'quantity': '2'}, 'items': {'products':"
                        + " {'productsToAdd': ['" + product + "']}}}, 'customerGets': {'value': {'discountOnQuantity':"
                        + " {'quantity': '1', 'effect': {'percentage': 1}}}, 'items': {'products': {'productsToAdd': ['"
                        + product + "']}}}}}"));
        shop.data(
                "mutation m($d: DiscountCodeFreeShippingInput!) { discountCodeFreeShippingCreate(freeShippingCodeDiscount:"
                        + " $d) { userErrors { message } } }",
                json("{'d': {'title': 'Ship', 'code': 'SHIP', 'startsAt': '2026-01-01T00:00:00Z', 'combinesWith':"
                        + " {'productDiscounts': true}, 'maximumShippingPrice': '5'}}"));

        control("{'orders': [{'codes': ['SHIP'], 'shipping': '4.90', 'lines': [{'sku': 'L-1', 'quantity': 4}]}]}");

        JsonNode order = order();
        assertThat(amount(order, "totalDiscountsSet")).isEqualTo("14.91");
        assertThat(amount(order, "totalPriceSet")).isEqualTo("30.03");
        assertThat(order.get("discountCodes").toString()).isEqualTo("[\"SHIP\"]");
        assertThat(order.at("/discountApplications/nodes").toString()).contains("Three for two", "SHIPPING_LINE");
        assertThatThrownBy(() -> control(
                        "{'orders': [{'codes': ['SHIP'], 'shipping': '9', 'lines': [{'sku': 'L-1', 'quantity': 1}]}]}"))
                .hasMessageContaining("does not qualify");
    }

    @Test
    void an_amount_is_spread_over_the_lines_to_the_cent_and_only_segments_members_have_theirs() {
        control("{'segments': [{'name': 'VIP', 'query': 'customer_tags CONTAINS \\u0027VIP\\u0027'}]}");
        String vip = shop.data("{ segments(first: 1) { nodes { id } } }", json("{}"))
                .at("/segments/nodes/0/id")
                .asString();
        shop.data(
                "mutation m($d: DiscountCodeBasicInput!) { discountCodeBasicCreate(basicCodeDiscount: $d) { userErrors {"
                        + " message } } }",
                json(
                        "{'d': {'title': 'VIP', 'code': 'VIP', 'startsAt': '2026-01-01T00:00:00Z', 'appliesOncePerCustomer':"
                                + " true, 'context': {'customerSegments': {'add': ['" + vip
                                + "']}}, 'customerGets': {'value':"
                                + " {'discountAmount': {'amount': '1.00', 'appliesOnEachItem': false}}, 'items': {'all': true}}}}"));
        String wanted =
                "{'orders': [{'customer': 'anna@example.com', 'codes': ['VIP'], 'lines': [{'price': '10'}, {'price':"
                        + " '10'}, {'price': '10'}]}]}";
        assertThatThrownBy(() -> control(wanted)).hasMessageContaining("may not use it");

        control("{'customers': [{'email': 'anna@example.com', 'tags': ['VIP']}]}");
        control(wanted);

        assertThat(order().at("/lineItems/nodes")
                        .valueStream()
                        .map(line -> line.at("/discountAllocations/0/allocatedAmountSet/shopMoney/amount")
                                .asString())
                        .toList())
                .containsExactly("0.33", "0.33", "0.34");
        assertThatThrownBy(() -> control(wanted)).hasMessageContaining("has used it");
    }

    private static JsonNode history() {
        control("{'reset': true, 'clear': true, 'scopes': {'grant': ['read_all_orders']}}");
        control("{'orderHistory': {'customers': 20, 'orders': 120, 'days': 300, 'seed': 3}}");
        return shop.data(
                        "{ orders(first: 250, sortKey: CREATED_AT) { nodes { name test displayFinancialStatus cancelledAt edited"
                                + " customer { displayName } presentmentCurrencyCode totalPriceSet { shopMoney { amount } }"
                                + " totalRefundedSet { shopMoney { amount } } } } }",
                        json("{}"))
                .at("/orders/nodes");
    }

    @Test
    void a_history_has_orders_of_every_kind_and_is_the_same_for_the_same_seed() {
        JsonNode made = history();
        assertThat(made).hasSize(120);
        assertThat(made.get(0).path("name").asString()).isEqualTo("#1001");
        for (String kind : new String[] {"PAID", "PARTIALLY_REFUNDED", "REFUNDED"}) {
            assertThat(made.valueStream()
                            .map(each -> each.path("displayFinancialStatus").asString("")))
                    .contains(kind);
        }
        assertThat(made.valueStream()).anyMatch(each -> each.path("test").asBoolean());
        assertThat(made.valueStream()).anyMatch(each -> each.path("customer").isNull());
        assertThat(made.valueStream()).anyMatch(each -> each.path("edited").asBoolean());
        assertThat(made.valueStream()).anyMatch(each -> each.path("cancelledAt").isString());
        assertThat(made.valueStream())
                .anyMatch(each -> each.path("displayFinancialStatus").isNull());
        assertThat(made.valueStream())
                .anyMatch(
                        each -> each.path("presentmentCurrencyCode").asString().equals("SEK"));
        String totals = made.findValuesAsString("amount").toString();
        assertThat(history().findValuesAsString("amount").toString()).isEqualTo(totals);
    }

    @Test
    void orders_are_counted_up_to_a_limit_or_without_one() {
        history();
        String count = "query q($limit: Int) { ordersCount(limit: $limit) { count precision } }";
        assertThat(shop.data(count, json("{'limit': 50}")).path("ordersCount"))
                .isEqualTo(json("{'count': 50, 'precision': 'AT_LEAST'}"));
        assertThat(shop.data(count, json("{'limit': null}")).path("ordersCount"))
                .isEqualTo(json("{'count': 120, 'precision': 'EXACT'}"));
        control("{'scopes': {'revoke': ['read_all_orders']}}");
        assertThat(shop.data(count, json("{'limit': null}"))
                        .at("/ordersCount/count")
                        .asInt())
                .as("and without the scope the older ones are not there")
                .isLessThan(60);
        control("{'reset': true}");
    }
}
