package io.silkroute.export;

import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks the shop for the id of what an item has become, where an answer was lost and it is not recorded. */
@Component
class IdentityLookup {

    private static final Operation PRODUCT = Operation.named("productByCustomId");
    private static final Operation COLLECTION = Operation.named("collectionByCustomId");

    private final Gateway gateway;
    private final ShopReadiness readiness;
    private final ObjectMapper json;

    IdentityLookup(Gateway gateway, ShopReadiness readiness, ObjectMapper json) {
        this.gateway = gateway;
        this.readiness = readiness;
        this.json = json;
    }

    /** By the unique metafield; null if the shop holds nothing, or, with the work concluded, does not say. */
    @Nullable
    String find(Work work) {
        return find(work, json.createObjectNode().set("customId", Identity.customId(work.key())))
                .path("id")
                .stringValue(null);
    }

    /** With id and identity; missing as in {@link #find}. */
    JsonNode collectionByHandle(Work work, String handle) {
        return find(work, json.createObjectNode().put("handle", handle));
    }

    private JsonNode find(Work work, ObjectNode identifier) {
        ObjectNode variables = json.createObjectNode().set("identifier", identifier);
        CallResult answer = Answers.ask(gateway, work, work.isCategory() ? COLLECTION : PRODUCT, variables);
        JsonNode data = readiness.lost(work, answer) ? null : Answers.accepted(work, answer);
        return data == null
                ? MissingNode.getInstance()
                : data.path(work.isCategory() ? "collectionByIdentifier" : "productByIdentifier");
    }
}
