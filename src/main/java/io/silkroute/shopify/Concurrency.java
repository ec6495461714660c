package io.silkroute.shopify;

/**
 * How many calls to one shop are in flight at most. Grows while the shop answers as quickly as it did, shrinks
 * when answers take longer: then more calls at a time would only wait inside the shop.
 */
final class Concurrency {

    private static final double TOLERATED = 2;
    private static final double SMOOTHING = 0.2;

    private final int most;
    private double limit;
    private double recent;
    private double usual;

    Concurrency(int most) {
        this.most = most;
        this.limit = Math.min(4, most);
    }

    int limit() {
        return (int) limit;
    }

    /** @param inFlight calls in flight when this one was answered, itself included */
    void answered(double seconds, int inFlight) {
        if (usual == 0) {
            usual = recent = seconds;
        }
        recent += 0.1 * (seconds - recent);
        usual += (seconds < usual ? 0.02 : 0.002) * (seconds - usual);
        if (inFlight < limit / 2) {
            return;
        }
        double gradient = Math.max(0.5, Math.min(1, TOLERATED * usual / Math.max(recent, 1e-6)));
        moveTo(limit * gradient + 1);
    }

    void failed() {
        moveTo(limit * 0.5);
    }

    private void moveTo(double target) {
        limit = Math.max(1, Math.min(most, limit + SMOOTHING * (target - limit)));
    }
}
