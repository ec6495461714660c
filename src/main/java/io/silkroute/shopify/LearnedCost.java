package io.silkroute.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The law's estimate, corrected per operation by the cost that this shop names in its answers. */
final class LearnedCost {

    private static final double LOWEST = 0.05;
    private static final double HIGHEST = 20;
    private static final double FORGETTING = 0.05;

    private final Map<Operation, Double> factors = new ConcurrentHashMap<>();

    double forecast(Operation operation, JsonNode variables) {
        return operation.cost().of(operation.name(), variables) * factors.getOrDefault(operation, 1.0);
    }

    // Too low is corrected at once, too high little by little: a call that was forecast too low is throttled,
    // one forecast too high waits a moment longer and is refunded.
    void learn(Operation operation, double forecast, double requested) {
        if (forecast <= 0 || requested <= 0) {
            return;
        }
        factors.compute(operation, (key, known) -> {
            double factor = known == null ? 1 : known;
            double right = factor * requested / forecast;
            double next = known == null || right > factor ? right : factor + FORGETTING * (right - factor);
            return Math.min(HIGHEST, Math.max(LOWEST, next));
        });
    }
}
