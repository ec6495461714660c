package io.silkroute.shopify.call;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Readiness;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopifySettings;
import io.silkroute.shopify.Usage;
import io.silkroute.shopify.UserError;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** A shop that answers as a test has told it to, and remembers what it was asked. */
public final class FakeGateway implements Gateway {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Deque<CallResult>> answers = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private final List<Integer> together = new ArrayList<>();
    private double points = 10;

    /** One call that was made. */
    public record Asked(String operation, ObjectNode variables) {}

    /** The answers to an operation, in turn; the last one is given again and again. */
    public FakeGateway answers(String operation, CallResult... inTurn) {
        answers.put(operation, new ArrayDeque<>(List.of(inTurn)));
        return this;
    }

    /** @param data with single quotes, below {@code data} of the answer */
    public FakeGateway accepts(String operation, String data) {
        return answers(operation, accepted(data));
    }

    /** What every call is forecast to cost. */
    public FakeGateway costing(double each) {
        points = each;
        return this;
    }

    public List<Asked> asked() {
        return asked;
    }

    /** The names of the operations, in the order they were asked. */
    public List<String> operations() {
        return asked.stream().map(Asked::operation).toList();
    }

    /** How many went in each call for several. */
    public List<Integer> together() {
        return together;
    }

    /** What an operation was asked with last. */
    public ObjectNode variablesOf(String operation) {
        return asked.stream()
                .filter(one -> one.operation().equals(operation))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError(operation + " was not asked, only " + operations()))
                .variables();
    }

    @Override
    public CallResult call(ConnectorName connector, Operation operation, ObjectNode variables, @Nullable String item) {
        asked.add(new Asked(operation.name(), variables.deepCopy()));
        Deque<CallResult> left = answers.get(operation.name());
        if (left == null) {
            throw new AssertionError("nobody expects " + operation + " with " + variables);
        }
        return Objects.requireNonNull(left.size() == 1 ? left.peek() : left.poll());
    }

    @Override
    public Map<String, CallResult> together(
            ConnectorName connector, Operation operation, Map<String, ObjectNode> variables) {
        together.add(variables.size());
        Map<String, CallResult> each = new LinkedHashMap<>();
        variables.forEach((item, one) -> each.put(item, call(connector, operation, one, item)));
        return each;
    }

    @Override
    public Map<String, CallResult> forAll(
            ConnectorName connector, Operation operation, ObjectNode variables, Collection<String> items) {
        CallResult answer = call(connector, operation, variables, null);
        Map<String, CallResult> each = new LinkedHashMap<>();
        items.forEach(item -> each.put(item, answer));
        return each;
    }

    @Override
    public double forecast(ConnectorName connector, Operation operation, ObjectNode variables) {
        return points;
    }

    public static CallResult accepted(String data) {
        return new CallResult.Accepted(JSON.readTree(data.replace('\'', '"')), new Usage(1, 1, 10, 0, "r1"));
    }

    /** @param field path of the refused input, joined by dots */
    public static CallResult refused(@Nullable String code, String field, String message) {
        return new CallResult.Refused(
                List.of(new UserError(List.of(field.split("\\.")), code, message)),
                new Reason(code == null ? "UNKNOWN" : code, field, message, "Shopify refused it: " + message),
                Usage.NONE);
    }

    /** A refusal of the call as a whole. */
    public static CallResult refusedAsAWhole(String code, String message) {
        return new CallResult.Refused(
                List.of(), new Reason(code, null, message, "Shopify says " + message), Usage.NONE);
    }

    public static CallResult postponed(String sentence) {
        return new CallResult.Postponed(new Reason("LIMIT", null, null, sentence), Usage.NONE);
    }

    public static CallResult aborted(String sentence) {
        return new CallResult.Aborted(new Reason("SHOP_UNREACHABLE", null, null, sentence), Usage.NONE);
    }

    /** Asks this shop for its operations, without a pause. */
    public ProductOperations productOperations() {
        Duration once = Duration.ofMillis(1);
        return new ProductOperations(
                this,
                new ShopifySettings(
                        1,
                        once,
                        once,
                        1,
                        once,
                        once,
                        DataSize.ofMegabytes(1),
                        once,
                        1,
                        DataSize.ofMegabytes(1),
                        1,
                        once,
                        1),
                time -> {});
    }

    /** A shop that is prepared, with an online store. @param forgotten takes the connectors whose shop was forgotten */
    public ShopSetup setup(Collection<String> forgotten) {
        return new PreparedShop(this, forgotten);
    }

    @SuppressWarnings("NullAway") // it asks for no shop
    private static final class PreparedShop extends ShopSetup {

        private final Collection<String> forgotten;

        PreparedShop(Gateway gateway, Collection<String> forgotten) {
            super(gateway, null);
            this.forgotten = forgotten;
        }

        @Override
        public Readiness of(ConnectorName connector) {
            return new Readiness.Ready("gid://shopify/Publication/1", null, null);
        }

        @Override
        public Readiness ofRun(ConnectorName connector) {
            return of(connector);
        }

        @Override
        public void forget(ConnectorName connector) {
            forgotten.add(connector.text());
        }
    }
}
