package io.silkroute.shopify;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.silkroute.connector.Connectors;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Each connector's shop: down while all last calls to one of them failed. */
@Component("shopsHealthIndicator") // what comes before the suffix is its name in the answer
class ShopsHealth implements HealthIndicator {

    private final Shops shops;
    private final Connectors connectors;

    ShopsHealth(Shops shops, Connectors connectors) {
        this.shops = shops;
        this.connectors = connectors;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        connectors.all().forEach(connector -> health.withDetail(connector.name(), "not called since the start"));
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
