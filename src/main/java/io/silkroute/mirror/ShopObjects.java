package io.silkroute.mirror;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Pages;
import io.silkroute.shopify.ShopifyId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks a shop for its objects, each with all of its parts. What it does not tell is a {@link NotTold}. */
@Component
public class ShopObjects {

    /** What one call may ask for by id. */
    public static final int BY_ID = 50;

    private static final int PARTS_OF_AN_OBJECT = 100;
    private static final int READINGS_OF_AN_OBJECT = 3;
    private static final Operation BY_ID_OPERATION = Operation.named("objectsById");
    private static final Operation OF_ITEMS = Operation.named("productsOfItems");

    private final Gateway gateway;

    ShopObjects(Gateway gateway) {
        this.gateway = gateway;
    }

    /** @param after where the next page begins; null after the last */
    public record Found(
            List<MirroredObject> objects, @Nullable String after) {}

    /** A page of those that were changed, in the order in which they were. */
    public Found changed(ConnectorName connector, Stream stream, String query, @Nullable String after) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode().put("query", query);
        if (after != null) {
            variables.put("after", after);
        }
        String root = root(stream);
        JsonNode found = NotTold.data(gateway.call(connector, Operation.named(stream.word() + "Since"), variables))
                .path(root);
        List<MirroredObject> objects = new ArrayList<>();
        for (JsonNode node : found.path("nodes")) {
            MirroredObject object = whole(connector, stream, node);
            if (object != null) {
                objects.add(object);
            }
        }
        return new Found(objects, Pages.after(found));
    }

    /** The field of the Admin API that lists them. */
    public static String root(Stream stream) {
        return stream == Stream.DISCOUNTS ? "discountNodes" : stream.word();
    }

    /** Of these those that are still there, by id, as they are now. @param ids at most {@link #BY_ID} */
    Map<String, MirroredObject> byId(ConnectorName connector, Stream stream, Collection<String> ids) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        ArrayNode asked = variables.putArray("ids");
        ids.forEach(asked::add);
        Map<String, MirroredObject> objects = new LinkedHashMap<>();
        for (JsonNode node : NotTold.data(gateway.call(connector, BY_ID_OPERATION, variables))
                .path("nodes")) {
            MirroredObject object = node.isObject() ? whole(connector, stream, node) : null;
            if (object != null) {
                objects.put(object.id().gid(), object);
            }
        }
        return objects;
    }

    /** The products whose stock is counted by these inventory items. @param items at most {@link #BY_ID} */
    Set<String> productsOf(ConnectorName connector, Collection<String> items) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        ArrayNode asked = variables.putArray("ids");
        items.forEach(asked::add);
        Set<String> products = new LinkedHashSet<>();
        for (JsonNode node :
                NotTold.data(gateway.call(connector, OF_ITEMS, variables)).path("nodes")) {
            for (JsonNode variant : node.path("variants").path("nodes")) {
                products.add(variant.at("/product/id").asString(""));
            }
        }
        products.remove("");
        return products;
    }

    /** With the parts that a page has no room for; null if it is gone meanwhile. */
    private @Nullable MirroredObject whole(ConnectorName connector, Stream stream, JsonNode node) {
        MirroredObject object = ObjectReader.object(stream, node);
        String list = ObjectReader.partsOf(stream);
        String after = list == null ? null : Pages.after(node.path(list));
        if (list == null || after == null) {
            return object;
        }
        for (int reading = 0; reading < READINGS_OF_AN_OBJECT; reading++) {
            JsonNode first = rest(connector, stream, object.id(), null);
            if (!first.isObject()) {
                return null;
            }
            List<MirroredPart> parts = new ArrayList<>();
            if (all(connector, stream, object.id(), list, first, parts)) {
                return object.withParts(parts);
            }
        }
        throw new NotTold(object.id() + " changes again and again while it is read.");
    }

    /** @return false: it was changed on the way */
    private boolean all(
            ConnectorName connector,
            Stream stream,
            ShopifyId id,
            String list,
            JsonNode first,
            List<MirroredPart> into) {
        JsonNode page = first;
        for (int n = 0; n < PARTS_OF_AN_OBJECT; n++) {
            into.addAll(ObjectReader.parts(stream, id, page.path(list).path("nodes")));
            String after = Pages.after(page.path(list));
            if (after == null) {
                return true;
            }
            page = rest(connector, stream, id, after);
            if (!page.path("updatedAt").equals(first.path("updatedAt"))) {
                return false;
            }
        }
        throw new NotTold(id + " has more parts than can be read.");
    }

    private JsonNode rest(ConnectorName connector, Stream stream, ShopifyId id, @Nullable String after) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode().put("id", id.gid());
        if (after != null) {
            variables.put("after", after);
        }
        boolean product = stream == Stream.PRODUCTS;
        return NotTold.data(gateway.call(
                        connector, Operation.named(product ? "variantsOfProduct" : "linesOfOrder"), variables))
                .path(product ? "product" : "order");
    }
}
