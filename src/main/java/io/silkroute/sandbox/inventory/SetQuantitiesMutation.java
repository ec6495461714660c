package io.silkroute.sandbox.inventory;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.TopLevelError;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.shop.Shop;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code inventorySetQuantities}: all entries or none, once a key. Refused in Shopify's recorded words. */
final class SetQuantitiesMutation {
    private static final int FARTHEST = 1_000_000_000;
    private static final List<String> REASONS = List.of(
            "correction",
            "cycle_count_available",
            "damaged",
            "movement_canceled",
            "movement_created",
            "movement_received",
            "movement_updated",
            "other",
            "promotion",
            "quality_control",
            "received",
            "reservation_created",
            "reservation_deleted",
            "reservation_updated",
            "restock",
            "safety_stock",
            "shrinkage");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Shop shop;
    private final Stock stock;
    private final Adjustments adjustments;

    SetQuantitiesMutation(Shop shop, Stock stock, Adjustments adjustments) {
        this.shop = shop;
        this.stock = stock;
        this.adjustments = adjustments;
    }

    Map<String, Object> set(Input input, String app, String idempotencyKey) {
        if (input.inputs("quantities").stream().anyMatch(quantity -> !quantity.has("changeFromQuantity"))) {
            throw new TopLevelError(
                    "INVALID_FIELD_ARGUMENTS",
                    "InventoryQuantityInput must include the following argument: changeFromQuantity.");
        }
        String key = app + " " + idempotencyKey;
        String parameters =
                UUID.nameUUIDFromBytes(JSON.writeValueAsBytes(input.fields())).toString();
        return shop.write(() -> {
            Adjustment earlier = adjustments.withKey(key);
            if (earlier != null) {
                return again(earlier, parameters);
            }
            List<UserError> errors = new ArrayList<>();
            List<StockLevel> levels = check(input, errors);
            List<Adjustment.Change> changes = new ArrayList<>();
            if (errors.isEmpty()) {
                stock.put(changed(levels, input, changes), Stock.Cause.SET);
            }
            Adjustment adjustment = new Adjustment(
                    shop.nextId(),
                    key,
                    parameters,
                    !errors.isEmpty(),
                    input.text("reason", ""),
                    input.text("referenceDocumentUri"),
                    List.copyOf(changes),
                    shop.now());
            adjustments.put(adjustment);
            return payload(adjustment, errors);
        });
    }

    private static Map<String, Object> again(Adjustment earlier, String parameters) {
        if (!earlier.parameters().equals(parameters)) {
            return Payload.errors(new UserError(
                    null,
                    "The same idempotency key cannot be used with different operation parameters.",
                    "IDEMPOTENCY_KEY_PARAMETER_MISMATCH"));
        }
        if (earlier.failed()) {
            return Payload.errors(new UserError(
                    null,
                    "A previous request with this idempotency key failed. Retry with a new idempotency key.",
                    "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED"));
        }
        return payload(earlier, List.of());
    }

    /** A call that found everything as it should be has no group of changes. */
    private static Map<String, Object> payload(Adjustment adjustment, List<UserError> errors) {
        return Payload.of("inventoryAdjustmentGroup", adjustment.changes().isEmpty() ? null : adjustment, errors);
    }

    private List<StockLevel> check(Input input, List<UserError> errors) {
        String name = input.text("name", "");
        if (!name.equals(StockLevel.AVAILABLE) && !name.equals(StockLevel.ON_HAND)) {
            errors.add(UserError.at(
                    "INVALID_NAME", "The quantity name must be either 'available' or 'on_hand'.", "input", "name"));
            return List.of();
        }
        if (!REASONS.contains(input.text("reason", ""))) {
            errors.add(UserError.at(
                    "INVALID_REASON",
                    "The specified reason is invalid. Valid values are: " + String.join(", ", REASONS) + ".",
                    "input",
                    "reason"));
        }
        if (input.given("referenceDocumentUri") && !isUri(input.text("referenceDocumentUri", ""))) {
            errors.add(UserError.at(
                    "INVALID_REFERENCE_DOCUMENT",
                    "The specified reference document is invalid.",
                    "input",
                    "referenceDocumentUri"));
        }
        List<Input> quantities = input.inputs("quantities");
        Map<Map<String, String>, Integer> pairs = new HashMap<>();
        quantities.forEach(quantity -> pairs.merge(pair(quantity), 1, Integer::sum));
        List<StockLevel> levels = new ArrayList<>();
        for (int i = 0; i < quantities.size(); i++) {
            Input quantity = quantities.get(i);
            if (pairs.getOrDefault(pair(quantity), 0) > 1) {
                errors.add(error(
                        i,
                        "locationId",
                        "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR",
                        "The combination of inventoryItemId and locationId must be unique."));
                continue;
            }
            StockLevel level = check(i, quantity, name, errors);
            if (level != null) {
                levels.add(level);
            }
        }
        return levels;
    }

    private @Nullable StockLevel check(int i, Input quantity, String name, List<UserError> errors) {
        int wanted = quantity.number("quantity", 0);
        if (wanted > FARTHEST) {
            errors.add(error(
                    i, "quantity", "INVALID_QUANTITY_TOO_HIGH", "The quantity can't be higher than 1,000,000,000."));
        } else if (wanted < -FARTHEST) {
            errors.add(error(
                    i, "quantity", "INVALID_QUANTITY_TOO_LOW", "The quantity can't be lower than -1,000,000,000."));
        } else if (wanted < 0 && name.equals(StockLevel.ON_HAND)) {
            errors.add(error(i, "quantity", "INVALID_QUANTITY_NEGATIVE", "The quantity can't be negative."));
        }
        long item = Gid.number(quantity.text("inventoryItemId"), "InventoryItem");
        long location = Gid.number(quantity.text("locationId"), "Location");
        StockLevel level = stock.level(item, location);
        if (stock.source(item) == null) {
            errors.add(error(
                    i,
                    "inventoryItemId",
                    "INVALID_INVENTORY_ITEM",
                    "The specified inventory item could not be found."));
        }
        if (!shop.isLocation(location)) {
            errors.add(error(i, "locationId", "INVALID_LOCATION", "The specified location could not be found."));
        } else if (level == null && stock.source(item) != null) {
            // Shopify's error of its own for this is gone since 2026-10, and what came in its place is not documented.
            errors.add(error(
                    i,
                    "locationId",
                    "INVALID_LOCATION",
                    "The specified inventory item is not stocked at the location."));
        } else if (level != null
                && quantity.given("changeFromQuantity")
                && quantity.number("changeFromQuantity", 0) != level.quantity(name)) {
            errors.add(error(
                    i,
                    "changeFromQuantity",
                    "CHANGE_FROM_QUANTITY_STALE",
                    "The changeFromQuantity argument no longer matches the persisted quantity."));
        }
        return level;
    }

    /** Available and on hand move together, whichever of them was set. */
    private List<StockLevel> changed(List<StockLevel> levels, Input input, List<Adjustment.Change> changes) {
        String name = input.text("name", "");
        List<Input> quantities = input.inputs("quantities");
        List<StockLevel> changed = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            StockLevel level = levels.get(i);
            int delta = quantities.get(i).number("quantity", 0) - level.quantity(name);
            if (delta != 0) {
                changes.add(new Adjustment.Change(StockLevel.AVAILABLE, delta, level.item(), level.location()));
                changes.add(new Adjustment.Change(StockLevel.ON_HAND, delta, level.item(), level.location()));
                changed.add(level.with(level.available() + delta, level.committed(), shop.now()));
            }
        }
        return changed;
    }

    private static Map<String, String> pair(Input quantity) {
        return Map.of(
                "item", quantity.text("inventoryItemId", ""),
                "location", quantity.text("locationId", ""));
    }

    private static UserError error(int i, String field, String code, String message) {
        return UserError.at(code, message, "input", "quantities", String.valueOf(i), field);
    }

    /** With a scheme and something behind it; a global id with all its parts. */
    private static boolean isUri(String text) {
        try {
            URI uri = new URI(text);
            return uri.isAbsolute()
                    && !uri.getSchemeSpecificPart().replace("/", "").isBlank()
                    && (!text.startsWith("gid://") || text.matches("gid://[^/]+/[^/]+/.+"));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
