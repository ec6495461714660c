package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static io.silkroute.sandbox.RunningShop.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AdminApiTest {
    private static final String SET =
            "mutation m($input: ProductSetInput!) { productSet(input: $input) { product { id } userErrors { code field message } } }";
    private static final String COUNT = "{ productsCount { count } }";
    private static RunningShop shop;

    @BeforeAll
    static void start() {
        shop = RunningShop.start("--silkroute.sandbox.plan=standard");
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @BeforeEach
    void empty() {
        shop.control("{\"clear\": true}");
    }

    @Test
    void without_its_token_the_shop_answers_401_as_shopify() {
        HttpResponse<String> none = shop.post(null, COUNT, json("{}"));
        HttpResponse<String> wrong = shop.post("wrong", COUNT, json("{}"));

        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(wrong.body())
                .isEqualTo(
                        "{\"errors\":\"[API] Invalid API key or access token (unrecognized login or wrong password)\"}");
    }

    @Test
    void an_answer_tells_its_request_its_version_and_its_cost() {
        HttpResponse<String> answer = shop.post(RunningShop.TOKEN, "{ shop { name } }", json("{}"));

        assertThat(answer.headers().firstValue("x-request-id")).isPresent();
        assertThat(answer.headers().firstValue("X-Shopify-API-Version")).hasValue("2026-10");
        JsonNode cost = read(answer.body()).at("/extensions/cost");
        assertThat(cost.get("requestedQueryCost").asInt()).isEqualTo(1);
        assertThat(cost.at("/throttleStatus/maximumAvailable").asDouble()).isEqualTo(2000);
        assertThat(cost.at("/throttleStatus/restoreRate").asDouble()).isEqualTo(100);
    }

    @Test
    void a_version_that_is_not_served_falls_forward() {
        HttpResponse<String> answer =
                shop.post("/admin/api/2024-01/graphql.json", RunningShop.TOKEN, "{\"query\": \"{ shop { name } }\"}");

        assertThat(answer.headers().firstValue("X-Shopify-API-Version")).hasValue("2026-01");
    }

    @Test
    void client_credentials_give_a_token_that_works() {
        HttpResponse<String> answer = shop.post(
                "/admin/oauth/access_token",
                null,
                "{\"grant_type\": \"client_credentials\", \"client_id\": \"sandbox-client\", \"client_secret\": \"sandbox-secret\"}");

        JsonNode granted = read(answer.body());
        assertThat(granted.get("expires_in").asLong()).isEqualTo(86399);
        assertThat(granted.get("scope").asString()).contains("write_products");
        assertThat(shop.post(granted.get("access_token").asString(), COUNT, json("{}"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(shop.post(
                                "/admin/oauth/access_token",
                                null,
                                "{\"grant_type\": \"client_credentials\", \"client_id\": \"x\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void documents_that_are_wrong_are_refused_in_shopifys_words() {
        JsonNode undefined = shop.call("{ shop { nonsense } }").at("/errors/0");
        assertThat(undefined.get("message").asString()).isEqualTo("Field 'nonsense' doesn't exist on type 'Shop'");
        assertThat(undefined.at("/extensions/code").asString()).isEqualTo("undefinedField");
        assertThat(undefined.at("/extensions/typeName").asString()).isEqualTo("Shop");
        assertThat(shop.call("{ shop }").at("/errors/0/extensions/code").asString())
                .isEqualTo("selectionMismatch");
        assertThat(shop.call("{ product { id } }").at("/errors/0/message").asString())
                .isEqualTo("Field 'product' is missing required arguments: id");
        assertThat(shop.call("{ shop {").at("/errors/0/extensions/code").asString())
                .isEqualTo("PARSE_ERROR");
        assertThat(shop.post("/admin/api/2026-10/graphql.json", RunningShop.TOKEN, "{}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_page_is_of_250_at_most_and_must_have_a_size() {
        assertThat(shop.call("{ products(first: 251) { nodes { id } } }")
                        .at("/errors/0/message")
                        .asString())
                .isEqualTo("first cannot exceed 250");
        assertThat(shop.call("{ products { nodes { id } } }")
                        .at("/errors/0/message")
                        .asString())
                .isEqualTo("you must provide one of first or last");
    }

    @Test
    void a_default_of_a_variable_counts() {
        String query = "query q($n: Int = 10) { products(first: $n) { nodes { id } } }";

        assertThat(shop.call(query).at("/extensions/cost/requestedQueryCost").asInt())
                .isEqualTo(6);
    }

    @Test
    void an_unknown_field_of_an_input_is_an_invalid_variable() {
        JsonNode error = shop.call(SET, json("{'input': {'titel': 'A'}}")).at("/errors/0");

        assertThat(error.at("/extensions/code").asString()).isEqualTo("INVALID_VARIABLE");
        assertThat(error.at("/extensions/problems/0/explanation").asString())
                .isEqualTo("Field is not defined on ProductSetInput");
    }

    @Test
    void what_costs_more_than_1000_is_never_done() {
        JsonNode answer = shop.call(
                "{ products(first: 250) { nodes { id variants(first: 250) { nodes { id metafields(first: 250) { nodes { id } } } } } } }");

        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("MAX_COST_EXCEEDED");
        assertThat(answer.at("/errors/0/extensions/cost").asInt()).isEqualTo(1729);
        assertThat(answer.at("/errors/0/extensions/maxCost").asInt()).isEqualTo(1000);
        assertThat(answer.has("extensions")).isFalse();
    }

    @Test
    void an_empty_bucket_throttles_with_http_200_and_does_nothing() {
        shop.control("{\"bucket\": {\"restoreRate\": 0.001, \"currentlyAvailable\": 5}}");

        HttpResponse<String> throttled = shop.post(RunningShop.TOKEN, SET, json("{'input': {'title': 'A'}}"));

        JsonNode answer = read(throttled.body());
        assertThat(throttled.statusCode()).isEqualTo(200);
        assertThat(throttled.headers().firstValue("Retry-After")).isEmpty();
        assertThat(answer.at("/errors/0/message").asString()).isEqualTo("Throttled");
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("THROTTLED");
        assertThat(answer.has("data")).isFalse();
        assertThat(answer.at("/extensions/cost/requestedQueryCost").asInt()).isEqualTo(10);
        assertThat(answer.at("/extensions/cost/actualQueryCost").isNull()).isTrue();
        assertThat(answer.at("/extensions/cost/throttleStatus/currentlyAvailable")
                        .asInt())
                .isEqualTo(5);
        assertThat(read(shop.get("/sandbox/state").body())
                        .at("/statistics/throttled")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void another_app_has_a_bucket_of_its_own() {
        shop.control("{\"bucket\": {\"restoreRate\": 0.001, \"currentlyAvailable\": 0}}");

        JsonNode answer = read(shop.post("sandbox-foreign-token", "{ shop { name } }", json("{}"))
                .body());

        assertThat(answer.at("/data/shop/name").isString()).isTrue();
    }

    @Test
    void products_are_found_by_handle_sku_tag_and_time() {
        shop.call(
                SET,
                json(
                        "{'input': {'title': 'Red lamp', 'tags': ['sale'], 'productOptions': [{'name': 'C', 'values': [{'name': 'R'}]}],"
                                + "'variants': [{'sku': 'L-1', 'optionValues': [{'optionName': 'C', 'name': 'R'}]}]}}"));
        shop.call(SET, json("{'input': {'title': 'Blue lamp'}}"));
        String query = "query q($q: String) { products(first: 10, query: $q) { nodes { handle } } }";

        for (String q : new String[] {
            "handle:red-lamp",
            "sku:L-1 OR sku:L-2",
            "tag:sale",
            "lamp AND tag:sale",
            "lamp -handle:blue-lamp",
            "title:red*",
            "updated_at:>'2020-01-01T00:00:00Z' tag:sale"
        }) {
            JsonNode found = shop.data(
                            query, RunningShop.JSON.createObjectNode().put("q", q))
                    .at("/products/nodes");
            assertThat(found).as(q).hasSize(1);
            assertThat(found.at("/0/handle").asString()).isEqualTo("red-lamp");
        }
        JsonNode variants = shop.data(
                "{ productVariants(first: 5, query: \"sku:L-1\") { nodes { sku product { handle } } } }", json("{}"));
        assertThat(variants.at("/productVariants/nodes/0/product/handle").asString())
                .isEqualTo("red-lamp");
    }

    @Test
    void pages_follow_each_other_without_gap_or_repetition() {
        for (int i = 0; i < 5; i++) {
            shop.call(SET, json("{'input': {'title': 'P" + i + "'}}"));
        }
        String query =
                "query q($after: String) { products(first: 2, after: $after) { nodes { title } pageInfo { hasNextPage endCursor } } }";
        StringBuilder titles = new StringBuilder();
        String after = null;
        do {
            JsonNode page = shop.data(query, RunningShop.JSON.createObjectNode().put("after", after))
                    .get("products");
            page.get("nodes").forEach(node -> titles.append(node.get("title").asString()));
            after = page.at("/pageInfo/hasNextPage").asBoolean()
                    ? page.at("/pageInfo/endCursor").asString()
                    : null;
        } while (after != null);

        assertThat(titles).hasToString("P0P1P2P3P4");
    }

    @Test
    void variants_are_updated_in_bulk_and_the_others_stay() {
        JsonNode product = shop.data(
                        "mutation m($input: ProductSetInput!) { productSet(input: $input) { product { id variants(first: 5) { nodes { id } } } userErrors { message } } }",
                        json(
                                "{'input': {'title': 'S', 'productOptions': [{'name': 'C', 'values': [{'name': 'R'}, {'name': 'B'}]}],"
                                        + "'variants': [{'price': '1', 'optionValues': [{'optionName': 'C', 'name': 'R'}]}, {'price': '2', 'optionValues': [{'optionName': 'C', 'name': 'B'}]}]}}"))
                .at("/productSet/product");
        String update =
                "mutation m($id: ID!, $v: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $id, variants: $v) { product { variants(first: 5) { nodes { price } } } userErrors { code field message } } }";

        JsonNode done = shop.data(
                update,
                json("{'id': " + product.get("id") + ", 'v': [{'id': " + product.at("/variants/nodes/1/id")
                        + ", 'price': '9.99'}]}"));
        JsonNode refused = shop.data(
                update,
                json("{'id': " + product.get("id")
                        + ", 'v': [{'id': 'gid://shopify/ProductVariant/1', 'price': '9.99'}]}"));

        assertThat(done.at("/productVariantsBulkUpdate/product/variants/nodes").toString())
                .isEqualTo("[{\"price\":\"1.00\"},{\"price\":\"9.99\"}]");
        assertThat(refused.at("/productVariantsBulkUpdate/userErrors/0/code").asString())
                .isEqualTo("PRODUCT_VARIANT_DOES_NOT_EXIST");
    }

    @Test
    void a_collections_fields_are_cleared_by_a_null_and_stay_when_they_are_omitted() {
        JsonNode created = shop.data(
                "mutation m { collectionCreate(collection: {title: \"C\", descriptionHtml: \"Text\", seo: {title: \"T\","
                        + " description: \"D\"}, image: {src: \"https://x.test/c.jpg\"}}) { collection { id } userErrors { message } } }",
                json("{}"));
        String id = created.at("/collectionCreate/collection/id").asString();
        String update = "mutation m($c: CollectionUpdateInput!) { collectionUpdate(collection: $c) { collection {"
                + " descriptionHtml seo { title description } image { id } } userErrors { message } } }";

        JsonNode kept = shop.data(update, json("{'c': {'id': '" + id + "', 'title': 'Another'}}"));
        assertThat(kept.at("/collectionUpdate/collection/descriptionHtml").asString())
                .isEqualTo("Text");
        assertThat(kept.at("/collectionUpdate/collection/image/id").isString()).isTrue();

        JsonNode cleared = shop.data(
                update,
                json("{'c': {'id': '" + id + "', 'descriptionHtml': null, 'seo': {'title': null}, 'image': null}}"));
        assertThat(cleared.at("/collectionUpdate/collection"))
                .isEqualTo(json("{'descriptionHtml': '', 'seo': {'title': null, 'description': 'D'}, 'image': null}"));
    }

    @Test
    void collections_are_made_filled_published_and_deleted() {
        String product = shop.data(SET, json("{'input': {'title': 'A'}}"))
                .at("/productSet/product/id")
                .asString();
        JsonNode created = shop.data(
                "mutation m($c: CollectionCreateInput!) { collectionCreate(collection: $c) { collection { id handle publishedOnPublication(publicationId: \"gid://shopify/Publication/1001\") } userErrors { field message } } }",
                json(
                        "{'c': {'title': 'Summer', 'sources': [{'source': {'title': 'manual', 'inclusion': {'selections': [{'productId': '"
                                + product + "'}]}}}]}}"));
        String id = created.at("/collectionCreate/collection/id").asString();
        assertThat(created.at("/collectionCreate/collection/publishedOnPublication")
                        .asBoolean())
                .isFalse();

        JsonNode published = shop.data(
                "mutation m($id: ID!) { publishablePublish(id: $id, input: [{publicationId: \"gid://shopify/Publication/1001\"}]) { publishable { publishedOnPublication(publicationId: \"gid://shopify/Publication/1001\") } userErrors { message } } }",
                json("{'id': '" + id + "'}"));
        assertThat(published
                        .at("/publishablePublish/publishable/publishedOnPublication")
                        .asBoolean())
                .isTrue();

        JsonNode held = shop.data(
                "query q($id: ID!) { collection(id: $id) { productsCount { count } products(first: 5) { nodes { title } } } }",
                json("{'id': '" + id + "'}"));
        assertThat(held.at("/collection/productsCount/count").asInt()).isEqualTo(1);
        shop.data(
                "mutation m($id: ID!) { collectionDelete(input: {id: $id}) { deletedCollectionId userErrors { message } } }",
                json("{'id': '" + id + "'}"));
        JsonNode left = shop.data(
                "query q($id: ID!) { product(id: $id) { collections(first: 5) { nodes { id } } } }",
                json("{'id': '" + product + "'}"));
        assertThat(left.at("/product/collections/nodes")).isEmpty();
    }

    @Test
    void a_publication_takes_many_at_once_or_none() {
        List<String> ids = new ArrayList<>();
        for (String title : List.of("One", "Two")) {
            ids.add(shop.data(
                            "mutation m($i: ProductSetInput!) { productSet(input: $i) { product { id } } }",
                            json("{'i': {'title': '" + title + "'}}"))
                    .at("/productSet/product/id")
                    .asString());
        }
        String update = "mutation m($id: ID!, $i: PublicationUpdateInput!) { publicationUpdate(id: $id, input: $i) {"
                + " publication { id } userErrors { code field } } }";
        String published = "query q($id: ID!) { product(id: $id) { publishedOnPublication(publicationId:"
                + " \"gid://shopify/Publication/1001\") } }";
        String both = "{'id': '%s', 'i': {'publishablesToAdd': ['" + String.join("', '", ids) + "'%s]}}";
        String here = "gid://shopify/Publication/1001";

        JsonNode refused = shop.data(update, json(both.formatted(here, ", 'gid://shopify/Product/99999'")));
        assertThat(refused.at("/publicationUpdate/userErrors/0/code").asString())
                .isEqualTo("INVALID_PUBLISHABLE_ID");
        assertThat(refused.at("/publicationUpdate/userErrors/0/field/2").asString())
                .isEqualTo("2");
        assertThat(refused.at("/publicationUpdate/publication").isNull()).isTrue();
        assertThat(shop.data(update, json(both.formatted("gid://shopify/Publication/7", "")))
                        .at("/publicationUpdate/userErrors/0/code")
                        .asString())
                .isEqualTo("PUBLICATION_NOT_FOUND");
        assertThat(shop.data(update, json(both.formatted(here, (", '" + ids.get(0) + "'").repeat(49))))
                        .at("/publicationUpdate/userErrors/0/code")
                        .asString())
                .isEqualTo("PUBLICATION_UPDATE_LIMIT_EXCEEDED");
        ids.forEach(id -> assertThat(shop.data(published, json("{'id': '" + id + "'}"))
                        .at("/product/publishedOnPublication")
                        .asBoolean())
                .isFalse());

        assertThat(shop.data(update, json(both.formatted(here, "")))
                        .at("/publicationUpdate/publication/id")
                        .asString())
                .isEqualTo(here);
        ids.forEach(id -> assertThat(shop.data(published, json("{'id': '" + id + "'}"))
                        .at("/product/publishedOnPublication")
                        .asBoolean())
                .isTrue());
        shop.data(update, json("{'id': '" + here + "', 'i': {'publishablesToRemove': ['" + ids.get(0) + "']}}"));
        assertThat(shop.data(published, json("{'id': '" + ids.get(0) + "'}"))
                        .at("/product/publishedOnPublication")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void a_product_set_can_be_done_later() {
        JsonNode started = shop.data(
                        "mutation m($input: ProductSetInput!) { productSet(input: $input, synchronous: false) { product { id } productSetOperation { id status } userErrors { message } } }",
                        json("{'input': {'title': 'Later'}}"))
                .get("productSet");

        assertThat(started.get("product").isNull()).isTrue();
        assertThat(started.at("/productSetOperation/status").asString()).isEqualTo("CREATED");
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(shop.data(
                                        "query q($id: ID!) { productOperation(id: $id) { status product { title } ... on ProductSetOperation { userErrors { message } } } }",
                                        json("{'id': " + started.at("/productSetOperation/id") + "}"))
                                .at("/productOperation/product/title")
                                .asString())
                        .isEqualTo("Later"));
    }

    @Test
    void a_fault_happens_as_often_as_asked() {
        shop.control(
                "{\"faults\": [{\"operation\": \"productSet\", \"item\": \"Lamp\", \"times\": 1, \"kind\": \"status\", \"status\": 429, \"retryAfter\": \"2.0\"}]}");

        assertThat(shop.post(RunningShop.TOKEN, SET, json("{'input': {'title': 'Chair'}}"))
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> faulty = shop.post(RunningShop.TOKEN, SET, json("{'input': {'title': 'Lamp'}}"));
        assertThat(faulty.statusCode()).isEqualTo(429);
        assertThat(faulty.headers().firstValue("Retry-After")).hasValue("2.0");
        assertThat(shop.post(RunningShop.TOKEN, SET, json("{'input': {'title': 'Lamp'}}"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void an_answer_can_be_lost_after_the_write_and_a_connection_before_it() {
        shop.control("{\"faults\": [{\"times\": 1, \"kind\": \"answer-lost\"}, {\"times\": 1, \"kind\": \"reset\"}]}");

        assertThatThrownBy(() -> shop.post(RunningShop.TOKEN, SET, json("{'input': {'title': 'Lamp'}}")))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> shop.post(RunningShop.TOKEN, SET, json("{'input': {'title': 'Chair'}}")))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(read(shop.get("/sandbox/state").body()).get("products").asInt())
                .isEqualTo(1);
    }

    @Test
    void errors_bodies_and_tokens_can_be_broken() {
        shop.control("{\"faults\": [{\"times\": 1, \"kind\": \"error\", \"code\": \"INTERNAL_SERVER_ERROR\"},"
                + "{\"times\": 1, \"kind\": \"error\", \"code\": \"ACCESS_DENIED\"},"
                + "{\"times\": 1, \"kind\": \"user-error\", \"code\": \"INVALID_INPUT\", \"field\": [\"input\"], \"message\": \"no\"},"
                + "{\"times\": 1, \"kind\": \"malformed-body\"}, {\"times\": 1, \"kind\": \"token-revoked\"}]}");
        JsonNode variables = json("{'input': {'title': 'Lamp'}}");

        JsonNode internal = shop.call(SET, variables);
        assertThat(internal.at("/errors/0/message").asString())
                .startsWith("Internal error. Looks like something went wrong on our end.\nRequest ID: ");
        assertThat(internal.at("/errors/0/extensions/requestId").isString()).isTrue();
        JsonNode denied = shop.call(SET, variables);
        assertThat(denied.at("/errors/0/extensions/requiredAccess").asString())
                .isEqualTo("`write_products` access scope.");
        assertThat(denied.at("/data/productSet").isNull()).isTrue();
        assertThat(shop.call(SET, variables)
                        .at("/data/productSet/userErrors/0/code")
                        .asString())
                .isEqualTo("INVALID_INPUT");
        assertThatThrownBy(() -> shop.call(SET, variables)).isInstanceOf(AssertionError.class);
        assertThat(shop.post(RunningShop.TOKEN, SET, variables).statusCode()).isEqualTo(401);
        assertThat(shop.post(RunningShop.TOKEN, SET, variables).statusCode()).isEqualTo(401);
        shop.control("{\"restoreTokens\": true}");
        assertThat(shop.post(RunningShop.TOKEN, SET, variables).statusCode()).isEqualTo(200);
    }

    @Test
    void control_takes_only_known_keys_from_those_who_have_the_token() {
        assertThat(shop.post("/sandbox/control", "wrong", "{}").statusCode()).isEqualTo(403);
        assertThat(shop.post("/sandbox/control", RunningShop.TOKEN, "{\"lateny\": 1}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(shop.post("/sandbox/control", RunningShop.TOKEN, "{\"faults\": [{\"kind\": \"x\"}]}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void people_see_what_the_shop_holds_and_nothing_is_run() {
        String id = shop.data(SET, json("{'input': {'title': '<script>alert(1)</script>', 'tags': ['<b>']}}"))
                .at("/productSet/product/id")
                .asString();

        String list = shop.get("/sandbox?q=script").body();
        String page = shop.get("/sandbox/products/" + id.substring(id.lastIndexOf('/') + 1))
                .body();

        assertThat(list).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert(1)", "<b>");
        assertThat(page).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert(1)", "<b>");
        assertThat(list).doesNotContain("<style", " style=").contains("/css/sandbox.css");
        assertThat(shop.get("/css/sandbox.css").statusCode()).isEqualTo(200);
        assertThat(shop.get("/sandbox/collections").statusCode()).isEqualTo(200);
        assertThat(shop.get("/sandbox/products/1").statusCode()).isEqualTo(404);
        JsonNode line = read(shop.get("/sandbox/products.jsonl").body());
        assertThat(line.at("/variants/0/price").asString()).isEqualTo("0.00");
    }
}
