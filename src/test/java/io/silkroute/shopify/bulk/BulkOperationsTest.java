package io.silkroute.shopify.bulk;

import static io.silkroute.shopify.call.FakeShop.COST;
import static io.silkroute.shopify.call.FakeShop.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.call.FakeShop;
import io.silkroute.shopify.call.GatewayFixture;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class BulkOperationsTest {

    private static final String RUN = "run-1";
    private static final String ACCEPTED =
            "{\"data\":{\"productSet\":{\"product\":{\"id\":\"gid://shopify/Product/1\"},\"userErrors\":[]}},\"__lineNumber\":%d}\n";
    private static final String REFUSED = "{\"data\":{\"productSet\":{\"product\":null,\"userErrors\":"
            + "[{\"field\":[\"input\"],\"message\":\"no\",\"code\":\"BLANK\"}]}},\"__lineNumber\":%d}\n";

    private final FakeShop shop = new FakeShop();
    private final GatewayFixture fixture = new GatewayFixture(shop.address());
    private final Map<String, @Nullable CallResult> outcomes = new TreeMap<>();
    private final Set<String> operations = new TreeSet<>();

    @AfterEach
    void close() {
        fixture.close();
        shop.close();
    }

    private Optional<CallResult.Aborted> settle() {
        List<BulkRow> open = fixture.bulk.open(GatewayFixture.CONNECTOR);
        assertThat(open).hasSize(1);
        return fixture.bulk.settle(open.get(0), this::tell);
    }

    @Test
    void each_line_gets_the_outcome_of_its_number() {
        handOver();
        shop.then(poll("RUNNING", "null", "null"));
        shop.then(poll("COMPLETED", address("/result"), "null"));
        shop.then(status(200, REFUSED.formatted(1) + ACCEPTED.formatted(0) + ACCEPTED.formatted(7)));
        assertThat(run(2)).isEmpty();
        assertThat(outcomes.get("product 0")).isInstanceOf(CallResult.Accepted.class);
        assertThat(outcomes.get("product 1")).isInstanceOf(CallResult.Refused.class);
        assertThat(fixture.bulk.open(GatewayFixture.CONNECTOR)).hasSize(1);
        fixture.bulk.recorded(operations);
        assertThat(fixture.bulk.open(GatewayFixture.CONNECTOR)).isEmpty();
        assertThat(fixture.bulk.countOf(RUN)).isEqualTo(1);
        String form = shop.requests.get(1).body();
        assertThat(form.indexOf("\"key\"")).isPositive().isLessThan(form.indexOf("\"file\""));
        assertThat(form).contains("{\"n\":0}\n{\"n\":1}\n");
        assertThat(shop.requests.get(1).token()).isEqualTo("null");
        assertThat(shop.sent(2).at("/variables/stagedUploadPath").asString()).isEqualTo("tmp/1");
        assertThat(shop.sent(2).at("/variables/mutation").asString())
                .matches("mutation productSetInBulk_silkroute_\\w{32}\\(.*");
    }

    @Test
    void lines_that_are_missing_cut_or_hollow_are_unknown() {
        handOver();
        shop.then(poll("FAILED", "null", address("/partial")));
        shop.then(status(
                200, ACCEPTED.formatted(0) + "{\"data\":{\"productSet\":null},\"__lineNumber\":1}\n{\"data\":{\"prod"));
        assertThat(run(3)).isEmpty();
        assertThat(outcomes).containsOnlyKeys("product 0", "product 1", "product 2");
        assertThat(outcomes.get("product 0")).isInstanceOf(CallResult.Accepted.class);
        assertThat(outcomes.get("product 1")).isNull();
        assertThat(outcomes.get("product 2")).isNull();
    }

    @Test
    void an_expired_address_is_asked_for_again() {
        handOver();
        shop.then(poll("COMPLETED", address("/old"), "null"));
        shop.then(status(403, "expired"));
        shop.then(poll("COMPLETED", address("/new"), "null"));
        shop.then(status(200, ACCEPTED.formatted(0)));
        assertThat(run(1)).isEmpty();
        assertThat(outcomes.get("product 0")).isInstanceOf(CallResult.Accepted.class);
    }

    @Test
    void a_later_run_reads_the_result_of_what_was_handed_over() {
        handOver();
        for (int i = 0; i < 3; i++) {
            shop.then(status(423, "{}"));
        }
        assertThat(run(1)).isPresent();
        assertThat(outcomes).isEmpty();
        List<FakeShop.Request> before = List.copyOf(shop.requests);
        shop.restart().then(poll("COMPLETED", address("/result"), "null"));
        shop.then(status(200, ACCEPTED.formatted(0)));
        assertThat(settle()).isEmpty();
        assertThat(outcomes.get("product 0")).isInstanceOf(CallResult.Accepted.class);
        assertThat(shop.requests.size() - before.size()).isEqualTo(2);
    }

    @Test
    void an_operation_whose_start_was_not_answered_is_found_by_its_marker_behind_a_thousand_newer_ones() {
        BulkRow row = written();
        for (int page = 0; page < 25; page++) {
            shop.then(operations(
                    true, operation("other", "silkroute_x", row.createdAt()).repeat(50)));
        }
        shop.then(operations(false, operation("ours", row.marker(), row.createdAt())));
        shop.then(poll("COMPLETED", address("/result"), "null"));
        shop.then(status(200, ACCEPTED.formatted(0)));
        assertThat(settle()).isEmpty();
        assertThat(shop.sent(0).at("/variables/after").isNull()).isTrue();
        assertThat(shop.sent(1).at("/variables/after").asString()).isEqualTo("c");
        assertThat(shop.sent(26).at("/variables/id").asString()).isEqualTo("gid://ours");
        assertThat(outcomes.get("product 0")).isInstanceOf(CallResult.Accepted.class);
    }

    @Test
    void an_operation_that_was_never_started_is_not_looked_for_among_those_before_it() {
        BulkRow row = written();
        String before = operation("other", "silkroute_x", row.createdAt().minus(Duration.ofMinutes(61)));
        shop.then(operations(
                true, operation("late", "silkroute_y", row.createdAt().minus(Duration.ofMinutes(59))) + before));
        assertThat(settle()).isEmpty();
        assertThat(shop.requests).hasSize(1);
        assertThat(outcomes).containsKey("product 0");
        assertThat(outcomes.get("product 0")).isNull();
    }

    private BulkRow written() {
        return fixture.parts
                .rows()
                .write(GatewayFixture.CONNECTOR, RUN, Operation.named("productSetInBulk"), List.of("product 0"));
    }

    private static String operation(String name, String marker, Instant createdAt) {
        return ",{\"id\":\"gid://%s\",\"query\":\"mutation m_%s { x }\",\"createdAt\":\"%s\"}"
                .formatted(name, marker, createdAt.truncatedTo(ChronoUnit.SECONDS));
    }

    private static String operations(boolean more, String nodes) {
        return "{\"data\":{\"bulkOperations\":{\"nodes\":[" + nodes.substring(1)
                + "],\"pageInfo\":{\"hasNextPage\":" + more + ",\"endCursor\":\"c\"}}},"
                + COST.formatted(1, 1, 1999) + "}";
    }

    @Test
    void a_signed_address_is_used_as_it_was_given_also_where_the_shop_goes_by_another_name() {
        handOver();
        String signed = "/result/a%2Fb?X-Goog-Signature=a%2Bb%3D&x=%20y&z=1";
        String elsewhere = shop.address().toString().replace("127.0.0.1", "localhost") + signed;
        shop.then(poll("COMPLETED", "\"" + elsewhere + "\"", "null"));
        shop.then(status(200, ACCEPTED.formatted(0)));
        assertThat(run(1)).isEmpty();
        assertThat(outcomes.get("product 0")).isInstanceOf(CallResult.Accepted.class);
        assertThat(shop.requests.get(4).query()).isEqualTo("X-Goog-Signature=a%2Bb%3D&x=%20y&z=1");
    }

    @Test
    void no_file_goes_to_an_address_that_is_neither_secure_nor_beside_the_shop() {
        for (int i = 0; i < 4; i++) {
            shop.then("{\"data\":{\"stagedUploadsCreate\":{\"stagedTargets\":[{\"url\":\"http://10.0.0.1/\","
                    + "\"parameters\":[]}],\"userErrors\":[]}}}");
        }
        assertThat(run(1)).isEmpty();
        assertThat(outcomes).containsKey("product 0");
        assertThat(outcomes.get("product 0")).isNull();
    }

    @Test
    void a_file_that_is_too_large_goes_in_halves() {
        handOver("{\"bulkOperation\":null,\"userErrors\":[{\"field\":null,\"code\":\"INVALID_STAGED_UPLOAD_FILE\","
                + "\"message\":\"The input file size exceeds the maximum allowed size of 100 MB.\"}]}");
        for (int half = 0; half < 2; half++) {
            handOver();
            shop.then(poll("COMPLETED", address("/result"), "null"));
            shop.then(status(200, ACCEPTED.formatted(0) + (half == 0 ? ACCEPTED.formatted(1) : "")));
        }
        assertThat(run(3)).isEmpty();
        assertThat(outcomes.values()).hasSize(3).allMatch(answer -> answer instanceof CallResult.Accepted);
        assertThat(shop.requests.get(4).body()).contains("{\"n\":0}\n{\"n\":1}\n");
        assertThat(shop.requests.get(9).body()).contains("{\"n\":2}\n").doesNotContain("{\"n\":1}");
        assertThat(fixture.bulk.open(GatewayFixture.CONNECTOR)).hasSize(2);
    }

    @Test
    void a_file_that_the_storage_finds_too_large_goes_in_halves_and_one_that_it_refuses_otherwise_does_not() {
        target();
        shop.then(status(400, "<Error><Code>EntityTooLarge</Code></Error>"));
        handOver();
        shop.then(poll("COMPLETED", address("/result"), "null"));
        shop.then(status(200, ACCEPTED.formatted(0)));
        for (int attempt = 0; attempt < 4; attempt++) {
            target();
            shop.then(status(400, "<Error><Code>InvalidArgument</Code></Error>"));
        }
        assertThat(run(2)).isEmpty();
        assertThat(outcomes.get("product 0")).isInstanceOf(CallResult.Accepted.class);
        assertThat(outcomes).containsKey("product 1");
        assertThat(outcomes.get("product 1")).isNull();
        assertThat(shop.requests).hasSize(2 + 5 + 8);
    }

    @Test
    void waits_while_the_shop_is_busy_with_others_whatever_it_calls_that() {
        handOver("{\"bulkOperation\":null,\"userErrors\":[{\"field\":null,\"code\":\"OPERATION_IN_PROGRESS\","
                + "\"message\":\"busy\"}]}");
        shop.then(started("{\"bulkOperation\":null,\"userErrors\":[{\"field\":null,\"code\":null,\"message\":"
                + "\"A bulk mutation operation for this app and shop is already in progress: gid://1\"}]}"));
        shop.then(started("{\"bulkOperation\":{\"id\":\"gid://2\"},\"userErrors\":[]}"));
        shop.then(poll("COMPLETED", address("/result"), "null"));
        shop.then(status(200, ACCEPTED.formatted(0)));
        assertThat(run(1)).isEmpty();
        assertThat(outcomes.get("product 0")).isInstanceOf(CallResult.Accepted.class);
    }

    private static String started(String payload) {
        return "{\"data\":{\"bulkOperationRunMutation\":" + payload + "}," + COST.formatted(10, 10, 1900) + "}";
    }

    private void handOver() {
        handOver("{\"bulkOperation\":{\"id\":\"gid://1\"},\"userErrors\":[]}");
    }

    private void handOver(String payload) {
        target();
        shop.then(status(201, "<PostResponse/>"));
        shop.then(started(payload));
    }

    private void target() {
        shop.then("{\"data\":{\"stagedUploadsCreate\":{\"stagedTargets\":[{\"url\":" + address("/upload")
                + ",\"parameters\":[{\"name\":\"acl\",\"value\":\"private\"},{\"name\":\"key\",\"value\":\"tmp/1\"}]}],"
                + "\"userErrors\":[]}}," + COST.formatted(11, 11, 1900) + "}");
    }

    private static String poll(String state, String url, String partial) {
        return "{\"data\":{\"bulkOperation\":{\"id\":\"gid://1\",\"status\":\"" + state + "\",\"url\":" + url
                + ",\"partialDataUrl\":" + partial + "}}," + COST.formatted(1, 1, 1999) + "}";
    }

    private String address(String path) {
        return "\"" + shop.address() + path + "\"";
    }

    private Optional<CallResult.Aborted> run(int lines) {
        List<BulkLine> all = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            all.add(new BulkLine(
                    "product " + i, JsonNodeFactory.instance.objectNode().put("n", i)));
        }
        return fixture.bulk.run(
                GatewayFixture.CONNECTOR, RUN, Operation.named("productSetInBulk"), all, line -> line, this::tell);
    }

    private void tell(BulkOutcome outcome) {
        outcomes.put(outcome.key(), outcome.answer());
        operations.add(outcome.operation());
    }
}
