package io.silkroute.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Prepares a shop before its first write: the definition of the identity metafield, by which an item is found
 * again, and the Online Store's publication. Done once per connector and start; a failure is tried again.
 */
@Component
public class ShopSetup {

    public static final String NAMESPACE = "silkroute";
    public static final String KEY = "item_id";

    private static final Operation DEFINE = Operation.named("metafieldDefinitionCreate");
    private static final Operation PUBLICATIONS = Operation.named("publications");
    private static final String ONLINE_STORE = "Online Store";

    private final Gateway gateway;
    private final Map<String, Readiness.Ready> ready = new ConcurrentHashMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    ShopSetup(Gateway gateway) {
        this.gateway = gateway;
    }

    public Readiness of(String connector) {
        Readiness.Ready known = ready.get(connector);
        if (known != null) {
            return known;
        }
        synchronized (locks.computeIfAbsent(connector, name -> new Object())) {
            Readiness.Ready meanwhile = ready.get(connector);
            return meanwhile != null ? meanwhile : prepare(connector);
        }
    }

    /** The shop of this connector was configured anew. */
    public void forget(String connector) {
        ready.remove(connector);
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
                Readiness.Ready found =
                        new Readiness.Ready(publication.path("id").asText());
                ready.put(connector, found);
                return found;
            }
        }
        return new Readiness.NotReady(
                new Reason(
                        "NO_ONLINE_STORE",
                        null,
                        null,
                        "The shop has no sales channel named Online Store, so nothing can be published. Add it in Shopify."),
                answer.trace());
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
