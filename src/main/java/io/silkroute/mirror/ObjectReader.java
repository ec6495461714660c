package io.silkroute.mirror;

import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import io.silkroute.shopify.BoundedText;
import io.silkroute.shopify.ShopifyId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** What the shop's answers say of its objects, in the mirror's words. A field that it does not tell is null. */
public final class ObjectReader {

    private static final int LONGEST = 500;
    private static final int MOST_TAGS = 250;

    private ObjectReader() {}

    /** The connection of an object's parts; null: it has none. */
    public static @Nullable String partsOf(Stream stream) {
        return switch (stream) {
            case PRODUCTS -> "variants";
            case ORDERS -> "lineItems";
            case CUSTOMERS, DISCOUNTS -> null;
        };
    }

    /** @param node with its parts, as far as they come with it; null where they come by themselves */
    public static MirroredObject object(Stream stream, JsonNode node) {
        MirroredObject object = switch (stream) {
            case PRODUCTS -> product(node);
            case CUSTOMERS -> customer(node);
            case ORDERS -> order(node);
            case DISCOUNTS -> discount(node);
        };
        String parts = partsOf(stream);
        return parts == null
                ? object.withParts(List.of())
                : node.path(parts).isObject()
                        ? object.withParts(
                                parts(stream, object.id(), node.path(parts).path("nodes")))
                        : object;
    }

    public static List<MirroredPart> parts(Stream stream, ShopifyId object, JsonNode nodes) {
        List<MirroredPart> parts = new ArrayList<>();
        nodes.forEach(node -> parts.add(part(stream, object, node)));
        return parts;
    }

    /** @param node such as a line of a bulk query */
    public static MirroredPart part(Stream stream, ShopifyId object, JsonNode node) {
        return stream == Stream.PRODUCTS ? variant(object, node) : line(object, node);
    }

    private static MirroredObject product(JsonNode node) {
        ObjectNode content = content();
        texts(content, node, "title", "handle", "status", "vendor", "productType");
        tags(content, node);
        times(content, node, "createdAt", "updatedAt");
        return whole(
                node,
                null,
                content,
                compared(
                        node,
                        "descriptionHtml",
                        "templateSuffix",
                        "category",
                        "seo",
                        "options",
                        "featuredMedia",
                        "mediaCount"),
                null,
                List.of(text(node, "title"), text(node, "handle")),
                List.of());
    }

    private static MirroredPart variant(ShopifyId product, JsonNode node) {
        ObjectNode content = content().put("shopifyId", ShopifyId.of(node).gid());
        texts(content, node, "title", "sku", "barcode", "price");
        JsonNode stock = node.path("inventoryQuantity");
        if (stock.isIntegralNumber()) {
            content.put("stock", stock.longValue());
        } else {
            content.putNull("stock");
        }
        JsonNode item = node.path("inventoryItem").path("id");
        content.put("inventoryItemId", item.isString() ? item.stringValue(null) : null);
        return new MirroredPart(
                ShopifyId.of(node),
                product,
                content,
                compared(node, "compareAtPrice", "taxable", "inventoryPolicy", "inventoryItem"),
                List.of(text(node, "sku"), text(node, "barcode")));
    }

    private static MirroredObject customer(JsonNode node) {
        ObjectNode content = content();
        texts(content, node, "state", "locale");
        tags(content, node);
        content.put("numberOfOrders", node.path("numberOfOrders").asLong(0));
        money(content, "amountSpent", node.path("amountSpent"));
        times(content, node, "createdAt", "updatedAt");
        String email = text(node.path("defaultEmailAddress"), "emailAddress");
        String phone = text(node.path("defaultPhoneNumber"), "phoneNumber");
        String name = text(node, "displayName");
        ObjectNode personal = content()
                .put("name", blankIsNull(name))
                .put("email", blankIsNull(email))
                .put("phone", blankIsNull(phone));
        return whole(
                node,
                ShopifyId.of(node),
                content,
                content().put("marketing", text(node.path("defaultEmailAddress"), "marketingState")),
                personal,
                List.of(),
                List.of(name, email, phone));
    }

    private static MirroredObject order(JsonNode node) {
        ObjectNode content = content();
        texts(content, node, "name");
        String customer = text(node.path("customer"), "id");
        content.put("customer", blankIsNull(customer));
        texts(content, node, "displayFinancialStatus");
        content.put("test", node.path("test").asBoolean(false));
        money(content, "total", node.path("currentTotalPriceSet").path("shopMoney"));
        tags(content, node);
        times(content, node, "cancelledAt", "createdAt", "processedAt", "updatedAt");
        String email = text(node, "email");
        return whole(
                node,
                customer.isEmpty() ? null : new ShopifyId(customer),
                content,
                compared(node, "discountCodes", "netPaymentSet"),
                content().put("email", blankIsNull(email)),
                List.of(text(node, "name")),
                List.of(email));
    }

    private static MirroredPart line(ShopifyId order, JsonNode node) {
        ObjectNode content = content().put("shopifyId", ShopifyId.of(node).gid());
        texts(content, node, "title", "sku");
        content.put("quantity", node.path("quantity").asLong(0));
        content.put("currentQuantity", node.path("currentQuantity").asLong(0));
        return new MirroredPart(ShopifyId.of(node), order, content, content(), List.of(text(node, "sku")));
    }

    /** Of a discount not much is held, so that one whose time has moved counts as another. */
    private static MirroredObject discount(JsonNode node) {
        JsonNode held = node.path("discount");
        ObjectNode content = content();
        texts(content, held, "title", "status");
        times(content, held, "createdAt", "updatedAt");
        return whole(
                ((ObjectNode) held.deepCopy()).put("id", ShopifyId.of(node).gid()),
                null,
                content,
                compared(held, "updatedAt"),
                null,
                List.of(),
                List.of());
    }

    private static MirroredObject whole(
            JsonNode node,
            @Nullable ShopifyId customer,
            ObjectNode content,
            ObjectNode compared,
            @Nullable ObjectNode personal,
            List<String> texts,
            List<String> personalTexts) {
        return new MirroredObject(
                ShopifyId.of(node),
                time(node, "createdAt"),
                time(node, "updatedAt"),
                customer,
                content,
                compared,
                personal,
                texts,
                personalTexts,
                null);
    }

    private static ObjectNode content() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() || value.isNumber() ? BoundedText.bounded(value.asString(""), LONGEST) : "";
    }

    private static ObjectNode compared(JsonNode node, String... fields) {
        ObjectNode compared = content();
        for (String field : fields) {
            compared.set(field, node.path(field).isMissingNode() ? NullNode.getInstance() : node.path(field));
        }
        return compared;
    }

    private static @Nullable String blankIsNull(String text) {
        return text.isBlank() ? null : text;
    }

    private static void texts(ObjectNode content, JsonNode node, String... fields) {
        for (String field : fields) {
            content.put(field, blankIsNull(text(node, field)));
        }
    }

    private static void tags(ObjectNode content, JsonNode node) {
        content.putArray("tags");
        for (JsonNode tag : node.path("tags")) {
            if (content.path("tags").size() < MOST_TAGS) {
                content.withArray("tags").add(BoundedText.bounded(tag.asString(""), LONGEST));
            }
        }
    }

    private static void money(ObjectNode content, String field, JsonNode money) {
        if (money.isObject()) {
            content.putObject(field).put("amount", text(money, "amount")).put("currency", text(money, "currencyCode"));
        } else {
            content.putNull(field);
        }
    }

    private static void times(ObjectNode content, JsonNode node, String... fields) {
        for (String field : fields) {
            Instant time = time(node, field);
            content.put(field, time == null ? null : time.toString());
        }
    }

    private static @Nullable Instant time(JsonNode node, String field) {
        try {
            JsonNode time = node.path(field);
            return time.isString() ? Instant.parse(time.stringValue("")) : null;
        } catch (DateTimeException none) {
            return null;
        }
    }
}
