package io.silkroute.mirror;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Usage;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** A shop that answers what it is told to. */
public final class TestShop {

    private TestShop() {}

    /** @param answers by operation and variables: what stands below {@code data} */
    public static ShopObjects answering(BiFunction<String, ObjectNode, String> answers) {
        return new ShopObjects(new Gateway() {
            @Override
            public CallResult call(
                    ConnectorName connector, Operation operation, ObjectNode variables, @Nullable String item) {
                JsonNode data = new ObjectMapper().readTree(answers.apply(operation.name(), variables.deepCopy()));
                return new CallResult.Accepted(data, Usage.NONE);
            }

            @Override
            public Map<String, CallResult> together(
                    ConnectorName connector, Operation operation, Map<String, ObjectNode> variables) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Map<String, CallResult> forAll(
                    ConnectorName connector, Operation operation, ObjectNode variables, Collection<String> items) {
                throw new UnsupportedOperationException();
            }

            @Override
            public double forecast(ConnectorName connector, Operation operation, ObjectNode variables) {
                return 1;
            }
        });
    }
}
