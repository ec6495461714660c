package io.silkroute.sandbox.inventory;

import io.silkroute.sandbox.graphql.Gid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The quantities of an inventory item at a location that stocks it.
 *
 * @param available to be sold
 * @param committed sold and not yet sent off: still on hand
 */
public record StockLevel(
        long item,
        long location,
        @Nullable String sku,
        boolean tracked,
        int available,
        int committed,
        long createdAt,
        long updatedAt) {
    static final String AVAILABLE = "available";
    static final String ON_HAND = "on_hand";

    /** The states a quantity can be asked by; the sandbox moves none into the others. */
    private static final List<String> NAMES = List.of(
            AVAILABLE, ON_HAND, "committed", "incoming", "reserved", "damaged", "safety_stock", "quality_control");

    static boolean isName(String name) {
        return NAMES.contains(name);
    }

    int onHand() {
        return available + committed;
    }

    int quantity(String name) {
        return switch (name) {
            case AVAILABLE -> available;
            case ON_HAND -> onHand();
            case "committed" -> committed;
            default -> 0;
        };
    }

    String itemGid() {
        return Gid.of("InventoryItem", item);
    }

    String gid() {
        return Gid.of("InventoryLevel", location) + "?inventory_item_id=" + item;
    }

    public StockLevel with(int newAvailable, int newCommitted, long now) {
        return new StockLevel(item, location, sku, tracked, newAvailable, newCommitted, createdAt, now);
    }
}
