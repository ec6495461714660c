package io.silkroute.export;

import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.ShopifyId;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks the shop for the id of what an item has become, where an answer was lost and it is not recorded. */
@Component
public class IdentityLookup {

    private final ShopReadiness readiness;
    private final ObjectMapper json;

    public IdentityLookup(ShopReadiness readiness, ObjectMapper json) {
        this.readiness = readiness;
        this.json = json;
    }

    /** @param field of the answer's data that holds the object */
    public record Query(Operation operation, String field) {}

    /** By the unique metafield; empty if the shop holds nothing. */
    public Asked<Optional<ShopifyId>> find(ItemCalls calls, ExportItem item, Query query) {
        return find(calls, item, query, json.createObjectNode().set("customId", Identity.customId(item.key())))
                .map(object -> Answers.named(object) ? Optional.of(ShopifyId.of(object)) : Optional.empty());
    }

    /** With id and identity, missing if the shop holds nothing. @param identifier as the query takes it */
    public Asked<JsonNode> find(ItemCalls calls, ExportItem item, Query query, ObjectNode identifier) {
        ObjectNode variables = json.createObjectNode().set("identifier", identifier);
        CallResult answer = calls.ask(query.operation(), variables);
        Conclusion lost = readiness.lost(item, answer);
        return lost != null
                ? new Asked.Ended<>(lost)
                : Answers.accepted(calls.run(), answer).map(data -> data.path(query.field()));
    }
}
