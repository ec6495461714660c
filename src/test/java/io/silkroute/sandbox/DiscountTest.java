package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Discounts of one code and automatic ones. */
class DiscountTest {
    private static final String ERRORS = "userErrors { field code message extraInfo }";
    private static final String CODE =
            "mutation m($d: DiscountCodeBasicInput!) { discountCodeBasicCreate(basicCodeDiscount: $d) {"
                    + " codeDiscountNode { id codeDiscount { ... on DiscountCodeBasic { title status startsAt endsAt } } } "
                    + ERRORS + " } }";
    private static final String CODE_UPDATE = "mutation m($id: ID!, $d: DiscountCodeBasicInput!) {"
            + " discountCodeBasicUpdate(id: $id, basicCodeDiscount: $d) { codeDiscountNode { id } " + ERRORS + " } }";
    private static final String AUTOMATIC = "mutation m($d: DiscountAutomaticBasicInput!) {"
            + " discountAutomaticBasicCreate(automaticBasicDiscount: $d) { automaticDiscountNode { id } " + ERRORS
            + " } }";
    private static final String READ = """
            query q($id: ID!) { discountNode(id: $id) { id discount { __typename
              ... on DiscountCodeBasic { title status startsAt endsAt updatedAt tags usageLimit appliesOncePerCustomer discountClasses asyncUsageCount
                combinesWith { orderDiscounts productDiscounts shippingDiscounts }
                codes(first: 5) { nodes { id code createdBy { title } } }
                context { __typename ... on DiscountCustomers { customers { id } } ... on DiscountCustomerSegments { segments { id } } }
                customerGets { value { __typename ... on DiscountPercentage { percentage } ... on DiscountAmount { amount { amount currencyCode } appliesOnEachItem } }
                  items { __typename ... on DiscountProducts { products(first: 10) { nodes { id } } productVariants(first: 10) { nodes { id } } }
                    ... on DiscountCollections { collections(first: 10) { nodes { id } } } } }
                minimumRequirement { __typename ... on DiscountMinimumSubtotal { greaterThanOrEqualToSubtotal { amount } } } }
              ... on DiscountAutomaticBasic { title status startsAt endsAt tags } } } }
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
    }

    private static ObjectNode input(String more) {
        ObjectNode input = (ObjectNode) json("{'title': 'Ten', 'code': 'TEN', 'startsAt': '2026-01-01T00:00:00Z',"
                + " 'customerGets': {'value': {'percentage': 0.1}, 'items': {'all': true}}}");
        input.setAll((ObjectNode) json(more));
        return input;
    }

    private static ObjectNode automatic(String title) {
        ObjectNode input = input("{'title': '" + title + "'}");
        input.remove("code");
        return input;
    }

    private static JsonNode send(String mutation, JsonNode input) {
        ObjectNode variables = RunningShop.JSON.createObjectNode();
        variables.set("d", input);
        return shop.data(mutation, variables).iterator().next();
    }

    private static JsonNode update(String id, String input) {
        ObjectNode variables = RunningShop.JSON.createObjectNode().put("id", id);
        variables.set("d", json(input));
        return shop.data(CODE_UPDATE, variables).get("discountCodeBasicUpdate");
    }

    private static String made(JsonNode payload) {
        assertThat(payload.get("userErrors")).as(payload.toString()).isEmpty();
        JsonNode code = payload.at("/codeDiscountNode/id");
        return code.isMissingNode() ? payload.at("/automaticDiscountNode/id").asString() : code.asString();
    }

    private static String code(String more) {
        return made(send(CODE, input(more)));
    }

    private static JsonNode read(String id) {
        return shop.data(READ, json("{'id': '" + id + "'}")).at("/discountNode/discount");
    }

    private static void refused(JsonNode payload, String field, String code, String message) {
        assertThat(payload.get("userErrors")
                        .valueStream()
                        .map(e -> String.join(
                                        ".",
                                        e.get("field")
                                                .valueStream()
                                                .map(JsonNode::asString)
                                                .toList())
                                + " " + e.get("code").asString("null") + " "
                                + e.get("message").asString())
                        .toList())
                .contains(field + " " + code + " " + message);
    }

    private static String simple(String mutation, String id, String selection) {
        return shop.data(
                        "mutation m($id: ID!) { " + mutation + "(id: $id) { " + selection + " " + ERRORS + " } }",
                        json("{'id': '" + id + "'}"))
                .toString();
    }

    private static String product(String title) {
        return shop.data(
                        "mutation m($input: ProductSetInput!) { productSet(input: $input) { product { id } userErrors {"
                                + " message } } }",
                        json("{'input': {'title': '" + title + "'}}"))
                .at("/productSet/product/id")
                .asString();
    }

    @Test
    void a_code_discount_is_made_read_and_found_by_its_code_and_tag() {
        String id = code("{'tags': ['silkroute-1', 'q4'], 'usageLimit': 100, 'appliesOncePerCustomer': true,"
                + " 'minimumRequirement': {'subtotal': {'greaterThanOrEqualToSubtotal': 50}},"
                + " 'customerGets': {'value': {'discountAmount': {'amount': '10.00', 'appliesOnEachItem': false}},"
                + " 'items': {'all': true}}}");

        JsonNode held = read(id);
        assertThat(id).startsWith("gid://shopify/DiscountCodeNode/");
        assertThat(held.at("/customerGets/value"))
                .isEqualTo(json("{'__typename': 'DiscountAmount', 'amount': {'amount': '10.0', 'currencyCode': 'EUR'},"
                        + " 'appliesOnEachItem': false}"));
        assertThat(held.at("/minimumRequirement/greaterThanOrEqualToSubtotal/amount")
                        .asString())
                .isEqualTo("50.0");
        assertThat(held.at("/discountClasses").toString()).isEqualTo("[\"ORDER\"]");
        assertThat(held.at("/codes/nodes/0/createdBy/title").asString()).isEqualTo("connector");
        JsonNode found = shop.data(
                "{ codeDiscountNodeByCode(code: \"ten\") { id } none: codeDiscountNodeByCode(code: \"other\") { id }"
                        + " tagged: discountNodes(first: 5, query: \"tag:silkroute-1\") { nodes { id } }"
                        + " named: discountNodes(first: 5, query: \"method:automatic\") { nodes { id } } }",
                json("{}"));
        assertThat(found.at("/codeDiscountNodeByCode/id").asString()).isEqualTo(id);
        assertThat(found.get("none").isNull()).isTrue();
        assertThat(found.at("/tagged/nodes/0/id").asString()).isEqualTo(id);
        assertThat(found.at("/named/nodes")).isEmpty();
    }

    @Test
    void a_code_is_one_discounts_whatever_its_case() {
        String id = code("{}");

        refused(
                send(CODE, input("{'code': 'tEn'}")),
                "basicCodeDiscount.code",
                "TAKEN",
                "Code must be unique. Please try a different code.");
        assertThat(update(id, "{'code': 'ten'}").get("userErrors")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'code': null}; code; BLANK; Code can't be blank",
                "{'code': ''}; code; TOO_SHORT; Code is too short (minimum is 1 character)",
                "{'code': 'A\\nB'}; code; INVALID; Code cannot contain newline characters.",
                "{'title': ' '}; title; BLANK; Title can't be blank",
                "{'startsAt': null}; startsAt; BLANK; Starts at can't be blank",
                "{'endsAt': '2025-12-31T00:00:00Z'}; endsAt; INVALID; Ends at needs to be after starts_at",
                "{'usageLimit': 0}; usageLimit; GREATER_THAN; Usage limit must be greater than 0",
                "{'tags': ['a','b','c','d','e','f']}; tags; TOO_MANY_TAGS; The number of tags exceeds the maximum of 5.",
                "{'recurringCycleLimit': 1}; recurringCycleLimit; INVALID; Recurring cycle limit is not permitted for this shop.",
                "{'customerGets': {'value': {'percentage': 10}, 'items': {'all': true}}}; customerGets.value.percentage; VALUE_OUTSIDE_RANGE; Value must be between 0.0 and 1.0",
                "{'customerGets': {'items': {'all': true}}}; customerGets.value; BLANK; Discount value must be defined.",
                "{'customerGets': {'value': {'percentage': 0.1}, 'items': {'products': {'productsToAdd': ['gid://shopify/Product/1']}}}}; customerGets.items.products.productsToAdd; INVALID; Product with id: 1 is invalid",
                "{'minimumRequirement': {'quantity': {'greaterThanOrEqualToQuantity': '2'}, 'subtotal': {'greaterThanOrEqualToSubtotal': '2'}}}; minimumRequirement.quantity.greaterThanOrEqualToQuantity; CONFLICT; Minimum quantity cannot be defined when minimum subtotal is.",
            })
    void what_cannot_be_is_refused_in_shopifys_words(String more, String field, String code, String message) {
        refused(send(CODE, input(more)), "basicCodeDiscount." + field, code, message);
        assertThat(shop.control("{}").at("/discounts").asInt()).isZero();
    }

    @Test
    void an_automatic_discount_gives_something_and_has_a_title_of_its_own() {
        made(send(AUTOMATIC, automatic("Summer")));

        refused(
                send(AUTOMATIC, automatic("summer")),
                "automaticBasicDiscount.title",
                "null",
                "Title must be unique for automatic discount.");
        ObjectNode nothing = automatic("Nothing");
        nothing.set("customerGets", json("{'value': {'percentage': 0}, 'items': {'all': true}}"));
        refused(
                send(AUTOMATIC, nothing),
                "automaticBasicDiscount.customerGets.value.percentage",
                "VALUE_OUTSIDE_RANGE",
                "Value must be between 0.0 and 1.0");
        code("{'title': 'Summer'}");
    }

    @Test
    void a_twenty_sixth_automatic_discount_of_the_same_time_is_refused_and_one_of_another_time_is_not() {
        for (int i = 0; i < 25; i++) {
            made(send(AUTOMATIC, automatic("A" + i).put("endsAt", "2027-06-01T00:00:00Z")));
        }

        JsonNode refused = send(AUTOMATIC, automatic("One more").put("startsAt", "2027-01-01T00:00:00Z"));
        assertThat(refused.at("/userErrors/0/code").asString()).isEqualTo("ACTIVE_PERIOD_OVERLAP");
        made(send(AUTOMATIC, automatic("Later").put("startsAt", "2027-06-01T00:00:00Z")));
    }

    @Test
    void the_status_is_the_dates_and_deactivation_and_activation_rewrite_them() {
        String scheduled = code("{'startsAt': '2030-01-01T00:00:00Z', 'endsAt': '2030-02-01T00:00:00Z'}");
        assertThat(read(scheduled).get("status").asString()).isEqualTo("SCHEDULED");

        simple("discountCodeDeactivate", scheduled, "codeDiscountNode { id }");
        JsonNode off = read(scheduled);
        assertThat(off.get("status").asString()).isEqualTo("EXPIRED");
        assertThat(Instant.parse(off.get("startsAt").asString())).isBefore(Instant.parse("2030-01-01T00:00:00Z"));
        simple("discountCodeDeactivate", scheduled, "codeDiscountNode { id }");
        assertThat(read(scheduled)).as("nothing is done twice").isEqualTo(off);

        simple("discountCodeActivate", scheduled, "codeDiscountNode { id }");
        JsonNode on = read(scheduled);
        assertThat(on.get("status").asString()).isEqualTo("ACTIVE");
        assertThat(on.get("endsAt").isNull()).as("the end is forgotten").isTrue();

        update(scheduled, "{'startsAt': '2030-01-01T00:00:00Z', 'endsAt': '2030-02-01T00:00:00Z'}");
        assertThat(read(scheduled).get("status").asString()).isEqualTo("SCHEDULED");
    }

    @Test
    void what_an_update_leaves_out_stays_and_what_it_leaves_out_within_an_object_falls_back() {
        String id = code("{'usageLimit': 5, 'tags': ['a'], 'endsAt': '2027-01-01T00:00:00Z',"
                + " 'combinesWith': {'productDiscounts': true, 'shippingDiscounts': true}}");

        update(id, "{'title': 'New', 'combinesWith': {'orderDiscounts': true}, 'endsAt': null}");

        JsonNode held = read(id);
        assertThat(held.get("title").asString()).isEqualTo("New");
        assertThat(held.get("usageLimit").asInt()).isEqualTo(5);
        assertThat(held.get("tags").toString()).isEqualTo("[\"a\"]");
        assertThat(held.get("endsAt").isNull()).isTrue();
        assertThat(held.get("combinesWith"))
                .isEqualTo(json("{'orderDiscounts': true, 'productDiscounts': false, 'shippingDiscounts': false}"));
    }

    private static List<String> products(String id) {
        return read(id).at("/customerGets/items/products/nodes")
                .valueStream()
                .map(node -> node.get("id").asString())
                .toList();
    }

    @Test
    void items_are_added_and_removed_and_a_product_that_is_gone_fails_the_whole_update() {
        String one = product("One");
        String two = product("Two");
        String value = "'value': {'percentage': 0.1}";
        String id =
                code("{'customerGets': {" + value + ", 'items': {'products': {'productsToAdd': ['" + one + "']}}}}");
        assertThat(read(id).at("/discountClasses").toString()).isEqualTo("[\"PRODUCT\"]");

        update(
                id,
                "{'customerGets': {" + value + ", 'items': {'products': {'productsToAdd': ['" + two + "', '" + one
                        + "'], 'productsToRemove': ['gid://shopify/Product/1']}}}}");
        assertThat(products(id)).containsExactlyInAnyOrder(one, two);

        JsonNode both = shop.call(
                CODE_UPDATE,
                json("{'id': '" + id + "', 'd': {'customerGets': {" + value
                        + ", 'items': {'products': {'productsToAdd':" + " ['" + one + "'], 'productsToRemove': ['" + one
                        + "']}}}}}"));
        assertThat(both.at("/errors/0/extensions/code").asString()).isEqualTo("BAD_REQUEST");

        shop.data(
                "mutation m($input: ProductDeleteInput!) { productDelete(input: $input) { deletedProductId } }",
                json("{'input': {'id': '" + one + "'}}"));
        assertThat(products(id)).containsExactly(two);
        refused(
                update(
                        id,
                        "{'title': 'Never', 'customerGets': {" + value + ", 'items': {'products': {'productsToAdd': ['"
                                + one + "']}}}}"),
                "basicCodeDiscount.customerGets.items.products.productsToAdd",
                "INVALID",
                "Product with id: " + one.substring(one.lastIndexOf('/') + 1) + " is invalid");
        assertThat(read(id).get("title").asString()).isEqualTo("Ten");
    }

    @Test
    void customers_or_segments_are_differences_too_and_one_kind_takes_the_others_place() {
        shop.control("{\"customers\": [{\"email\": \"anna@example.com\"}, {\"email\": \"bo@example.com\"}],"
                + " \"segments\": [{\"name\": \"VIP\"}]}");
        JsonNode known = shop.data(
                "{ customers(first: 5) { nodes { id email } } segments(first: 5, query: \"name:VIP\") { nodes { id } } }",
                json("{}"));
        String anna = known.at("/customers/nodes/0/id").asString();
        String bo = known.at("/customers/nodes/1/id").asString();
        String vip = known.at("/segments/nodes/0/id").asString();
        String id = code("{'context': {'customers': {'add': ['" + anna + "']}}}");

        update(id, "{'context': {'customers': {'add': ['" + bo + "'], 'remove': ['" + anna + "']}}}");
        assertThat(read(id).at("/context"))
                .isEqualTo(json("{'__typename': 'DiscountCustomers', 'customers': [{'id': '" + bo + "'}]}"));
        update(id, "{'context': {'customerSegments': {'add': ['" + vip + "']}}}");
        assertThat(read(id).at("/context"))
                .isEqualTo(json("{'__typename': 'DiscountCustomerSegments', 'segments': [{'id': '" + vip + "'}]}"));
        update(id, "{'context': {'customers': {'add': ['" + anna + "']}}}");
        assertThat(read(id).at("/context"))
                .as("nobody of before comes back")
                .isEqualTo(json("{'__typename': 'DiscountCustomers', 'customers': [{'id': '" + anna + "'}]}"));
        refused(
                update(id, "{'context': {'all': 'ALL'}, 'customerSelection': {'all': true}}"),
                "basicCodeDiscount.context",
                "INVALID",
                "Only one of context or customerSelection can be provided.");
        refused(
                update(id, "{'context': {'customers': {'add': ['gid://shopify/Customer/1']}}}"),
                "basicCodeDiscount.context.customers.add",
                "INVALID",
                "Customer with id: 1 is invalid");
    }

    @Test
    void what_is_not_there_is_told_as_shopify_tells_it() {
        String automatic = made(send(AUTOMATIC, automatic("Auto")));
        String unknown = "gid://shopify/DiscountCodeNode/1";

        assertThat(update(unknown, "{'title': 'x'}").at("/userErrors/0"))
                .isEqualTo(json("{'field': ['id'], 'code': null, 'message': 'Discount does not exist', 'extraInfo':"
                        + " null}"));
        for (String id : List.of(unknown, automatic)) {
            assertThat(simple("discountCodeDelete", id, "deletedCodeDiscountId"))
                    .contains("\"field\":[\"id\"],\"code\":\"INVALID\",\"message\":\"Code discount does not exist.\"");
        }
        assertThat(simple("discountAutomaticDelete", automatic, "deletedAutomaticDiscountId"))
                .contains(automatic);
        assertThat(shop.data("query q($id: ID!) { discountNode(id: $id) { id } }", json("{'id': '" + automatic + "'}"))
                        .get("discountNode")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_deleted_discounts_code_is_free_again() {
        String id = code("{}");
        simple("discountCodeDelete", id, "deletedCodeDiscountId");

        assertThat(code("{}")).isNotEqualTo(id);
    }

    @Test
    void tags_and_metafields_are_kept_within_their_limits() {
        String id = code("{'tags': ['a', 'b', 'c', 'd']}");
        String add =
                "mutation m($id: ID!, $tags: [String!]!) { tagsAdd(id: $id, tags: $tags) { node { id } userErrors {"
                        + " field message } } }";

        assertThat(shop.data(add, json("{'id': '" + id + "', 'tags': ['e', 'A']}"))
                        .at("/tagsAdd/node/id")
                        .asString())
                .isEqualTo(id);
        assertThat(shop.data(add, json("{'id': '" + id + "', 'tags': ['f']}"))
                        .at("/tagsAdd/userErrors/0/message")
                        .asString())
                .contains("maximum of 5");
        shop.data(
                "mutation m($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { metafields { id } userErrors {"
                        + " field code message } } }",
                json("{'m': [{'ownerId': '" + id + "', 'namespace': 'silkroute', 'key': 'campaign', 'type':"
                        + " 'single_line_text_field', 'value': 'BF-2026'}]}"));
        JsonNode node = shop.data(
                "query q($id: ID!) { node(id: $id) { __typename id ... on DiscountCodeNode { metafield(namespace:"
                        + " \"silkroute\", key: \"campaign\") { value owner { __typename } } } } }",
                json("{'id': '" + id + "'}"));
        assertThat(node.at("/node"))
                .isEqualTo(json("{'__typename': 'DiscountCodeNode', 'id': '" + id + "', 'metafield': {'value':"
                        + " 'BF-2026', 'owner': {'__typename': 'DiscountCodeNode'}}}"));
    }

    @Test
    void writes_are_in_the_journal_with_their_codes() {
        code("{}");
        send(CODE, input("{}"));

        assertThat(shop.get("/sandbox/discountWrites.jsonl").body().lines())
                .hasSize(2)
                .first()
                .asString()
                .contains("\"mutation\":\"discountCodeBasicCreate\"", "\"created\":[\"TEN\"]", "\"app\":\"connector\"");
    }

    @Test
    void somebody_elses_discount_holds_its_code() {
        shop.control("{\"discounts\": [{\"title\": \"Not ours\", \"code\": \"BF26\"}]}");

        refused(
                send(CODE, input("{'code': 'bf26'}")),
                "basicCodeDiscount.code",
                "TAKEN",
                "Code must be unique. Please try a different code.");
        JsonNode found = shop.data("{ codeDiscountNodeByCode(code: \"BF26\") { id } }", json("{}"));
        assertThat(read(found.at("/codeDiscountNodeByCode/id").asString())
                        .at("/codes/nodes/0/createdBy")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_search_by_a_field_that_is_none_finds_everything_and_warns() {
        code("{}");

        JsonNode answer = shop.call("{ discountNodes(first: 5, query: \"colour:red\") { nodes { id } } }");

        assertThat(answer.at("/data/discountNodes/nodes")).hasSize(1);
        assertThat(answer.at("/extensions/search/0/warnings/0"))
                .isEqualTo(json("{'field': 'colour', 'message': 'Invalid search field for this query.', 'code':"
                        + " 'invalid_field'}"));
        assertThat(shop.call("{ discountNodes(first: 5, query: \"tag:a\") { nodes { id } } }")
                        .at("/extensions/search")
                        .isMissingNode())
                .isTrue();
        assertThat(shop.call("{ automaticDiscountNodes(first: 5, query: \"title:Ten\") { nodes { id } } }")
                        .at("/extensions/search/0/warnings/0/field")
                        .asString())
                .isEqualTo("title");
    }

    @Test
    void a_search_lags_and_the_code_does_not() {
        shop.control("{\"discountSearchLag\": 60000}");
        String id = code("{'tags': ['mine']}");

        JsonNode found = shop.data(
                "{ discountNodes(first: 5, query: \"tag:mine\") { nodes { id } } codeDiscountNodeByCode(code: \"TEN\") { id"
                        + " } }",
                json("{}"));
        assertThat(found.at("/discountNodes/nodes")).isEmpty();
        assertThat(found.at("/codeDiscountNodeByCode/id").asString()).isEqualTo(id);
    }

    @Test
    void missing_scopes_are_named_and_nothing_is_done() {
        shop.control("{\"scopes\": {\"revoke\": [\"read_customers\", \"read_discounts\"]}}");

        ObjectNode segments = RunningShop.JSON.createObjectNode();
        segments.set("d", input("{'context': {'customerSegments': {'add': ['gid://shopify/Segment/1']}}}"));
        assertThat(shop.call(CODE, segments).at("/errors/0/message").asString()).contains("`read_customers`");
        JsonNode denied = shop.call("{ codeDiscountNodeByCode(code: \"TEN\") { id } }");
        assertThat(denied.at("/errors/0/extensions/code").asString()).isEqualTo("ACCESS_DENIED");
        assertThat(shop.call("{ node(id: \"gid://shopify/DiscountCodeNode/1\") { id } }")
                        .at("/errors/0/message")
                        .asString())
                .contains("`read_discounts`");
        assertThat(shop.control("{}").get("discounts").asInt()).isZero();
    }

    @Test
    void whom_a_discount_is_for_is_told_only_to_an_app_that_may_read_customers() {
        shop.control("{\"customers\": [{\"email\": \"anna@example.com\"}], \"segments\": [{\"name\": \"VIP\"}]}");
        JsonNode known =
                shop.data("{ customers(first: 1) { nodes { id } } segments(first: 1) { nodes { id } } }", json("{}"));
        String ofCustomers = code("{'context': {'customers': {'add': ['"
                + known.at("/customers/nodes/0/id").asString() + "']}}}");
        String ofSegments = code("{'title': 'Two', 'code': 'TWO', 'context': {'customerSegments': {'add': ['"
                + known.at("/segments/nodes/0/id").asString() + "']}}}");
        String ofAll = code("{'title': 'Three', 'code': 'THREE'}");

        shop.control("{\"scopes\": {\"revoke\": [\"read_customers\"]}}");

        for (String id : List.of(ofCustomers, ofSegments)) {
            assertThat(shop.call(READ, RunningShop.JSON.createObjectNode().put("id", id))
                            .at("/errors/0/message")
                            .asString())
                    .contains("`read_customers`");
        }
        assertThat(shop.call(READ, RunningShop.JSON.createObjectNode().put("id", ofAll))
                        .has("errors"))
                .isFalse();
    }

    @Test
    void faults_happen_to_discounts_as_to_products() {
        shop.control(
                "{\"faults\": [{\"kind\": \"user-error\", \"operation\": \"discountCodeBasicCreate\", \"times\": 1,"
                        + " \"field\": [\"basicCodeDiscount\", \"code\"], \"code\": \"TAKEN\", \"message\": \"Code must be"
                        + " unique. Please try a different code.\"}, {\"kind\": \"answer-lost\", \"operation\":"
                        + " \"discountCodeBasicCreate\", \"times\": 1}]}");

        assertThat(send(CODE, input("{}")))
                .isEqualTo(json("{'codeDiscountNode': null, 'userErrors': [{'field': ['basicCodeDiscount', 'code'],"
                        + " 'code': 'TAKEN', 'message': 'Code must be unique. Please try a different code.'}]}"));
        assertThatThrownBy(() -> send(CODE, input("{}"))).isInstanceOf(java.io.UncheckedIOException.class);
        JsonNode found = shop.data("{ codeDiscountNodeByCode(code: \"TEN\") { id } }", json("{}"));
        assertThat(found.at("/codeDiscountNodeByCode/id").asString())
                .as("it was done")
                .isNotEmpty();
    }

    @Test
    void the_shops_pages_show_discounts_with_their_codes_and_uses() {
        String id = code("{'tags': ['q4']}");
        shop.control("{\"orders\": [{\"codes\": [\"TEN\"], \"lines\": [{\"price\": \"20\"}]}]}");

        assertThat(shop.get("/sandbox/discounts?q=tag:q4").body()).contains("10% off entire order", "<code>TEN</code>");
        assertThat(shop.get("/sandbox/discounts?q=tag:other").body()).contains("Nothing here.");
        assertThat(shop.get("/sandbox/discounts/" + id.substring(id.lastIndexOf('/') + 1))
                        .body())
                .contains("DiscountCodeBasic", "no other discount", "connector");
        assertThat(shop.get("/sandbox/orders").body()).contains("#1001", "2.00 EUR", "18.00 EUR", "guest");
    }
}
