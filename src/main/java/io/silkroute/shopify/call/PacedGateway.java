package io.silkroute.shopify.call;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.BatchedMutation;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.Usage;
import io.silkroute.shopify.log.RequestLog;
import io.silkroute.shopify.pacing.LearnedCost;
import io.silkroute.tracing.Trace;
import io.silkroute.tracing.Traces;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends each call through the route {@code shopify-call}, as often as it takes. */
@Component
class PacedGateway implements Gateway {

    private final Shops shops;
    private final Attempts attempts;
    private final ObjectMapper json;
    private final RequestLog log;
    private final ShopMeters meters;
    private final Traces traces;
    private final Map<Operation, byte[]> openings = new ConcurrentHashMap<>();

    PacedGateway(Shops shops, Attempts attempts, ObjectMapper json, RequestLog log, ShopMeters meters, Traces traces) {
        this.traces = traces;
        this.shops = shops;
        this.attempts = attempts;
        this.json = json;
        this.log = log;
        this.meters = meters;
    }

    @Override
    public CallResult call(ConnectorName connector, Operation operation, ObjectNode variables, @Nullable String item) {
        Optional<Shop> shop = shops.of(connector);
        if (shop.isEmpty()) {
            return new CallResult.Aborted(
                    new Reason("NO_CONNECTOR", null, null, "There is no connector " + connector + "."), Usage.NONE);
        }
        Call call = call(shop.get(), operation, variables, item);
        CallResult answer = answer(call);
        if (item != null) {
            log.note(connector, item, operation, call.body, answer, call.answerBody());
        }
        meters.ended(call, answer);
        return answer;
    }

    @Override
    public Map<String, CallResult> together(
            ConnectorName connector, Operation operation, Map<String, ObjectNode> variables) {
        Optional<Shop> shop = shops.of(connector);
        if (shop.isEmpty() || variables.size() == 1) {
            return singly(connector, operation, variables);
        }
        Call call = call(
                shop.get(), operation.times(variables.size()), BatchedMutation.variables(variables.values()), null);
        CallResult answer = answer(call);
        meters.ended(call, answer);
        if (answer instanceof CallResult.Refused) {
            Map<String, CallResult> answers = singly(connector, operation, variables);
            String first = answers.keySet().iterator().next();
            answers.computeIfPresent(
                    first, (item, one) -> one.withUsage(answer.usage().plus(one.usage())));
            return answers;
        }
        Map<String, CallResult> answers = new LinkedHashMap<>();
        variables.forEach((item, one) -> {
            CallResult share = BatchedMutation.share(answer, operation, answers.size(), variables.size());
            byte[] answered = share instanceof CallResult.Accepted accepted
                    ? bytes(json.createObjectNode().set("data", accepted.data()))
                    : call.answerBody();
            log.note(connector, item, operation, body(operation, one), share, answered);
            answers.put(item, share);
        });
        return answers;
    }

    @Override
    public Map<String, CallResult> forAll(
            ConnectorName connector, Operation operation, ObjectNode variables, Collection<String> items) {
        Map<String, CallResult> answers = new LinkedHashMap<>();
        Optional<Shop> shop = shops.of(connector);
        if (shop.isEmpty() || items.size() == 1) {
            items.forEach(item -> answers.put(item, call(connector, operation, variables, item)));
            return answers;
        }
        Call call = call(shop.get(), operation, variables, null);
        CallResult answer = answer(call);
        meters.ended(call, answer);
        for (String item : items) {
            CallResult share = answer.withUsage(answer.usage().share(answers.size(), items.size()));
            log.note(connector, item, operation, call.body, share, call.answerBody());
            answers.put(item, share);
        }
        return answers;
    }

    private Map<String, CallResult> singly(
            ConnectorName connector, Operation operation, Map<String, ObjectNode> variables) {
        Map<String, CallResult> answers = new LinkedHashMap<>();
        variables.forEach((item, one) -> answers.put(item, call(connector, operation, one, item)));
        return answers;
    }

    @Override
    public double forecast(ConnectorName connector, Operation operation, ObjectNode variables) {
        return shops.of(connector)
                .map(shop -> shop.costs.estimate(operation, variables).corrected())
                .orElse(0.0);
    }

    private CallResult answer(Call call) {
        Trace trace = traces.call("shopify " + call.operation.name())
                .with("connector", call.shop.connector.text())
                .with("operation", call.operation.name());
        try {
            CallResult answer = attempts.until(call);
            trace.with("result", answer.word())
                    .with("points", answer.usage().points())
                    .with("attempts", answer.usage().attempts())
                    .with("throttled", answer.usage().throttled())
                    .with("request", answer.usage().requestId());
            if (!(answer instanceof CallResult.Accepted)) {
                trace.failed(answer.word());
            }
            return answer;
        } finally {
            trace.end();
        }
    }

    private Call call(Shop shop, Operation operation, ObjectNode variables, @Nullable String item) {
        LearnedCost.Estimate estimate = shop.costs.estimate(operation, variables);
        return new Call(shop, operation, body(operation, variables), estimate, item);
    }

    private byte[] body(Operation operation, ObjectNode variables) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(4096);
        body.writeBytes(openings.computeIfAbsent(operation, this::opening));
        body.writeBytes(bytes(variables));
        body.write('}');
        return body.toByteArray();
    }

    private byte[] bytes(JsonNode node) {
        return json.writeValueAsBytes(node);
    }

    private byte[] opening(Operation operation) {
        return ("{\"query\":" + json.writeValueAsString(operation.document()) + ",\"variables\":")
                .getBytes(StandardCharsets.UTF_8);
    }
}
