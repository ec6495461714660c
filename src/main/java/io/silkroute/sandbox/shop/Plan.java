package io.silkroute.sandbox.shop;

/** Points a second by the shop's plan; the bucket was seen to hold twenty seconds of them. */
public enum Plan {
    STANDARD(100),
    ADVANCED(200),
    PLUS(1000),
    ENTERPRISE(2000),
    UNLIMITED(50_000_000);

    public final double restoreRate;

    Plan(double restoreRate) {
        this.restoreRate = restoreRate;
    }

    public double maximum() {
        return restoreRate * 20;
    }
}
