package io.silkroute.sandbox;

import static io.silkroute.sandbox.RunningShop.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class BulkOperationsTest {
    private static final String SET =
            "mutation m($input: ProductSetInput!) { productSet(input: $input) { product { id title } userErrors { code message } } }";
    private static final Set<String> GOING = Set.of("CREATED", "RUNNING", "CANCELING");
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

    private static JsonNode target() {
        return shop.data(
                        "mutation m($input: [StagedUploadInput!]!) { stagedUploadsCreate(input: $input) { stagedTargets { url resourceUrl parameters { name value } } userErrors { message } } }",
                        json(
                                "{'input': [{'resource': 'BULK_MUTATION_VARIABLES', 'filename': 'vars.jsonl', 'mimeType': 'text/jsonl', 'httpMethod': 'POST'}]}"))
                .at("/stagedUploadsCreate/stagedTargets/0");
    }

    private static HttpResponse<String> upload(JsonNode target, String content, boolean fileLast) {
        StringBuilder body = new StringBuilder();
        String file =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"vars.jsonl\"\r\nContent-Type: text/jsonl\r\n\r\n"
                        + content + "\r\n";
        if (!fileLast) {
            body.append(file);
        }
        target.get("parameters")
                .forEach(parameter -> body.append("--b\r\nContent-Disposition: form-data; name=\"")
                        .append(parameter.get("name").asString())
                        .append("\"\r\n\r\n")
                        .append(parameter.get("value").asString())
                        .append("\r\n"));
        if (fileLast) {
            body.append(file);
        }
        body.append("--b--\r\n");
        return shop.send(HttpRequest.newBuilder(URI.create(target.get("url").asString()))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    private static String key(JsonNode target) {
        for (JsonNode parameter : target.get("parameters")) {
            if (parameter.get("name").asString().equals("key")) {
                return parameter.get("value").asString();
            }
        }
        throw new AssertionError("no key");
    }

    private static JsonNode run(String mutation, String path) {
        return shop.data(
                        "mutation m($m: String!, $p: String!) { bulkOperationRunMutation(mutation: $m, stagedUploadPath: $p) { bulkOperation { id status url objectCount } userErrors { code field message } } }",
                        RunningShop.JSON.createObjectNode().put("m", mutation).put("p", path))
                .get("bulkOperationRunMutation");
    }

    private static String uploaded(String content) {
        JsonNode target = target();
        HttpResponse<String> response = upload(target, content, true);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(response.body()).contains("<PostResponse>", key(target));
        return key(target);
    }

    // Its status is written last and read first: what stands behind an end is complete.
    private static JsonNode ended(JsonNode started) {
        String id = started.at("/bulkOperation/id").asString();
        return await().until(
                        () -> shop.data(
                                        "query q($id: ID!) { bulkOperation(id: $id) { id status url partialDataUrl errorCode objectCount fileSize completedAt } }",
                                        json("{'id': '" + id + "'}"))
                                .get("bulkOperation"),
                        operation -> !GOING.contains(operation.get("status").asString()));
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"input\":{\"title\":\"P" + i + "\"}}")
                .collect(Collectors.joining("\n"));
    }

    @Test
    void each_line_has_its_answer_in_no_order() {
        String path = uploaded(lines(50) + "\nnot json\n{\"input\":{\"titel\":1}}\n{\"input\":{\"title\":\"\"}}\n");

        JsonNode started = run(SET, path);
        assertThat(started.at("/bulkOperation/status").asString()).isEqualTo("CREATED");
        assertThat(started.at("/bulkOperation/url").isNull()).isTrue();
        JsonNode done = ended(started);

        assertThat(done.get("status").asString()).isEqualTo("COMPLETED");
        assertThat(done.get("objectCount").isString()).isTrue();
        assertThat(done.get("objectCount").asString()).isEqualTo("53");
        List<JsonNode> results = shop.get(done.get("url").asString())
                .body()
                .lines()
                .map(RunningShop::read)
                .toList();
        assertThat(done.get("fileSize").asLong()).isPositive();
        assertThat(results).hasSize(53);
        List<Integer> numbers =
                results.stream().map(line -> line.get("__lineNumber").asInt()).toList();
        assertThat(numbers)
                .doesNotHaveDuplicates()
                .isNotEqualTo(numbers.stream().sorted().toList());
        for (JsonNode line : results) {
            int number = line.get("__lineNumber").asInt();
            if (number < 50) {
                assertThat(line.at("/data/productSet/product/title").asString()).isEqualTo("P" + number);
            } else if (number < 52) {
                assertThat(line.get("errors")).isNotEmpty();
            } else {
                assertThat(line.at("/data/productSet/userErrors/0/message").asString())
                        .isEqualTo("Title can't be blank");
            }
        }
    }

    @Test
    void bulk_operations_are_not_charged() {
        shop.control("{\"plan\": \"standard\"}");
        JsonNode done = ended(run(SET, uploaded(lines(300))));

        assertThat(done.get("status").asString()).isEqualTo("COMPLETED");
        JsonNode state = shop.control("{}");
        assertThat(state.get("products").asInt()).isEqualTo(300);
        assertThat(state.at("/statistics/points").asDouble()).isLessThan(300);
    }

    @Test
    void what_may_not_run_is_refused_as_recorded() {
        assertThat(run(SET, "tmp/1/bulk/none").at("/userErrors/0/code").asString())
                .isEqualTo("NO_SUCH_FILE");
        assertThat(run("mutation { nonsense }", uploaded("{}"))
                        .at("/userErrors/0/message")
                        .asString())
                .startsWith("Failed to parse the mutation - ");
        assertThat(run(
                                "mutation m($id: ID!) { bulkOperationCancel(id: $id) { userErrors { message } } }",
                                uploaded("{}"))
                        .at("/userErrors/0/message")
                        .asString())
                .isEqualTo("You must use an allowed mutation name.");
        assertThat(run(
                                "mutation m($input: ProductSetInput!) { productSet(input: $input) { product { variants(first: 1) { nodes { id } } media(first: 1) { nodes { id } } } userErrors { message } } }",
                                uploaded("{}"))
                        .at("/userErrors/0/message")
                        .asString())
                .isEqualTo("Bulk mutations cannot contain more than 1 connection.");
    }

    @Test
    void the_file_comes_last_and_with_its_signature() {
        JsonNode target = target();
        assertThat(upload(target, "{}", false).statusCode()).isEqualTo(400);
        assertThat(upload(
                                json("{'url': " + target.get("url")
                                        + ", 'parameters': [{'name': 'key', 'value': 'x'}]}"),
                                "{}",
                                true)
                        .statusCode())
                .isEqualTo(403);
        assertThat(upload(target, "", true).body()).contains("EntityTooSmall");
    }

    @Test
    void five_run_at_once_and_a_sixth_is_refused() {
        shop.control("{\"bulk\": {\"linesPerSecond\": 1}}");
        for (int i = 0; i < 5; i++) {
            assertThat(run(SET, uploaded(lines(5))).get("userErrors")).isEmpty();
        }

        JsonNode sixth = run(SET, uploaded(lines(1)));

        assertThat(sixth.at("/userErrors/0/code").asString()).isEqualTo("OPERATION_IN_PROGRESS");
        assertThat(sixth.at("/userErrors/0/message").asString())
                .startsWith(
                        "A bulk mutation operation for this app and shop is already in progress: gid://shopify/BulkOperation/");
        JsonNode busy = shop.data(
                "{ bulkOperations(first: 10, query: \"status:RUNNING OR status:CREATED\") { nodes { id } } }",
                json("{}"));
        assertThat(busy.at("/bulkOperations/nodes")).hasSize(5);
    }

    @Test
    void operations_are_listed_the_newest_first_and_reversed_the_oldest_first() {
        shop.control("{\"bulk\": {\"linesPerSecond\": 20}}");
        JsonNode slow = run(SET, uploaded(lines(20)));
        JsonNode quick = run(SET, uploaded(lines(1)));
        ended(quick);
        ended(slow);
        shop.control("{\"bulk\": {\"delay\": 20000}}");
        JsonNode waiting = run(SET, uploaded(lines(1)));

        assertThat(listed("first: 3")).isEqualTo(ids(waiting, quick, slow));
        assertThat(listed("first: 3, sortKey: CREATED_AT, reverse: false")).isEqualTo(ids(waiting, quick, slow));
        assertThat(listed("first: 3, reverse: true")).isEqualTo(ids(slow, quick, waiting));
        assertThat(listed("first: 3, sortKey: COMPLETED_AT")).isEqualTo(ids(slow, quick, waiting));
        assertThat(listed("first: 3, sortKey: COMPLETED_AT, reverse: true")).isEqualTo(ids(waiting, quick, slow));
        assertThat(listed("first: 3, after: \"" + cursor("first: 1") + "\"")).isEqualTo(ids(quick, slow));
        assertThat(listed("last: 1")).isEqualTo(ids(slow));
    }

    private static List<String> listed(String window) {
        return shop.data("{ bulkOperations(" + window + ") { nodes { id } } }", json("{}"))
                .at("/bulkOperations/nodes")
                .findValuesAsString("id");
    }

    private static String cursor(String window) {
        return shop.data("{ bulkOperations(" + window + ") { pageInfo { endCursor } } }", json("{}"))
                .at("/bulkOperations/pageInfo/endCursor")
                .asString();
    }

    private static List<String> ids(JsonNode... started) {
        return Arrays.stream(started)
                .map(one -> one.at("/bulkOperation/id").asString())
                .toList();
    }

    @Test
    void an_operation_can_be_canceled() {
        shop.control("{\"bulk\": {\"linesPerSecond\": 20}}");
        JsonNode started = run(SET, uploaded(lines(1000)));
        shop.data(
                "mutation m($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }",
                json("{'id': " + started.at("/bulkOperation/id") + "}"));

        assertThat(ended(started).get("status").asString()).isEqualTo("CANCELED");
    }

    @Test
    void an_operation_can_fail_lose_lines_and_expire() {
        shop.control("{\"faults\": [{\"times\": 1, \"kind\": \"bulk-failed\", \"lines\": 10}]}");
        JsonNode failed = ended(run(SET, uploaded(lines(30))));
        assertThat(failed.get("status").asString()).isEqualTo("FAILED");
        assertThat(failed.get("errorCode").asString()).isEqualTo("INTERNAL_SERVER_ERROR");
        assertThat(shop.get(failed.get("partialDataUrl").asString()).body().lines())
                .hasSize(10);

        shop.control("{\"faults\": [{\"times\": 1, \"kind\": \"bulk-lost-lines\", \"lines\": 3}]}");
        assertThat(shop.get(ended(run(SET, uploaded(lines(30)))).get("url").asString())
                        .body()
                        .lines())
                .hasSize(27);

        shop.control("{\"faults\": [{\"times\": 1, \"kind\": \"bulk-expired-url\"}]}");
        HttpResponse<String> expired =
                shop.get(ended(run(SET, uploaded(lines(30)))).get("url").asString());
        assertThat(expired.statusCode()).isEqualTo(400);
        assertThat(expired.body()).contains("ExpiredToken");
    }

    private static JsonNode query(String query) {
        return shop.data(
                        "mutation m($q: String!) { bulkOperationRunQuery(query: $q) { bulkOperation { id } userErrors { message } } }",
                        RunningShop.JSON.createObjectNode().put("q", query))
                .get("bulkOperationRunQuery");
    }

    @ParameterizedTest
    @CsvSource({
        "{ products { nodes { id } } }, via 'nodes' is not supported",
        "{ products { edges { node { title variants { edges { node { id } } } } } } }, must select the 'id'",
        "{ collections { edges { node { id products { edges { node { id variants { edges { node { id } } } } } } } } } },"
                + " nesting depth greater than 2",
        "{ shop { name } }, at least one connection"
    })
    void a_bulk_query_that_goes_too_far_is_refused(String query, String words) {
        assertThat(query(query).at("/userErrors/0/message").asString()).contains(words);
    }

    @Test
    void a_form_that_lacks_or_changes_a_parameter_is_refused() {
        JsonNode target = target();
        for (JsonNode parameter : target.get("parameters")) {
            if (parameter.get("name").asString().equals("acl")) {
                ((ObjectNode) parameter).put("value", "public");
            }
        }
        assertThat(upload(target, lines(1), true).statusCode()).isEqualTo(400);
        ((ArrayNode) target.get("parameters")).remove(2);
        assertThat(upload(target, lines(1), true).statusCode()).isEqualTo(400);
    }

    @Test
    void a_bulk_query_gives_children_after_their_parent_and_not_always_right_after_it() {
        shop.data(SET, json("{'input': {'title': 'A'}}"));
        shop.data(SET, json("{'input': {'title': 'B'}}"));
        JsonNode started = query("{ products { edges { node { id title variants { edges { node { id } } } } } } }");

        List<JsonNode> lines = shop.get(ended(started).get("url").asString())
                .body()
                .lines()
                .map(RunningShop::read)
                .toList();

        assertThat(lines).hasSize(4);
        assertThat(lines.get(2).get("__parentId")).isEqualTo(lines.get(0).get("id"));
        assertThat(lines.get(3).get("__parentId")).isEqualTo(lines.get(1).get("id"));
    }
}
