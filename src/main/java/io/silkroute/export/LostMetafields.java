package io.silkroute.export;

import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes from a collection the metafields that it was once exported with and has no longer. Sending its metafields adds
 * to those that it has; only a product's list is replaced.
 */
@Component
class LostMetafields {

    private static final Operation DELETE = Operation.named("metafieldsDelete");

    private final Gateway gateway;
    private final ObjectMapper json;

    LostMetafields(Gateway gateway, ObjectMapper json) {
        this.gateway = gateway;
        this.json = json;
    }

    /** False, and the work concluded, if the shop does not take it. One that is gone already does no harm. */
    boolean remove(Work work, String collection) {
        Set<ObjectNode> lost = new LinkedHashSet<>();
        Exported exported = work.exported();
        if (exported != null) {
            exported.once().forEach(once -> once.path("metafields").forEach(one -> lost.add(named(one, collection))));
        }
        work.payload().input().path("metafields").forEach(one -> lost.remove(named(one, collection)));
        if (lost.isEmpty()) {
            return true;
        }
        ObjectNode variables = json.createObjectNode();
        ArrayNode metafields = variables.putArray("metafields");
        metafields.addAll(lost);
        return Answers.accepted(work, Answers.ask(gateway, work, DELETE, variables)) != null;
    }

    private ObjectNode named(JsonNode metafield, String owner) {
        ObjectNode named = json.createObjectNode().put("ownerId", owner);
        named.set("namespace", metafield.path("namespace"));
        named.set("key", metafield.path("key"));
        return named;
    }
}
