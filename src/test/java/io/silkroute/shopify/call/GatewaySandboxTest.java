package io.silkroute.shopify.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.secret.Secrets;
import io.silkroute.sandbox.SandboxApplication;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Readiness;
import io.silkroute.shopify.bulk.BulkLine;
import io.silkroute.shopify.bulk.BulkOutcome;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The gateway against the sandbox shop, over real HTTP. */
class GatewaySandboxTest {

    @SuppressWarnings("NullAway.Init") // opened before all tests
    private static ConfigurableApplicationContext sandbox;

    private final GatewayFixture fixture = new GatewayFixture(
            URI.create("http://127.0.0.1:" + sandbox.getEnvironment().getRequiredProperty("local.server.port")));

    @BeforeAll
    static void open() {
        sandbox = SandboxApplication.run("--server.port=0", "--spring.config.location=optional:classpath:/none/");
    }

    @AfterAll
    static void shut() {
        sandbox.close();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void a_shop_is_prepared_once_and_takes_a_product_by_the_items_identity() {
        fixture.secrets = new Secrets(null, "sandbox-token", null, null);
        ShopSetup setup = new ShopSetup(fixture.gateway, fixture.shops);
        assertThat(setup.of(GatewayFixture.CONNECTOR)).isInstanceOf(Readiness.Ready.class);
        assertThat(new ShopSetup(fixture.gateway, fixture.shops).of(GatewayFixture.CONNECTOR))
                .isInstanceOf(Readiness.Ready.class);
        CallResult first = fixture.call("productSet", product("A"));
        CallResult second = fixture.call("productSet", product("A"));
        assertThat(first).isInstanceOf(CallResult.Accepted.class);
        assertThat(second).isInstanceOf(CallResult.Accepted.class);
        assertThat(((CallResult.Accepted) second).data().at("/productSet/product/id"))
                .isEqualTo(((CallResult.Accepted) first).data().at("/productSet/product/id"));
        assertThat(first.usage().requestId()).isNotNull();
    }

    @Test
    void a_bulk_operation_writes_what_single_calls_would() {
        fixture.clientId = "sandbox-client";
        fixture.secrets = new Secrets(null, null, "sandbox-secret", null);
        assertThat(new ShopSetup(fixture.gateway, fixture.shops).of(GatewayFixture.CONNECTOR))
                .isInstanceOf(Readiness.Ready.class);
        List<BulkLine> lines = IntStream.range(0, 10)
                .mapToObj(i -> new BulkLine("product B" + i, product("B" + i)))
                .toList();
        Map<String, BulkOutcome> outcomes = new ConcurrentHashMap<>();
        Optional<CallResult.Aborted> stopped = fixture.bulk.run(
                GatewayFixture.CONNECTOR,
                "run",
                Operation.named("productSetInBulk"),
                lines,
                line -> line,
                outcome -> outcomes.put(outcome.key(), outcome));
        assertThat(stopped).isEmpty();
        assertThat(outcomes).hasSize(10);
        assertThat(outcomes.values()).allMatch(outcome -> outcome.answer() instanceof CallResult.Accepted);
    }

    private static ObjectNode product(String id) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        variables
                .putObject("identifier")
                .putObject("customId")
                .put("namespace", ShopSetup.NAMESPACE)
                .put("key", ShopSetup.KEY)
                .put("value", id);
        ObjectNode input = variables.putObject("input").put("title", "Product " + id);
        input.putArray("metafields")
                .addObject()
                .put("namespace", ShopSetup.NAMESPACE)
                .put("key", ShopSetup.KEY)
                .put("value", id);
        return variables;
    }
}
