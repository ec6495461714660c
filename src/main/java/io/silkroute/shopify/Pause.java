package io.silkroute.shopify;

import java.time.Duration;

/** Lets time pass; tests let it pass at once. */
@FunctionalInterface
public interface Pause {

    void of(Duration time) throws InterruptedException;
}
