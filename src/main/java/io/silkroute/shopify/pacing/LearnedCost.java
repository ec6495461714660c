package io.silkroute.shopify.pacing;

import io.silkroute.shopify.Operation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The law's estimate, corrected per operation by the cost that this shop names in its answers. */
public final class LearnedCost {

    private static final double LOWEST = 0.05;
    private static final double HIGHEST = 20;
    private static final double FORGETTING = 0.05;

    private final Map<Operation, Double> factors = new ConcurrentHashMap<>();

    /** @param law points by the published formula; what answers are compared with
     * @param corrected points to be expected */
    public record Estimate(double law, double corrected) {}

    public Estimate estimate(Operation operation, JsonNode variables) {
        double law = operation.points(variables);
        return new Estimate(law, law * factors.getOrDefault(operation, 1.0));
    }

    // Too low is corrected at once, too high little by little: a call that was forecast too low is throttled,
    // one forecast too high waits a moment longer and is refunded.
    public void learn(Operation operation, double law, double requested) {
        if (law <= 0 || requested <= 0) {
            return;
        }
        double right = requested / law;
        factors.compute(operation, (key, known) -> {
            double next = known == null || right > known ? right : known + FORGETTING * (right - known);
            return Math.min(HIGHEST, Math.max(LOWEST, next));
        });
    }
}
