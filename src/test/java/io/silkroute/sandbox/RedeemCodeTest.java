package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many codes of one discount. */
class RedeemCodeTest {
    private static final String CREATE =
            "mutation m($d: DiscountCodeBasicInput!) { discountCodeBasicCreate(basicCodeDiscount: $d) {"
                    + " codeDiscountNode { id } userErrors { field code message } } }";
    private static final String ADD = "mutation m($id: ID!, $codes: [DiscountRedeemCodeInput!]!) {"
            + " discountRedeemCodeBulkAdd(discountId: $id, codes: $codes) { bulkCreation { id done codesCount importedCount"
            + " failedCount } userErrors { field code message } } }";
    private static final String STATE = "query q($id: ID!) { discountRedeemCodeBulkCreation(id: $id) { done codesCount"
            + " importedCount failedCount codes(first: 250) { nodes { code discountRedeemCode { id } errors { field code"
            + " message } } } } }";
    private static final String CODES =
            "query q($id: ID!, $q: String) { codeDiscountNode(id: $id) { codeDiscount { ... on"
                    + " DiscountCodeBasic { codesCount { count } codes(first: 250, query: $q) { nodes { id code } } } } } }";
    private static final String REMOVE = "mutation m($id: ID!, $ids: [ID!], $search: String) {"
            + " discountCodeRedeemCodeBulkDelete(discountId: $id, ids: $ids, search: $search) { job { id done }"
            + " userErrors { field code message } } }";
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
        shop.control("{\"reset\": true, \"clear\": true}");
    }

    private static String discount(String code) {
        return shop.data(
                        CREATE,
                        json("{'d': {'title': 'Set', 'code': '" + code + "', 'startsAt': '2026-01-01T00:00:00Z',"
                                + " 'customerGets': {'value': {'percentage': 0.1}, 'items': {'all': true}}}}"))
                .at("/discountCodeBasicCreate/codeDiscountNode/id")
                .asString();
    }

    private static JsonNode add(String id, String... codes) {
        String list =
                List.of(codes).stream().map(code -> "{'code': '" + code + "'}").collect(Collectors.joining(","));
        return shop.call(ADD, json("{'id': '" + id + "', 'codes': [" + list + "]}"));
    }

    private static JsonNode done(JsonNode added) {
        String id = added.at("/data/discountRedeemCodeBulkAdd/bulkCreation/id").asString();
        await().until(() -> state(id).get("done").asBoolean());
        return state(id);
    }

    private static JsonNode state(String id) {
        return shop.data(STATE, json("{'id': '" + id + "'}")).get("discountRedeemCodeBulkCreation");
    }

    private static List<String> codes(String id) {
        return shop.data(CODES, json("{'id': '" + id + "'}"))
                .at("/codeDiscountNode/codeDiscount/codes/nodes")
                .valueStream()
                .map(code -> code.get("code").asString())
                .toList();
    }

    @Test
    void codes_are_added_after_the_answer_and_some_while_others_are_refused() {
        shop.control("{\"discountJobs\": {\"millis\": 300}, \"discounts\": [{\"code\": \"FOREIGN\"}]}");
        String id = discount("FIRST");

        JsonNode added = add(id, "A1", "foreign", "a1", "", "first");

        assertThat(added.at("/data/discountRedeemCodeBulkAdd/userErrors")).isEmpty();
        JsonNode pending = added.at("/data/discountRedeemCodeBulkAdd/bulkCreation");
        assertThat(pending.get("done").asBoolean()).isFalse();
        assertThat(pending.get("importedCount").asInt()).isZero();
        assertThat(codes(id)).containsExactly("FIRST");
        JsonNode state = done(added);
        assertThat(state.get("codesCount").asInt()).isEqualTo(5);
        assertThat(state.get("importedCount").asInt()).isEqualTo(1);
        assertThat(state.get("failedCount").asInt()).isEqualTo(4);
        assertThat(state.at("/codes/nodes/1"))
                .isEqualTo(json("{'code': 'foreign', 'discountRedeemCode': null, 'errors': [{'field': ['code'], 'code':"
                        + " null, 'message': 'must be unique. Please try a different code.'}]}"));
        assertThat(codes(id)).containsExactly("FIRST", "A1");
    }

    @Test
    void more_than_250_codes_are_refused_before_anything_is_done() {
        String id = discount("FIRST");

        JsonNode refused =
                add(id, IntStream.range(0, 251).mapToObj(i -> "C" + i).toArray(String[]::new));

        assertThat(refused.at("/errors/0/extensions/code").asString()).isEqualTo("MAX_INPUT_SIZE_EXCEEDED");
        done(add(id, IntStream.range(0, 250).mapToObj(i -> "C" + i).toArray(String[]::new)));
        assertThat(shop.data(CODES, json("{'id': '" + id + "'}"))
                        .at("/codeDiscountNode/codeDiscount/codesCount/count")
                        .asInt())
                .isEqualTo(251);
    }

    @Test
    void a_discount_of_many_codes_cannot_be_given_another_and_is_not_found_by_one_of_them() {
        String id = discount("FIRST");
        done(add(id, "SECOND"));

        JsonNode refused = shop.data(
                "mutation m($id: ID!) { discountCodeBasicUpdate(id: $id, basicCodeDiscount: {title: \"New\", code:"
                        + " \"FIRST\"}) { userErrors { field code message } } }",
                json("{'id': '" + id + "'}"));
        assertThat(refused.at("/discountCodeBasicUpdate/userErrors/0"))
                .isEqualTo(json(
                        "{'field': ['id'], 'code': null, 'message': 'Cannot update the code of a bulk discount.'}"));
        JsonNode found = shop.data(
                "{ discountNodes(first: 2, query: \"code:SECOND\") { nodes { id } } codeDiscountNodeByCode(code: \"second\")"
                        + " { id } }",
                json("{}"));
        assertThat(found.at("/discountNodes/nodes")).isEmpty();
        assertThat(found.at("/codeDiscountNodeByCode/id").asString()).isEqualTo(id);
    }

    @Test
    void codes_are_removed_by_exactly_one_selector() {
        String id = discount("FIRST");
        done(add(id, "A1", "A2"));
        JsonNode held = shop.data(CODES, json("{'id': '" + id + "', 'q': 'code:A1'}"));
        String a1 = held.at("/codeDiscountNode/codeDiscount/codes/nodes/0/id").asString();

        assertThat(remove("{'id': '" + id + "'}").at("/userErrors/0/code").asString())
                .isEqualTo("MISSING_ARGUMENT");
        assertThat(remove("{'id': '" + id + "', 'ids': ['" + a1 + "'], 'search': 'code:A1'}")
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("TOO_MANY_ARGUMENTS");
        assertThat(remove("{'id': '" + id + "', 'ids': []}").at("/userErrors/0").toString())
                .isEqualTo("{\"field\":null,\"code\":null,\"message\":\"Something went wrong, please try again.\"}");
        assertThat(remove("{'id': '" + id + "', 'search': ' '}")
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("BLANK");
        assertThat(codes(id)).hasSize(3);

        assertThat(remove("{'id': '" + id + "', 'ids': ['" + a1 + "']}")
                        .at("/job/done")
                        .asBoolean())
                .isTrue();
        assertThat(codes(id)).containsExactly("FIRST", "A2");
    }

    private static JsonNode remove(String variables) {
        return shop.data(REMOVE, json(variables)).get("discountCodeRedeemCodeBulkDelete");
    }

    @Test
    void a_job_is_done_when_its_codes_are_gone() {
        String id = discount("FIRST");
        done(add(id, "A1"));
        shop.control("{\"discountJobs\": {\"millis\": 200}}");
        JsonNode job = remove("{'id': '" + id + "', 'search': 'code:A*'}").get("job");

        assertThat(job.get("done").asBoolean()).isFalse();
        await().until(() -> shop.data(
                        "query q($id: ID!) { job(id: $id) { done } }",
                        json("{'id': '" + job.get("id").asString() + "'}"))
                .at("/job/done")
                .asBoolean());
        assertThat(codes(id)).containsExactly("FIRST");
    }

    @Test
    void codes_can_be_made_to_fail_and_an_automatic_discount_has_none() {
        shop.control(
                "{\"discountJobs\": {\"refuse\": \"^BAD\"}, \"discounts\": [{\"title\": \"Auto\", \"method\": \"automatic\"}]}");
        String id = discount("FIRST");

        assertThat(done(add(id, "BAD1", "GOOD1")).get("failedCount").asInt()).isEqualTo(1);
        assertThat(codes(id)).containsExactly("FIRST", "GOOD1");
        String automatic = shop.data("{ automaticDiscountNodes(first: 1) { nodes { id } } }", json("{}"))
                .at("/automaticDiscountNodes/nodes/0/id")
                .asString();
        assertThat(add(automatic, "X").at("/data/discountRedeemCodeBulkAdd/userErrors/0"))
                .isEqualTo(json(
                        "{'field': ['discountId'], 'code': 'INVALID', 'message': 'Code discount does not exist.'}"));
    }

    @Test
    void every_code_that_was_made_is_in_the_journal() {
        String id = discount("FIRST");
        done(add(id, "A1", "first"));

        assertThat(shop.get("/sandbox/discountWrites.jsonl")
                        .body()
                        .lines()
                        .toList()
                        .get(1))
                .contains(
                        "\"mutation\":\"discountRedeemCodeBulkAdd\"", "\"created\":[\"A1\"]", "first: must be unique.");
    }

    @Test
    void a_search_with_a_field_that_is_none_acts_on_everything_but_for_the_deletion_of_codes() {
        String id = discount("FIRST");
        String unknown = "mutation { %s(search: \"colour:red\") { job { done } userErrors { code message } } }";

        assertThat(shop.data(String.format(unknown, "discountCodeBulkDelete"), json("{}"))
                        .at("/discountCodeBulkDelete/userErrors/0/code")
                        .asString())
                .isEqualTo("INVALID");
        shop.data(String.format(unknown, "discountCodeBulkDeactivate"), json("{}"));
        assertThat(shop.data(
                                "query q($id: ID!) { codeDiscountNode(id: $id) { codeDiscount { ... on DiscountCodeBasic {"
                                        + " status } } } }",
                                json("{'id': '" + id + "'}"))
                        .at("/codeDiscountNode/codeDiscount/status")
                        .asString())
                .isEqualTo("EXPIRED");
    }
}
