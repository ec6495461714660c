package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Large runs go by bulk operation, and every line of it gets its outcome. */
class BulkAcceptanceTest {

    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        silkroute = QuickRetries.silkroute();
    }

    @BeforeEach
    void clear() {
        silkroute.control("{\"clearFaults\":true}");
    }

    private static String[] products(String prefix, int n, String title) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            items.add("""
                    {"type":"product","id":"%s-%d","sku":"%s-%d","name":{"en_US":"%s %s %d"},"price":{"USD":"5"},\
                    "images":["https://pim.example/%s/%d.jpg"]}""".formatted(prefix, i, prefix, i, title, prefix, i, prefix, i));
        }
        return items.toArray(String[]::new);
    }

    private static long in(String prefix) {
        return silkroute.products().keySet().stream()
                .filter(id -> id.startsWith(prefix + "-"))
                .count();
    }

    @Test
    void products_are_created_published_and_updated_by_bulk() {
        silkroute.connect("bulk", "{\"exportPath\":\"bulk\"}");

        silkroute.push("bulk", products("B", 120, "First"));
        JsonNode first = silkroute.runAfter("bulk", "");
        assertThat(first.path("counts").path("created").asInt())
                .as(first + "\n" + silkroute.activity("connector=bulk&outcome=parked"))
                .isEqualTo(120);
        assertThat(first.path("api").path("bulkOperations").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(in("B")).isEqualTo(120);

        silkroute.push("bulk", products("B", 120, "Second"));
        JsonNode second = silkroute.runAfter("bulk", first.path("id").asString());
        assertThat(second.path("counts").path("updated").asInt())
                .as(second.toString())
                .isEqualTo(120);
        assertThat(silkroute.products().get("B-7").path("title").asString()).isEqualTo("Second B 7");
        assertThat(silkroute.products().get("B-7").path("media")).hasSize(1);
    }

    @Test
    void operations_of_one_run_go_side_by_side() {
        silkroute.connect("beside", "{\"exportPath\":\"bulk\"}");
        silkroute.control("{\"bulk\":{\"delay\":1500}}");
        List<Operation> before = operations();

        silkroute.push("beside", products("S", 400, "First"));
        JsonNode run = silkroute.runAfter("beside", "");
        silkroute.control("{\"bulk\":{\"delay\":0}}");

        assertThat(run.path("counts").path("created").asInt())
                .as(run.toString())
                .isEqualTo(400);
        List<Operation> operations = operations();
        operations.removeAll(before);
        assertThat(run.path("api").path("bulkOperations").asInt()).isEqualTo(operations.size());
        assertThat(operations)
                .anyMatch(one -> operations.stream().filter(one::runsBeside).count() >= 3);
    }

    /** An operation that has ended. */
    private record Operation(String id, Instant from, Instant to) {
        boolean runsBeside(Operation other) {
            return from.isBefore(other.to) && other.from.isBefore(to);
        }
    }

    private static List<Operation> operations() {
        JsonNode answer = silkroute.shop(
                "{ bulkOperations(first: 250) { nodes { id createdAt completedAt } } }",
                Silkroute.JSON.createObjectNode());
        List<Operation> operations = new ArrayList<>();
        answer.at("/data/bulkOperations/nodes")
                .forEach(node -> operations.add(new Operation(
                        node.path("id").asString(),
                        Instant.parse(node.path("createdAt").asString()),
                        Instant.parse(node.path("completedAt").asString()))));
        return operations;
    }

    @Test
    void lines_that_the_result_lacks_are_sent_singly() {
        silkroute.connect("lost", "{\"exportPath\":\"bulk\"}");
        silkroute.control("{\"faults\":[{\"kind\":\"bulk-lost-lines\",\"lines\":7,\"times\":1}]}");

        silkroute.push("lost", products("L", 40, "First"));
        JsonNode run = silkroute.runAfter("lost", "");
        assertThat(silkroute.shopState().path("faults")).isEmpty();

        assertThat(run.path("counts").path("created").asInt())
                .as(run.toString())
                .isEqualTo(40);
        assertThat(in("L")).isEqualTo(40);
    }

    @Test
    void a_refused_line_parks_its_item_only() {
        silkroute.connect("refused", "{\"exportPath\":\"bulk\"}");
        silkroute.control(
                "{\"faults\":[{\"operation\":\"productSet\",\"item\":\"R-3\\\"\",\"times\":1,\"kind\":\"user-error\",\"code\":\"INVALID_PRODUCT\",\"message\":\"No.\"}]}");

        silkroute.push("refused", products("R", 20, "First"));
        JsonNode run = silkroute.runAfter("refused", "");

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed-with-failures");
        assertThat(run.path("counts").path("created").asInt()).isEqualTo(19);
        assertThat(run.path("counts").path("parked").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind':'bulk-failed','lines':7,'times':1}",
                "{'kind':'bulk-expired-url','times':1}",
                "{'kind':'status','status':503,'operation':'bulkOperation','times':2}",
                "{'kind':'reset','operation':'bulkOperation','times':2}",
                "{'kind':'answer-lost','operation':'bulkOperationRunMutation','times':1}",
                "{'kind':'status','status':500,'operation':'stagedUploadsCreate','times':1}",
                "{'kind':'user-error','code':'OPERATION_IN_PROGRESS','operation':'bulkOperationRunMutation','times':3}",
                "{'kind':'user-error','code':'INVALID_MUTATION','operation':'bulkOperationRunMutation','times':1}",
                "{'kind':'status','status':423,'operation':'bulkOperation','times':1}",
                "{'kind':'error','code':'ACCESS_DENIED','operation':'bulkOperationRunMutation','times':1}"
            })
    void whatever_happens_to_an_operation_each_product_is_there_once_in_the_end(String fault) {
        String prefix = "E" + Integer.toHexString(fault.hashCode());
        String connector = prefix.toLowerCase(java.util.Locale.ROOT);
        silkroute.connect(connector, "{\"exportPath\":\"bulk\"}");
        silkroute.control("{\"faults\":[" + fault.replace('\'', '"') + "]}");

        silkroute.push(connector, products(prefix, 30, "First"));
        JsonNode run = silkroute.runAfter(connector, "");

        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("completed");
        assertThat(silkroute.shopState().path("faults")).isEmpty();
        List<String> titles = silkroute.products().values().stream()
                .filter(product -> product.path("title").asString().startsWith("First " + prefix + " "))
                .peek(product -> assertThat(product.path("publications")).hasSize(1))
                .map(product -> product.path("title").asString())
                .toList();
        assertThat(titles).hasSize(30).doesNotHaveDuplicates();
    }
}
