package io.silkroute.collection;

import io.silkroute.catalogue.ItemType;
import io.silkroute.conflict.compared.ComparedType;
import io.silkroute.conflict.compared.SameValue;
import io.silkroute.conflict.compared.ShopUnread;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.export.edited.InputFields;
import io.silkroute.export.edited.PayloadFields;
import io.silkroute.export.ledger.Exported;
import io.silkroute.shopevent.ShopEvent;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

/**
 * Collections as the shop holds them, in those fields that were exported. Left out are the address and the picture, of which
 * the shop does not tell where it came from.
 */
@Component
class CollectionComparison implements ComparedType {

    private static final Operation READ = Operation.named("collectionsAsMapped");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int AT_ONCE = 25;
    private static final int MAX_METAFIELDS = 20;

    private static final List<String> FIELDS = List.of(
            "title", "descriptionHtml", "sortOrder", "templateSuffix", "seo.title", "seo.description", "image.altText");

    private final Gateway gateway;

    CollectionComparison(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public ItemType type() {
        return ItemType.CATEGORY;
    }

    @Override
    public ShopEvent.Subject subject() {
        return ShopEvent.Subject.COLLECTION;
    }

    @Override
    public PayloadFields fields() {
        return InputFields.FIELDS;
    }

    @Override
    public boolean same(String field, JsonNode one, JsonNode other) {
        if (field.equals("descriptionHtml")) {
            return SameValue.html(one, other);
        }
        return field.startsWith("metafields[") ? SameValue.metafield(one, other) : SameValue.text(one, other);
    }

    @Override
    public Map<String, Seen> look(ConnectorName connector, ConnectorConfig config, List<Exported> exported) {
        Map<String, Seen> seen = new HashMap<>();
        for (int from = 0; from < exported.size(); from += AT_ONCE) {
            List<Exported> slice = exported.subList(from, Math.min(exported.size(), from + AT_ONCE));
            Map<String, JsonNode> found = read(connector, slice);
            slice.forEach(one -> {
                JsonNode collection = found.get(String.valueOf(one.shopifyId()));
                seen.put(one.key().id(), collection == null ? new Gone() : there(one, collection));
            });
        }
        return seen;
    }

    private Map<String, JsonNode> read(ConnectorName connector, List<Exported> exported) {
        ObjectNode variables = JSON.objectNode();
        ArrayNode ids = variables.putArray("ids");
        TreeSet<String> metafields = new TreeSet<>();
        exported.forEach(one -> {
            ids.add(String.valueOf(one.shopifyId()));
            Objects.requireNonNull(one.payload())
                    .path("metafields")
                    .forEach(metafield ->
                            metafields.add(metafield.path("namespace").asString("")
                                    + '.'
                                    + metafield.path("key").asString("")));
        });
        variables.put("metafieldsFirst", Math.max(1, Math.min(MAX_METAFIELDS, metafields.size())));
        if (metafields.isEmpty()) {
            metafields.add("silkroute.item_id"); // none at all would be all
        }
        metafields.stream().limit(MAX_METAFIELDS).forEach(variables.putArray("metafieldKeys")::add);
        CallResult answer = gateway.call(connector, READ, variables);
        if (!(answer instanceof CallResult.Accepted accepted)) {
            throw ShopUnread.of(answer);
        }
        Map<String, JsonNode> found = new HashMap<>();
        accepted.data().path("nodes").forEach(node -> found.put(node.path("id").asString(""), node));
        return found;
    }

    private static There there(Exported exported, JsonNode collection) {
        ObjectNode payload = Objects.requireNonNull(exported.payload());
        Map<String, JsonNode> shop = new LinkedHashMap<>();
        FIELDS.forEach(field -> {
            String pointer = "/" + field.replace('.', '/');
            if (!payload.at(pointer).isMissingNode()) {
                shop.put(field, orNull(collection.at(pointer)));
            }
        });
        Map<String, JsonNode> held = new HashMap<>();
        collection
                .path("metafields")
                .path("nodes")
                .forEach(one -> held.put(InputFields.ofMetafield(one), one.path("value")));
        payload.path("metafields").valueStream().limit(MAX_METAFIELDS).forEach(one -> {
            String name = InputFields.ofMetafield(one);
            shop.put(name, held.getOrDefault(name, JSON.nullNode()));
        });
        return new There(shop, time(collection.path("updatedAt").asString("")));
    }

    private static JsonNode orNull(JsonNode node) {
        return node.isMissingNode() ? JSON.nullNode() : node;
    }

    private static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
