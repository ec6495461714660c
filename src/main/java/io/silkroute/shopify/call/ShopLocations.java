package io.silkroute.shopify.call;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ShopChanged;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pages;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.ShopFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads which active locations a shop has, before a run whose mapping sends stock. What was read holds for a while: a
 * run of a few items is not to ask each time. One that was added or renamed is known a quarter of an hour later, or at once
 * when a person has items sent again.
 */
@Component
public class ShopLocations {

    private static final Operation READ = Operation.named("locations");
    private static final Duration FRESH = Duration.ofMinutes(15);
    private static final int MAX_PAGES = 20;
    private static final int LONGEST_NAME = 255;

    private final Gateway gateway;
    private final ShopFacts facts;
    private final Clock clock;
    private final Map<ConnectorName, Instant> read = new ConcurrentHashMap<>();

    public ShopLocations(Gateway gateway, ShopFacts facts, Clock clock) {
        this.gateway = gateway;
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * Brings what is known up to date.
     *
     * @return why the shop as a whole does not work; null also where it does not let the app read its locations: then
     *     none are known
     */
    public @Nullable Reason refresh(ConnectorName connector) {
        Instant last = read.get(connector);
        if (last != null
                && last.plus(FRESH).isAfter(clock.instant())
                && facts.locations(connector).isPresent()) {
            return null;
        }
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        for (int page = 0; page < MAX_PAGES; page++) {
            CallResult answer = gateway.call(connector, READ, variables);
            if (answer instanceof CallResult.Aborted aborted) {
                if (!aborted.reason().code().equals(Reason.ACCESS_DENIED)) {
                    return aborted.reason();
                }
                facts.stocksAt(connector, Map.of());
            }
            if (!(answer instanceof CallResult.Accepted accepted)) {
                return null; // what is known holds, and it is asked again before the next run
            }
            JsonNode locations = accepted.data().path("locations");
            locations.path("nodes").forEach(location -> add(location, byName));
            String after = Pages.after(locations);
            if (after == null) {
                break;
            }
            variables.put("after", after);
        }
        facts.stocksAt(connector, byName);
        read.put(connector, clock.instant());
        return null;
    }

    private static void add(JsonNode location, Map<String, String> byName) {
        String name = location.path("name").asString("").strip();
        String id = location.path("id").asString("");
        if (location.path("isActive").asBoolean(false)
                && !id.isEmpty()
                && !name.isEmpty()
                && name.length() <= LONGEST_NAME) {
            byName.put(name, id);
        }
    }

    /** Those of the shop before are none of this one's. */
    @EventListener
    void shopChanged(ShopChanged changed) {
        forget(changed.name());
        facts.stocksAt(changed.name(), Map.of());
    }

    /** The shop may have others by now; they are read before the next run. */
    public void forget(ConnectorName connector) {
        read.remove(connector);
    }
}
