package io.silkroute.shopify.pacing;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code extensions.cost} of an answer.
 *
 * @param requested points that the shop reserved
 * @param actual points that it charged in the end; 0 for a throttled call
 */
public record Cost(
        double requested,
        double actual,
        boolean throttled,
        @Nullable Level bucket) {

    /** The bucket as the shop saw it when it answered. */
    public record Level(double maximum, double available, double restoreRate) {}

    /** Null when the answer tells no cost. */
    public static @Nullable Cost in(JsonNode answer, boolean throttled) {
        JsonNode cost = answer.path("extensions").path("cost");
        if (!cost.path("requestedQueryCost").isNumber()) {
            return null;
        }
        double requested = cost.path("requestedQueryCost").asDouble(0);
        JsonNode actual = cost.path("actualQueryCost");
        JsonNode status = cost.path("throttleStatus");
        Level level = new Level(
                status.path("maximumAvailable").asDouble(0),
                status.path("currentlyAvailable").asDouble(0),
                status.path("restoreRate").asDouble(0));
        return new Cost(
                requested,
                throttled ? 0 : actual.isNumber() ? actual.asDouble(0) : requested,
                throttled,
                level.maximum() > 0 && level.restoreRate() > 0 ? level : null);
    }

    /** Seconds until a throttled call can be paid. */
    public double secondsMissing() {
        return bucket == null ? 1 : Math.max(0, (requested - bucket.available()) / bucket.restoreRate());
    }
}
