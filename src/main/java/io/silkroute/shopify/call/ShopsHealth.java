package io.silkroute.shopify.call;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.silkroute.connector.Connector;
import io.silkroute.connector.Connectors;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Each connector's shop: down while all last calls to that of an active one failed. An inactive connector makes no
 * call, which alone could show that its shop is well again.
 */
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
        for (Connector connector : connectors.all()) {
            Optional<Shop> shop = shops.known(connector.name());
            boolean fails = shop.filter(ShopsHealth::fails).isPresent();
            health.withDetail(
                    connector.name().text(),
                    shop.isEmpty() ? "not called since the start" : fails ? "all last calls failed" : "answers");
            if (fails && connector.active()) {
                health.down();
            }
        }
        return health.build();
    }

    private static boolean fails(Shop shop) {
        return shop.breaker.getState() == CircuitBreaker.State.OPEN;
    }
}
