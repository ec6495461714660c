package io.silkroute.webhook;

import io.silkroute.shopevent.ShopEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Shopify's webhooks are about, as far as it concerns us. In the Admin API a topic has the name of its constant. */
enum Topic {
    ORDERS_CREATE("orders/create", ShopEvent.Subject.ORDER),
    ORDERS_UPDATED("orders/updated", ShopEvent.Subject.ORDER),
    ORDERS_PAID("orders/paid", ShopEvent.Subject.ORDER),
    ORDERS_CANCELLED("orders/cancelled", ShopEvent.Subject.ORDER),
    REFUNDS_CREATE("refunds/create", ShopEvent.Subject.ORDER),
    DISCOUNTS_CREATE("discounts/create", ShopEvent.Subject.DISCOUNT),
    DISCOUNTS_UPDATE("discounts/update", ShopEvent.Subject.DISCOUNT),
    DISCOUNTS_DELETE("discounts/delete", ShopEvent.Subject.DISCOUNT),
    DISCOUNTS_REDEEMCODE_ADDED("discounts/redeemcode_added", ShopEvent.Subject.DISCOUNT),
    DISCOUNTS_REDEEMCODE_REMOVED("discounts/redeemcode_removed", ShopEvent.Subject.DISCOUNT),
    PRODUCTS_CREATE("products/create", ShopEvent.Subject.PRODUCT),
    PRODUCTS_UPDATE("products/update", ShopEvent.Subject.PRODUCT),
    PRODUCTS_DELETE("products/delete", ShopEvent.Subject.PRODUCT),
    COLLECTIONS_CREATE("collections/create", ShopEvent.Subject.COLLECTION),
    COLLECTIONS_UPDATE("collections/update", ShopEvent.Subject.COLLECTION),
    COLLECTIONS_DELETE("collections/delete", ShopEvent.Subject.COLLECTION),
    INVENTORY_LEVELS_UPDATE("inventory_levels/update", ShopEvent.Subject.INVENTORY_ITEM),
    CUSTOMERS_CREATE("customers/create", ShopEvent.Subject.CUSTOMER),
    CUSTOMERS_UPDATE("customers/update", ShopEvent.Subject.CUSTOMER),
    CUSTOMERS_DELETE("customers/delete", ShopEvent.Subject.CUSTOMER),
    BULK_OPERATIONS_FINISH("bulk_operations/finish", null),
    APP_UNINSTALLED("app/uninstalled", null),
    CUSTOMERS_DATA_REQUEST("customers/data_request", null),
    CUSTOMERS_REDACT("customers/redact", null),
    SHOP_REDACT("shop/redact", null);

    private static final String SHOP = "gid://shopify/Shop";
    private static final Map<String, Topic> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Topic::text, Function.identity()));

    private final String text;
    private final ShopEvent.@Nullable Subject about;

    /** @param about null: it is no news of an object but something to be done */
    Topic(String text, ShopEvent.@Nullable Subject about) {
        this.text = text;
        this.about = about;
    }

    /** Empty: none of ours. @param text as {@code X-Shopify-Topic} has it */
    static Optional<Topic> of(String text) {
        return Optional.ofNullable(BY_NAME.get(text));
    }

    /** Null: none of ours. @param name as the Admin API has it */
    static @Nullable Topic named(String name) {
        return Arrays.stream(values())
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** As {@code X-Shopify-Topic} has it. */
    String text() {
        return text;
    }

    /** Which objects it is news of; null: it is something to be done. */
    ShopEvent.@Nullable Subject about() {
        return about;
    }

    /** Under which its news are gathered: those of one object together, what is to be done by itself. */
    String gathered() {
        return about == null ? name() : about.name();
    }

    /** Those that the law asks for are subscribed to in the app's own file alone. */
    boolean byApi() {
        return this != CUSTOMERS_DATA_REQUEST && !erases();
    }

    boolean erases() {
        return this == CUSTOMERS_REDACT || this == SHOP_REDACT;
    }

    /** Does it say that its object is no more? */
    boolean deletes() {
        return text.endsWith("/delete");
    }

    /** One delivery a code: many at a time, and so only where they are asked for. */
    boolean ofRedeemCode() {
        return this == DISCOUNTS_REDEEMCODE_ADDED || this == DISCOUNTS_REDEEMCODE_REMOVED;
    }

    /**
     * Shopify's id of the object that a body is about; null if the body does not say. Whole ids are trusted before
     * numbers, of which some writers of JSON lose digits.
     */
    @Nullable
    String object(Map<String, String> body) {
        if (about == null) {
            return switch (this) {
                case BULK_OPERATIONS_FINISH -> own("BulkOperation", body);
                case CUSTOMERS_DATA_REQUEST, CUSTOMERS_REDACT -> numbered("Customer", body.get("customer.id"));
                case SHOP_REDACT -> body.containsKey("shop_domain") ? SHOP : null;
                default -> SHOP; // a connector has only one
            };
        }
        return switch (about) {
            case ORDER -> this == REFUNDS_CREATE ? numbered("Order", body.get("order_id")) : own("Order", body);
            case INVENTORY_ITEM -> numbered("InventoryItem", body.get("inventory_item_id"));
            case PRODUCT -> own("Product", body);
            case COLLECTION -> own("Collection", body);
            case CUSTOMER -> own("Customer", body);
            case DISCOUNT -> {
                String whole = body.getOrDefault("admin_graphql_api_id", "");
                yield List.of("DiscountCodeNode", "DiscountAutomaticNode", "DiscountNode").stream()
                                .anyMatch(type -> isOf(type, whole))
                        ? whole
                        : null;
            }
        };
    }

    private static @Nullable String own(String type, Map<String, String> body) {
        String whole = body.getOrDefault("admin_graphql_api_id", "");
        return isOf(type, whole) ? whole : numbered(type, body.get("id"));
    }

    private static boolean isOf(String type, String whole) {
        return whole.matches("gid://shopify/" + type + "/[0-9]{1,20}");
    }

    private static @Nullable String numbered(String type, @Nullable String number) {
        return number != null && number.matches("[0-9]{1,20}") ? "gid://shopify/" + type + "/" + number : null;
    }
}
