package io.silkroute.collection;

import io.silkroute.export.Asked;
import io.silkroute.export.ItemCalls;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.ShopifyId;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes from a collection the metafields that it was once exported with and has no longer. Sending its metafields adds
 * to those that it has; only a product's list is replaced.
 */
@Component
class LostMetafields {

    private static final Operation DELETE = Operation.named("metafieldsDelete");

    private final ObjectMapper json;

    LostMetafields(ObjectMapper json) {
        this.json = json;
    }

    /** The collection's id again, if the shop takes it. One that is gone already does no harm. */
    Asked<ShopifyId> remove(ItemCalls calls, Stage.ToSend category, ShopifyId collection) {
        Set<ObjectNode> lost = new LinkedHashSet<>();
        Exported exported = category.item().exported();
        if (exported != null) {
            exported.once().forEach(once -> once.path("metafields").forEach(one -> lost.add(named(one, collection))));
        }
        category.input().path("metafields").forEach(one -> lost.remove(named(one, collection)));
        if (lost.isEmpty()) {
            return new Asked.Told<>(collection);
        }
        ObjectNode variables = json.createObjectNode();
        variables.putArray("metafields").addAll(lost);
        return calls.read(DELETE, variables).map(data -> collection);
    }

    private ObjectNode named(JsonNode metafield, ShopifyId owner) {
        ObjectNode named = json.createObjectNode().put("ownerId", owner.gid());
        named.set("namespace", metafield.path("namespace"));
        named.set("key", metafield.path("key"));
        return named;
    }
}
