package io.silkroute.shopify.call;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.secret.Secrets;
import io.silkroute.shopify.ShopifySettings;
import io.silkroute.shopify.pacing.Admission;
import io.silkroute.shopify.pacing.Bucket;
import io.silkroute.shopify.pacing.Concurrency;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The shops that were called since start-up. A connector whose shop is configured anew gets a new one. */
@Component
public class Shops {

    private static final int LAST_CALLS = 20;
    private static final int AT_LEAST = 5;

    private final Map<ConnectorName, Shop> known = new ConcurrentHashMap<>();
    private final Connectors connectors;
    private final ShopifySettings settings;
    private final Clock clock;
    private final ShopMeters meters;

    Shops(Connectors connectors, ShopifySettings settings, Clock clock, ShopMeters meters) {
        this.connectors = connectors;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    public Optional<Shop> of(ConnectorName connector) {
        Optional<ConnectorConfig.Shop> config =
                connectors.find(connector).map(Connector::config).map(ConnectorConfig::shop);
        return config.map(shop -> known.compute(
                connector, (name, old) -> old != null && old.config.calledAs(shop) ? old : fresh(name, shop)));
    }

    /** Empty before its first call. */
    Optional<Shop> known(ConnectorName connector) {
        return Optional.ofNullable(known.get(connector));
    }

    /** One that only its holder knows, with a bucket and a breaker of its own. @param secrets those to try */
    Shop tried(ConnectorName connector, ConnectorConfig.Shop config, Secrets secrets) {
        return made(connector, config, secrets);
    }

    private Shop fresh(ConnectorName connector, ConnectorConfig.Shop config) {
        Shop shop = made(connector, config, null);
        meters.watch(shop);
        return shop;
    }

    private Shop made(ConnectorName connector, ConnectorConfig.Shop config, @Nullable Secrets tried) {
        CircuitBreakerConfig breaker = CircuitBreakerConfig.custom()
                .slidingWindowSize(LAST_CALLS)
                .minimumNumberOfCalls(AT_LEAST)
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(settings.breakerOpen())
                .automaticTransitionFromOpenToHalfOpenEnabled(false)
                .clock(clock)
                .build();
        return new Shop(
                connector,
                config,
                tried,
                new Admission(new Bucket(), new Concurrency(settings.concurrency()), clock),
                CircuitBreaker.of("shop " + connector, breaker),
                settings.bulkOperations());
    }
}
