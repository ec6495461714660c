package io.silkroute.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Prepares a shop before its first write: the definition of the identity metafield, by which an item is found
 * again, and the Online Store's publication. Done once per shop and start; a failure is tried again.
 */
@Component
public class ShopSetup {

    public static final String NAMESPACE = "silkroute";
    public static final String KEY = "item_id";

    private static final Operation DEFINE = Operation.named("metafieldDefinitionCreate");
    private static final Operation PUBLICATIONS = Operation.named("publications");
    private static final String ONLINE_STORE = "Online Store";

    private final Gateway gateway;
    private final Shops shops;

    ShopSetup(Gateway gateway, Shops shops) {
        this.gateway = gateway;
        this.shops = shops;
    }

    public Readiness of(String connector) {
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

    private Readiness prepare(String connector) {
        for (String owner : List.of("PRODUCT", "COLLECTION")) {
            Readiness.@Nullable NotReady failed = define(connector, owner);
            if (failed != null) {
                return failed;
            }
        }
        Answer answer = gateway.call(connector, PUBLICATIONS, JsonNodeFactory.instance.objectNode());
        if (!(answer instanceof Answer.Accepted accepted)) {
            return notReady(answer);
        }
        for (JsonNode publication : accepted.data().path("publications").path("nodes")) {
            if (publication.path("name").asText().equals(ONLINE_STORE)) {
                return new Readiness.Ready(publication.path("id").asText());
            }
        }
        return new Readiness.Ready(null);
    }

    private Readiness.@Nullable NotReady define(String connector, String owner) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        variables
                .putObject("definition")
                .put("name", "Silkroute item")
                .put("description", "Identity of the item in the product information system. Do not edit.")
                .put("namespace", NAMESPACE)
                .put("key", KEY)
                .put("type", "id")
                .put("ownerType", owner);
        Answer answer = gateway.call(connector, DEFINE, variables);
        if (answer instanceof Answer.Accepted || taken(answer)) {
            return null;
        }
        return notReady(answer);
    }

    private static boolean taken(Answer answer) {
        return answer instanceof Answer.Refused refused
                && refused.errors().stream().anyMatch(error -> "TAKEN".equals(error.code()));
    }

    private static Readiness.NotReady notReady(Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            return new Readiness.NotReady(refused.reason(), refused.trace());
        }
        if (answer instanceof Answer.Aborted aborted) {
            return new Readiness.NotReady(aborted.reason(), aborted.trace());
        }
        throw new IllegalArgumentException("an accepted call is no failure");
    }
}
