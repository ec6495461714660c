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
public record Trace(
        int calls,
        int attempts,
        double points,
        int throttled,
        @Nullable String requestId) {

    public static final Trace NONE = new Trace(0, 0, 0, 0, null);

    /** The i-th of n items' part of a call that was made for all of them: the call itself counts with the first. */
    Trace share(int i, int n) {
        return i == 0
                ? new Trace(calls, attempts, points / n, throttled, requestId)
                : new Trace(0, 0, points / n, 0, requestId);
    }

    public Trace plus(Trace other) {
        return new Trace(
                calls + other.calls,
                attempts + other.attempts,
                points + other.points,
                throttled + other.throttled,
                other.requestId == null ? requestId : other.requestId);
    }
}
