package io.silkroute.shopify;

import org.jspecify.annotations.Nullable;

/**
 * What a call took.
 *
 * @param calls calls that were answered or given up
 * @param attempts requests sent for them
 * @param points what the shop charged
 * @param throttled how many of the attempts were answered THROTTLED
 * @param requestId Shopify's id of the last request, for its support
 */
public record Usage(
        int calls,
        int attempts,
        double points,
        int throttled,
        @Nullable String requestId) {

    public static final Usage NONE = new Usage(0, 0, 0, 0, null);

    /** The i-th of n items' part of a call that was made for all of them: the call itself counts with the first. */
    public Usage share(int i, int n) {
        return i == 0
                ? new Usage(calls, attempts, points / n, throttled, requestId)
                : new Usage(0, 0, points / n, 0, requestId);
    }

    public Usage plus(Usage other) {
        return new Usage(
                calls + other.calls,
                attempts + other.attempts,
                points + other.points,
                throttled + other.throttled,
                other.requestId == null ? requestId : other.requestId);
    }
}
