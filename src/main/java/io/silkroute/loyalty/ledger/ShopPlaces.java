package io.silkroute.loyalty.ledger;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.ShopFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/** Where a shop lies and in which currency it counts: as it said last, and where it never did, as it says now. */
@Component
public class ShopPlaces {

    private static final Operation CURRENCY = Operation.named("shopCurrency");
    private static final Operation ZONE = Operation.named("shopZone");

    private static final Duration WHILE_UNTOLD = Duration.ofMinutes(1);

    private final Gateway gateway;
    private final ShopFacts facts;
    private final Clock clock;
    private final Map<ConnectorName, Instant> asked = new ConcurrentHashMap<>(); // when a shop that does not say was

    ShopPlaces(Gateway gateway, ShopFacts facts, Clock clock) {
        this.gateway = gateway;
        this.facts = facts;
        this.clock = clock;
    }

    /** @param currency null: the shop has not said */
    public record Place(@Nullable String currency, ZoneId zone) {}

    /** In UTC as long as the shop does not say; it is not asked again at once. */
    public Place of(ConnectorName connector) {
        Instant before = asked.get(connector);
        if (facts.zone(connector).isEmpty()
                && (before == null || before.plus(WHILE_UNTOLD).isBefore(clock.instant()))) {
            asked.put(connector, clock.instant());
            ask(connector);
        }
        return known(connector);
    }

    /** As far as it was said; nobody is asked. */
    public Place known(ConnectorName connector) {
        return new Place(facts.currency(connector).orElse(null), facts.zoneOrUtc(connector));
    }

    /** A shop may be moved: it is asked again from time to time. */
    public void ask(ConnectorName connector) {
        String currency = fact(connector, CURRENCY, "currencyCode");
        String zone = fact(connector, ZONE, "ianaTimezone");
        if (!currency.isEmpty()) {
            facts.sellsIn(connector, currency);
            facts.liesIn(connector, zone);
        }
    }

    private String fact(ConnectorName connector, Operation operation, String field) {
        return gateway.call(connector, operation, JsonNodeFactory.instance.objectNode())
                        instanceof CallResult.Accepted accepted
                ? accepted.data().path("shop").path(field).asString("")
                : "";
    }
}
