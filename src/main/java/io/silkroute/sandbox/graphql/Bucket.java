package io.silkroute.sandbox.graphql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** A leaky bucket of one app in this shop: full at first, refilled with time, charged what a query really cost. */
public final class Bucket {
    private final LongSupplier nanoTime;
    private double maximum;
    private double restoreRate;
    private double drain; // points a second that another consumer of the same app takes
    private double available;
    private long at;
    private double granted;

    public Bucket(double maximum, double restoreRate, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.maximum = maximum;
        this.restoreRate = restoreRate;
        this.available = maximum;
        this.at = nanoTime.getAsLong();
    }

    /** Takes the requested cost, or nothing when it is not there. */
    synchronized boolean reserve(double cost) {
        refill();
        if (cost > available) {
            return false;
        }
        available -= cost;
        return true;
    }

    synchronized void refund(double points) {
        refill();
        available = Math.min(maximum, available + points);
    }

    public synchronized void become(double newMaximum, double newRestoreRate) {
        refill();
        maximum = newMaximum;
        restoreRate = newRestoreRate;
        available = Math.min(available, maximum);
    }

    public synchronized void fill(double points) {
        refill();
        available = Math.max(0, Math.min(maximum, points));
    }

    public synchronized void drain(double pointsPerSecond) {
        refill();
        drain = pointsPerSecond;
    }

    /** Points restored since the start, also those that ran over. */
    public synchronized double granted() {
        refill();
        return granted;
    }

    synchronized double available() {
        refill();
        return available;
    }

    public synchronized Map<String, Object> status() {
        refill();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("maximumAvailable", maximum);
        status.put("currentlyAvailable", (long) Math.floor(available));
        status.put("restoreRate", restoreRate);
        return status;
    }

    private void refill() {
        long now = nanoTime.getAsLong();
        double seconds = (now - at) / 1e9;
        at = now;
        granted += seconds * restoreRate;
        available = Math.max(0, Math.min(maximum, available + seconds * (restoreRate - drain)));
    }
}
