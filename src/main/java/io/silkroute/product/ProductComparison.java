package io.silkroute.product;

import io.silkroute.catalogue.ItemType;
import io.silkroute.conflict.compared.ComparedType;
import io.silkroute.conflict.compared.SameValue;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.export.edited.InputFields;
import io.silkroute.export.edited.PayloadFields;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.mapping.ListPolicy;
import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.Mappings;
import io.silkroute.shopevent.ShopEvent;
import io.silkroute.shopify.ShopifyId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Products as the shop holds them, in those fields that were exported. Left out are the address, which stays once a product
 * has one; stock, which sales change; the order of pictures and variants; and the names of options and of their values.
 */
@Component
class ProductComparison implements ComparedType {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final String MEASUREMENT = "unitPriceMeasurement";

    /** Of Shopify's input, and where the object has it. */
    static final Map<String, String> OWN = Map.ofEntries(
            Map.entry("title", "/title"),
            Map.entry("descriptionHtml", "/descriptionHtml"),
            Map.entry("vendor", "/vendor"),
            Map.entry("productType", "/productType"),
            Map.entry("status", "/status"),
            Map.entry("templateSuffix", "/templateSuffix"),
            Map.entry("giftCard", "/isGiftCard"),
            Map.entry("giftCardTemplateSuffix", "/giftCardTemplateSuffix"),
            Map.entry("requiresSellingPlan", "/requiresSellingPlan"),
            Map.entry("category", "/category/id"),
            Map.entry("seo.title", "/seo/title"),
            Map.entry("seo.description", "/seo/description"));

    static final Map<String, String> OF_VARIANTS = Map.ofEntries(
            Map.entry("sku", "/sku"),
            Map.entry("barcode", "/barcode"),
            Map.entry("price", "/price"),
            Map.entry("compareAtPrice", "/compareAtPrice"),
            Map.entry("taxable", "/taxable"),
            Map.entry("taxCode", "/taxCode"),
            Map.entry("showUnitPrice", "/showUnitPrice"),
            Map.entry(MEASUREMENT, "/" + MEASUREMENT),
            Map.entry("inventoryPolicy", "/inventoryPolicy"),
            Map.entry("inventoryItem.sku", "/inventoryItem/sku"),
            Map.entry("inventoryItem.tracked", "/inventoryItem/tracked"),
            Map.entry("inventoryItem.requiresShipping", "/inventoryItem/requiresShipping"),
            Map.entry("inventoryItem.countryCodeOfOrigin", "/inventoryItem/countryCodeOfOrigin"),
            Map.entry("inventoryItem.provinceCodeOfOrigin", "/inventoryItem/provinceCodeOfOrigin"),
            Map.entry("inventoryItem.harmonizedSystemCode", "/inventoryItem/harmonizedSystemCode"),
            Map.entry("inventoryItem.cost", "/inventoryItem/unitCost/amount"),
            Map.entry("inventoryItem.measurement.weight.value", "/inventoryItem/measurement/weight/value"),
            Map.entry("inventoryItem.measurement.weight.unit", "/inventoryItem/measurement/weight/unit"));

    private static final Set<String> DECIMALS =
            Set.of("price", "compareAtPrice", "inventoryItem.cost", "inventoryItem.measurement.weight.value");
    private static final Set<String> SETS = Set.of("tags", "files", "collections");

    private final ProductReads reads;
    private final Exports exports;
    private final Mappings mappings;

    ProductComparison(ProductReads reads, Exports exports, Mappings mappings) {
        this.reads = reads;
        this.exports = exports;
        this.mappings = mappings;
    }

    @Override
    public ItemType type() {
        return ItemType.PRODUCT;
    }

    @Override
    public ShopEvent.Subject subject() {
        return ShopEvent.Subject.PRODUCT;
    }

    @Override
    public PayloadFields fields() {
        return InputFields.FIELDS;
    }

    @Override
    public boolean same(String field, JsonNode one, JsonNode other) {
        if (SETS.contains(field)) {
            return SameValue.set(one, other);
        }
        if (field.equals("descriptionHtml")) {
            return SameValue.html(one, other);
        }
        if (field.startsWith("metafields[")) {
            return SameValue.metafield(one, other);
        }
        String name = field.substring(field.indexOf("].") < 0 ? 0 : field.lastIndexOf("].") + 2);
        if (name.equals(MEASUREMENT)) {
            return SameValue.measurement(one, other);
        }
        return DECIMALS.contains(name) ? SameValue.decimal(one, other) : SameValue.text(one, other);
    }

    @Override
    public Map<String, Seen> look(ConnectorName connector, ConnectorConfig config, List<Exported> exported) {
        Map<String, JsonNode> products = reads.products(connector, exported);
        List<String> variants = new ArrayList<>();
        Set<String> categories = new LinkedHashSet<>();
        for (Exported one : exported) {
            if (products.containsKey(id(one)) && one.payload() != null) {
                one.variantIds().forEach(variant -> variants.add(variant(one, variant)));
                one.payload().path("collections").forEach(category -> categories.add(category.asString("")));
            }
        }
        Map<String, JsonNode> byId = reads.variants(connector, variants);
        Map<String, ShopifyId> collections = exports.shopifyIds(connector, ItemType.CATEGORY, categories);
        Mapping mapping = mappings.product(config.mapping());
        Map<String, Seen> seen = new HashMap<>();
        for (Exported one : exported) {
            JsonNode product = products.get(id(one));
            seen.put(one.key().id(), product == null ? new Gone() : there(one, product, byId, collections, mapping));
        }
        return seen;
    }

    private static String id(Exported exported) {
        return String.valueOf(exported.shopifyId());
    }

    private static String variant(Exported exported, String id) {
        return exported.refs() == null
                ? ""
                : exported.refs().path("variants").path(id).asString("");
    }

    private There there(
            Exported exported,
            JsonNode product,
            Map<String, JsonNode> variants,
            Map<String, ShopifyId> collections,
            Mapping mapping) {
        ObjectNode payload = Objects.requireNonNull(exported.payload());
        Map<String, JsonNode> shop = new LinkedHashMap<>();
        OWN.forEach((field, pointer) -> {
            if (!payload.at("/" + field.replace('.', '/')).isMissingNode()) {
                shop.put(field, orNull(product.at(pointer)));
            }
        });
        if (payload.has("tags")) {
            shop.put("tags", tags(payload, product, mapping.listPolicy("tags") == ListPolicy.OWNED));
        }
        if (payload.has("files")) {
            put(shop, "files", files(exported, payload, product.path("media")));
        }
        if (payload.has("collections")) {
            put(shop, "collections", collections(payload, product.path("collections"), collections));
        }
        metafields(payload, product, shop);
        List<String> ids = exported.variantIds();
        for (int i = 0; i < ids.size(); i++) {
            variant(ids.get(i), payload.path("variants").path(i), variants.get(variant(exported, ids.get(i))), shop);
        }
        return new There(shop, time(product.path("updatedAt").asString("")));
    }

    private static void put(Map<String, JsonNode> shop, String field, @Nullable JsonNode value) {
        if (value != null) {
            shop.put(field, value);
        }
    }

    private static JsonNode orNull(JsonNode node) {
        return node.isMissingNode() ? JSON.nullNode() : node;
    }

    /** Of a list that others use too, only what was exported. */
    private static ArrayNode tags(ObjectNode payload, JsonNode product, boolean owned) {
        Set<String> there = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        product.path("tags").forEach(tag -> there.add(tag.asString("")));
        ArrayNode tags = JSON.arrayNode();
        if (owned) {
            payload.path("tags")
                    .valueStream()
                    .filter(tag -> there.contains(tag.asString("")))
                    .forEach(tags::add);
        } else {
            there.forEach(tags::add);
        }
        return tags;
    }

    /** Those of the addresses whose pictures are there; one that nothing is known of is taken to be. Null if not all were read. */
    private static @Nullable ArrayNode files(Exported exported, ObjectNode payload, JsonNode media) {
        Set<String> there = new LinkedHashSet<>();
        media.path("nodes").forEach(one -> there.add(one.path("id").asString("")));
        ObjectNode known = FileRefs.byName(exported, media.path("nodes"));
        ArrayNode files = JSON.arrayNode();
        for (JsonNode file : payload.path("files")) {
            String address = file.path("originalSource").asString("");
            String id = known.path(address).asString("");
            if (id.isEmpty() || there.contains(id)) {
                files.add(address);
            } else if (more(media)) {
                return null;
            }
        }
        return files;
    }

    private static @Nullable ArrayNode collections(
            ObjectNode payload, JsonNode held, Map<String, ShopifyId> collections) {
        Set<String> there = new LinkedHashSet<>();
        held.path("nodes").forEach(one -> there.add(one.path("id").asString("")));
        ArrayNode categories = JSON.arrayNode();
        for (JsonNode category : payload.path("collections")) {
            ShopifyId id = collections.get(category.asString(""));
            if (id == null || there.contains(id.gid())) {
                categories.add(category);
            } else if (more(held)) {
                return null;
            }
        }
        return categories;
    }

    private static boolean more(JsonNode connection) {
        return connection.path("pageInfo").path("hasNextPage").asBoolean(false);
    }

    private static void metafields(ObjectNode payload, JsonNode product, Map<String, JsonNode> shop) {
        Map<String, JsonNode> there = new HashMap<>();
        product.path("metafields")
                .path("nodes")
                .forEach(one -> there.put(InputFields.ofMetafield(one), one.path("value")));
        payload.path("metafields").forEach(one -> {
            String name = InputFields.ofMetafield(one);
            shop.put(name, there.getOrDefault(name, JSON.nullNode()));
        });
    }

    private static void variant(String id, JsonNode sent, @Nullable JsonNode held, Map<String, JsonNode> shop) {
        if (held == null) {
            shop.put(InputFields.ofVariant(id), JSON.nullNode());
            return;
        }
        OF_VARIANTS.forEach((field, pointer) -> {
            if (!sent.at("/" + field.replace('.', '/')).isMissingNode()) {
                shop.put(InputFields.ofVariant(id, field), orNull(held.at(pointer)));
            }
        });
    }

    private static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
