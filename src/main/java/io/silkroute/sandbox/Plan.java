package io.silkroute.sandbox;

/** Points a second by the shop's plan; the bucket was seen to hold twenty seconds of them. */
enum Plan {
    STANDARD(100),
    ADVANCED(200),
    PLUS(1000),
    ENTERPRISE(2000),
    UNLIMITED(50_000_000);

    final double restoreRate;

    Plan(double restoreRate) {
        this.restoreRate = restoreRate;
    }

    double maximum() {
        return restoreRate * 20;
    }
}
