package io.silkroute.shopify.call;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.secret.Secrets;
import io.silkroute.shopify.Readiness;
import io.silkroute.shopify.pacing.Admission;
import io.silkroute.shopify.pacing.LearnedCost;
import java.net.URI;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One connector's shop as this process sees it: its address, its bucket and whether it works. */
public final class Shop {

    final ConnectorName connector;
    final ConnectorConfig.Shop config;
    final @Nullable Secrets tried; // of a shop that is only tried, and has none of the stored ones
    private final URI graphql;
    final Admission admission;
    final CircuitBreaker breaker;
    final LearnedCost costs = new LearnedCost();
    volatile long answeredAt; // by System.nanoTime()
    final AtomicLong successes = new AtomicLong();
    private final Semaphore bulkOperations;

    // Guarded by this shop's monitor: set once the shop is prepared for writes.
    Readiness.@Nullable Ready ready;

    /** @param bulkOperations that it takes at a time */
    Shop(
            ConnectorName connector,
            ConnectorConfig.Shop config,
            @Nullable Secrets tried,
            Admission admission,
            CircuitBreaker breaker,
            int bulkOperations) {
        this.connector = connector;
        this.config = config;
        this.tried = tried;
        this.graphql = address(config, "/admin/api/" + config.apiVersion() + "/graphql.json");
        this.admission = admission;
        this.breaker = breaker;
        this.bulkOperations = new Semaphore(bulkOperations);
    }

    /** Where its API is. */
    public URI graphql() {
        return graphql;
    }

    /** A place is to be acquired for each bulk operation that runs at it. */
    public Semaphore bulkOperations() {
        return bulkOperations;
    }

    /** Points in its bucket. */
    public double points() {
        return admission.level();
    }

    /** Points that come back a second. */
    public double restoreRate() {
        return admission.restoreRate();
    }

    URI token() {
        return address(config, "/admin/oauth/access_token");
    }

    private static URI address(ConnectorConfig.Shop config, String path) {
        String base = config.address().toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    String name() {
        return config.domain() != null ? config.domain() : config.address().getAuthority();
    }
}
