package io.silkroute.shopify;

import static io.silkroute.shopify.FakeShop.COST;
import static io.silkroute.shopify.FakeShop.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkOperationsTest {

    private static final String RUN = "run-1";
    private static final String ACCEPTED =
            "{\"data\":{\"productSet\":{\"product\":{\"id\":\"gid://shopify/Product/1\"},\"userErrors\":[]}},\"__lineNumber\":%d}\n";
    private static final String REFUSED = "{\"data\":{\"productSet\":{\"product\":null,\"userErrors\":"
            + "[{\"field\":[\"input\"],\"message\":\"no\",\"code\":\"BLANK\"}]}},\"__lineNumber\":%d}\n";

    private final FakeShop shop = new FakeShop();
    private final GatewayFixture fixture = new GatewayFixture(shop.address());
    private final Map<String, @Nullable Answer> outcomes = new TreeMap<>();

    @AfterEach
    void close() {
        fixture.close();
        shop.close();
    }

    @Test
    void each_line_gets_the_outcome_of_its_number() {
        handOver();
        shop.then(poll("RUNNING", "null", "null"));
        shop.then(poll("COMPLETED", address("/result"), "null"));
        shop.then(status(200, REFUSED.formatted(1) + ACCEPTED.formatted(0) + ACCEPTED.formatted(7)));
        assertThat(run(2)).isEmpty();
        assertThat(outcomes.get("product 0")).isInstanceOf(Answer.Accepted.class);
        assertThat(outcomes.get("product 1")).isInstanceOf(Answer.Refused.class);
        assertThat(fixture.rows.unfinished(GatewayFixture.CONNECTOR, RUN)).isEmpty();
        assertThat(fixture.bulk.countOf(RUN)).isEqualTo(1);
        String form = shop.requests.get(1).body();
        assertThat(form.indexOf("\"key\"")).isPositive().isLessThan(form.indexOf("\"file\""));
        assertThat(form).contains("{\"n\":0}\n{\"n\":1}\n");
        assertThat(shop.requests.get(1).token()).isEqualTo("null");
        assertThat(shop.sent(2).at("/variables/stagedUploadPath").asText()).isEqualTo("tmp/1");
    }

    @Test
    void lines_that_are_missing_cut_or_hollow_are_unknown() {
        handOver();
        shop.then(poll("FAILED", "null", address("/partial")));
        shop.then(status(
                200, ACCEPTED.formatted(0) + "{\"data\":{\"productSet\":null},\"__lineNumber\":1}\n{\"data\":{\"prod"));
        assertThat(run(3)).isEmpty();
        assertThat(outcomes).containsOnlyKeys("product 0", "product 1", "product 2");
        assertThat(outcomes.get("product 0")).isInstanceOf(Answer.Accepted.class);
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
        assertThat(outcomes.get("product 0")).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void a_restarted_connector_reads_the_result_of_what_it_had_handed_over() {
        handOver();
        for (int i = 0; i < 3; i++) {
            shop.then(status(423, "{}"));
        }
        assertThat(run(1)).isPresent();
        assertThat(outcomes).isEmpty();
        List<FakeShop.Request> before = List.copyOf(shop.requests);
        shop.restart().then(poll("COMPLETED", address("/result"), "null"));
        shop.then(status(200, ACCEPTED.formatted(0)));
        assertThat(fixture.bulk.resume(GatewayFixture.CONNECTOR, RUN, this::tell))
                .isEmpty();
        assertThat(outcomes.get("product 0")).isInstanceOf(Answer.Accepted.class);
        assertThat(shop.requests.size() - before.size()).isEqualTo(2);
    }

    @Test
    void an_operation_whose_start_was_not_answered_is_found_by_its_marker() {
        BulkRow row = new BulkRow(
                "abc", GatewayFixture.CONNECTOR, RUN, Operation.named("productSetInBulk"), null, List.of("product 0"));
        fixture.rows.written(row);
        shop.then("{\"data\":{\"bulkOperations\":{\"nodes\":[{\"id\":\"gid://other\",\"query\":\"# silkroute-x\"},"
                + "{\"id\":\"gid://ours\",\"query\":\"# silkroute-abc mutation\"}]}}," + COST.formatted(1, 1, 1999)
                + "}");
        shop.then(poll("COMPLETED", address("/result"), "null"));
        shop.then(status(200, ACCEPTED.formatted(0)));
        assertThat(fixture.bulk.resume(GatewayFixture.CONNECTOR, RUN, this::tell))
                .isEmpty();
        assertThat(shop.sent(1).at("/variables/id").asText()).isEqualTo("gid://ours");
        assertThat(outcomes.get("product 0")).isInstanceOf(Answer.Accepted.class);
    }

    private void handOver() {
        shop.then("{\"data\":{\"stagedUploadsCreate\":{\"stagedTargets\":[{\"url\":" + address("/upload")
                + ",\"parameters\":[{\"name\":\"acl\",\"value\":\"private\"},{\"name\":\"key\",\"value\":\"tmp/1\"}]}],"
                + "\"userErrors\":[]}}," + COST.formatted(11, 11, 1900) + "}");
        shop.then(status(201, "<PostResponse/>"));
        shop.then("{\"data\":{\"bulkOperationRunMutation\":{\"bulkOperation\":{\"id\":\"gid://1\"},\"userErrors\":[]}},"
                + COST.formatted(10, 10, 1900) + "}");
    }

    private static String poll(String state, String url, String partial) {
        return "{\"data\":{\"bulkOperation\":{\"id\":\"gid://1\",\"status\":\"" + state + "\",\"url\":" + url
                + ",\"partialDataUrl\":" + partial + "}}," + COST.formatted(1, 1, 1999) + "}";
    }

    private String address(String path) {
        return "\"" + shop.address() + path + "\"";
    }

    private Optional<Answer.Aborted> run(int lines) {
        List<BulkLine> all = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            all.add(new BulkLine(
                    "product " + i, JsonNodeFactory.instance.objectNode().put("n", i)));
        }
        return fixture.bulk.run(
                GatewayFixture.CONNECTOR, RUN, Operation.named("productSetInBulk"), all.iterator(), this::tell);
    }

    private void tell(BulkOutcome outcome) {
        outcomes.put(outcome.key(), outcome.answer());
    }
}
