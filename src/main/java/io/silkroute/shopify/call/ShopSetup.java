package io.silkroute.shopify.call;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pages;
import io.silkroute.shopify.Readiness;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.Remedy;
import io.silkroute.shopify.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prepares a shop before its first write: the definition of the identity metafield, by which an item is found
 * again, the shop's currency and zone, and the Online Store's publication. Done once per shop and start, unless it is forgotten; a failure is tried
 * again.
 */
@Component
public class ShopSetup {

    public static final String NAMESPACE = "silkroute";
    public static final String KEY = "item_id";

    private static final Operation DEFINE = Operation.named("metafieldDefinitionCreate");
    private static final Operation DEFINED = Operation.named("metafieldDefinitions");
    private static final Operation CURRENCY = Operation.named("shopCurrency");
    private static final Operation ZONE = Operation.named("shopZone");
    private static final Operation PUBLICATIONS = Operation.named("publications");
    private static final String ONLINE_STORE = "Online Store";
    private static final String IDENTITY = "id"; // the type whose values are unique and can be looked up
    private static final int MAX_PAGES = 20;

    private final Gateway gateway;
    private final Shops shops;

    ShopSetup(Gateway gateway, Shops shops) {
        this.gateway = gateway;
        this.shops = shops;
    }

    public Readiness of(ConnectorName connector) {
        Shop shop = shops.of(connector)
                .orElseThrow(() -> new IllegalArgumentException("There is no connector " + connector + "."));
        synchronized (shop) {
            Readiness.Ready known = shop.ready;
            if (known != null) {
                return known;
            }
            Readiness readiness = prepare(connector);
            shop.ready = readiness instanceof Readiness.Ready ready ? ready : null;
            return readiness;
        }
    }

    /** As {@link #of}, at a run's begin: a zone that the shop did not tell is asked for once more. */
    public Readiness ofRun(ConnectorName connector) {
        shops.of(connector).ifPresent(shop -> {
            synchronized (shop) {
                Readiness.Ready known = shop.ready;
                if (known != null && known.zone() == null) {
                    shop.ready = new Readiness.Ready(known.publicationId(), known.currency(), zone(connector));
                }
            }
        });
        return of(connector);
    }

    /** What was prepared may be gone; it is looked at again when it is asked for next. */
    public void forget(ConnectorName connector) {
        shops.of(connector).ifPresent(shop -> {
            synchronized (shop) {
                shop.ready = null;
            }
        });
    }

    private Readiness prepare(ConnectorName connector) {
        for (String owner : List.of("PRODUCT", "COLLECTION")) {
            Readiness.@Nullable NotReady failed = define(connector, owner);
            if (failed != null) {
                return failed;
            }
        }
        CallResult answer = gateway.call(connector, CURRENCY, JsonNodeFactory.instance.objectNode());
        return answer instanceof CallResult.Aborted
                ? notReady(answer)
                : onlineStore(connector, fact(answer, "currencyCode"), zone(connector));
    }

    // Whatever becomes of it, products can go out.
    private @Nullable String zone(ConnectorName connector) {
        return fact(gateway.call(connector, ZONE, JsonNodeFactory.instance.objectNode()), "ianaTimezone");
    }

    /** Null if the shop does not say. */
    private static @Nullable String fact(CallResult answer, String field) {
        return answer instanceof CallResult.Accepted accepted
                ? accepted.data().path("shop").path(field).stringValue(null)
                : null;
    }

    private Readiness onlineStore(ConnectorName connector, @Nullable String currency, @Nullable String zone) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        for (int page = 0; page < MAX_PAGES; page++) {
            CallResult answer = gateway.call(connector, PUBLICATIONS, variables);
            if (!(answer instanceof CallResult.Accepted accepted)) {
                return notReady(answer);
            }
            JsonNode publications = accepted.data().path("publications");
            for (JsonNode publication : publications.path("nodes")) {
                if (publication.path("name").asString("").equalsIgnoreCase(ONLINE_STORE)) {
                    return new Readiness.Ready(publication.path("id").asString(""), currency, zone);
                }
            }
            String after = Pages.after(publications);
            if (after == null) {
                break;
            }
            variables.put("after", after);
        }
        return new Readiness.Ready(null, currency, zone);
    }

    /** Looks before and after: a shop may say in more than one way that a definition is there already. */
    private Readiness.@Nullable NotReady define(ConnectorName connector, String owner) {
        CallResult looked = look(connector, owner);
        if (looked instanceof CallResult.Aborted) {
            return notReady(looked);
        }
        String type = defined(looked);
        if (type == null) {
            CallResult answer = create(connector, owner);
            type = answer instanceof CallResult.Accepted ? IDENTITY : defined(look(connector, owner));
            if (type == null && !taken(answer)) {
                return notReady(answer);
            }
        }
        return type == null || type.equals(IDENTITY) ? null : otherType(owner, type);
    }

    private CallResult look(ConnectorName connector, String owner) {
        ObjectNode variables = JsonNodeFactory.instance
                .objectNode()
                .put("ownerType", owner)
                .put("namespace", NAMESPACE)
                .put("key", KEY);
        return gateway.call(connector, DEFINED, variables);
    }

    /** The type of the definition that the shop has; null if it has none or does not say. */
    private static @Nullable String defined(CallResult looked) {
        if (looked instanceof CallResult.Accepted accepted) {
            for (JsonNode node : accepted.data().path("metafieldDefinitions").path("nodes")) {
                if (node.path("namespace").asString("").equals(NAMESPACE)
                        && node.path("key").asString("").equals(KEY)) {
                    return node.path("type").path("name").asString(IDENTITY);
                }
            }
        }
        return null;
    }

    private static boolean taken(CallResult answer) {
        return answer instanceof CallResult.Refused refused
                && refused.errors().stream().anyMatch(error -> error.remedy() == Remedy.TAKE_AS_DONE);
    }

    private static Readiness.NotReady otherType(String owner, String type) {
        return new Readiness.NotReady(
                new Reason(
                        "IDENTITY_TAKEN",
                        null,
                        null,
                        "The shop defines the metafield " + NAMESPACE + "." + KEY + " of " + owner + " as " + type
                                + ", and items cannot be found again by it. Delete that definition in the shop's"
                                + " settings, then start the run again."),
                Usage.NONE);
    }

    private CallResult create(ConnectorName connector, String owner) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        variables
                .putObject("definition")
                .put("name", "Silkroute item")
                .put("description", "Identity of the item in the product information system. Do not edit.")
                .put("namespace", NAMESPACE)
                .put("key", KEY)
                .put("type", IDENTITY)
                .put("ownerType", owner);
        return gateway.call(connector, DEFINE, variables);
    }

    private static Readiness.NotReady notReady(CallResult answer) {
        if (answer instanceof CallResult.Refused refused) {
            return new Readiness.NotReady(refused.reason(), refused.usage());
        }
        if (answer instanceof CallResult.Aborted aborted) {
            return new Readiness.NotReady(aborted.reason(), aborted.usage());
        }
        throw new IllegalArgumentException("an accepted call is no failure");
    }
}
