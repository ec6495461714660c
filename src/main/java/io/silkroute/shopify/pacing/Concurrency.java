package io.silkroute.shopify.pacing;

import java.util.HashMap;
import java.util.Map;

/**
 * How many calls to one shop are in flight at most. Grows while the shop answers as quickly as it did, shrinks
 * when answers take longer: then more calls at a time would only wait inside the shop. Each operation has its own usual
 * time, because a shop reads an id in a tenth of what it takes to write a product.
 */
public final class Concurrency {

    private static final double TOLERATED = 2;
    private static final double SMOOTHING = 0.2;
    private static final double OUTLIER = 5; // one answer, however late, is no trend
    // So few calls do not wait for each other: the time they take is the shop's own, however slow.
    private static final int FEW = 2;

    private final int most;
    private final Map<String, Double> usual = new HashMap<>();
    private double limit;
    private double slowness = 1; // the time of recent answers over the usual one

    public Concurrency(int most) {
        this.most = most;
        this.limit = Math.min(4, most);
    }

    int limit() {
        return (int) limit;
    }

    /** @param inFlight calls in flight when this one was answered, itself included */
    void answered(String operation, double seconds, int inFlight) {
        double known = usual.getOrDefault(operation, seconds);
        double pace = seconds < known ? 0.02 : inFlight <= FEW ? 0.2 : 0.002;
        double now = Math.max(known + pace * (seconds - known), 1e-6);
        usual.put(operation, now);
        slowness += 0.1 * (Math.min(seconds / now, OUTLIER) - slowness);
        if (inFlight < limit / 2) {
            return;
        }
        double gradient = Math.max(0.5, Math.min(1, TOLERATED / slowness));
        moveTo(limit * gradient + 1);
    }

    void failed() {
        moveTo(limit * 0.5);
    }

    private void moveTo(double target) {
        limit = Math.max(1, Math.min(most, limit + SMOOTHING * (target - limit)));
    }
}
