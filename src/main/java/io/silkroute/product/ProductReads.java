package io.silkroute.product;

import io.silkroute.conflict.compared.ShopUnread;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.ledger.Exported;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads products and variants by their ids, as many at a time as a call may cost. */
@Component
class ProductReads {

    private static final Operation PRODUCTS = Operation.named("productsAsMapped");
    private static final Operation VARIANTS = Operation.named("variantsAsMapped");
    private static final int MAX = 250;
    private static final int PRODUCTS_AT_ONCE = 50;
    private static final int VARIANTS_AT_ONCE = 100;
    private static final int OTHERS = 10; // entries of a list that others may have put before ours
    private static final double MAX_COST = 500; // a call above 1000 is refused, whatever the plan

    private final Gateway gateway;

    ProductReads(Gateway gateway) {
        this.gateway = gateway;
    }

    /** By id; what is gone is absent. */
    Map<String, JsonNode> products(ConnectorName connector, List<Exported> exported) {
        Map<String, JsonNode> found = new HashMap<>();
        read(connector, exported, OTHERS, found);
        // A list of which others keep more than was asked for is read once more, as far as it goes.
        exported.stream()
                .filter(one -> cut(one, found.get(String.valueOf(one.shopifyId()))))
                .forEach(one -> read(connector, List.of(one), MAX, found));
        return found;
    }

    private static boolean cut(Exported exported, @Nullable JsonNode product) {
        JsonNode payload = Objects.requireNonNull(exported.payload());
        return product != null
                && (cut(payload.path("collections"), product.path("collections"))
                        || cut(payload.path("files"), product.path("media")));
    }

    private static boolean cut(JsonNode exported, JsonNode connection) {
        return !exported.isEmpty()
                && connection.path("pageInfo").path("hasNextPage").asBoolean(false);
    }

    private void read(ConnectorName connector, List<Exported> exported, int others, Map<String, JsonNode> found) {
        ObjectNode variables = variables(exported, others);
        boolean tooDear = gateway.forecast(connector, PRODUCTS, variables) > MAX_COST;
        if (exported.size() > PRODUCTS_AT_ONCE || tooDear && exported.size() > 1) {
            int half = exported.size() / 2;
            read(connector, exported.subList(0, half), others, found);
            read(connector, exported.subList(half, exported.size()), others, found);
            return;
        }
        read(connector, PRODUCTS, variables, found);
    }

    private static ObjectNode variables(List<Exported> exported, int others) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = variables.putArray("ids");
        TreeSet<String> metafields = new TreeSet<>();
        int collections = 0;
        int files = 0;
        for (Exported one : exported) {
            ids.add(String.valueOf(one.shopifyId()));
            JsonNode payload = Objects.requireNonNull(one.payload());
            collections = Math.max(collections, payload.path("collections").size());
            files = Math.max(files, payload.path("files").size());
            payload.path("metafields")
                    .forEach(metafield ->
                            metafields.add(metafield.path("namespace").asString("")
                                    + '.'
                                    + metafield.path("key").asString("")));
        }
        variables.put("collectionsFirst", collections == 0 ? 1 : Math.min(MAX, collections + others));
        variables.put("mediaFirst", files == 0 ? 1 : Math.min(MAX, files + others));
        variables.put("metafieldsFirst", Math.max(1, Math.min(MAX, metafields.size())));
        if (metafields.isEmpty()) {
            metafields.add("silkroute.item_id"); // none at all would be all
        }
        metafields.forEach(variables.putArray("metafieldKeys")::add);
        return variables;
    }

    /** By id; what is gone is absent. */
    Map<String, JsonNode> variants(ConnectorName connector, List<String> ids) {
        Map<String, JsonNode> found = new HashMap<>();
        for (int from = 0; from < ids.size(); from += VARIANTS_AT_ONCE) {
            ObjectNode variables = JsonNodeFactory.instance.objectNode();
            ids.subList(from, Math.min(ids.size(), from + VARIANTS_AT_ONCE)).forEach(variables.putArray("ids")::add);
            read(connector, VARIANTS, variables, found);
        }
        return found;
    }

    private void read(ConnectorName connector, Operation operation, ObjectNode variables, Map<String, JsonNode> found) {
        CallResult answer = gateway.call(connector, operation, variables);
        if (answer instanceof CallResult.Accepted accepted) {
            accepted.data()
                    .path("nodes")
                    .forEach(node -> found.put(node.path("id").asString(""), node));
        } else {
            throw ShopUnread.of(answer);
        }
    }
}
