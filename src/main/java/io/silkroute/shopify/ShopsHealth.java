package io.silkroute.shopify;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down while all last calls to one of the shops failed. A shop that was not called yet is not mentioned. */
@Component
class ShopsHealth implements HealthIndicator {

    private final Shops shops;

    ShopsHealth(Shops shops) {
        this.shops = shops;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (Shop shop : shops.known()) {
            boolean works = shop.breaker.getState() != CircuitBreaker.State.OPEN;
            health.withDetail(shop.connector, works ? "answers" : "all last calls failed");
            if (!works) {
                health.down();
            }
        }
        return health.build();
    }
}
