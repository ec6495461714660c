package io.silkroute.sandbox.inventory;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Payload;
import io.silkroute.sandbox.graphql.UserError;
import io.silkroute.sandbox.shop.Shop;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code inventoryActivate}: from now on a location stocks an item, once a key. Its errors have no codes. */
final class ActivateMutation {

    private final Shop shop;
    private final Stock stock;
    private final Adjustments adjustments;

    ActivateMutation(Shop shop, Stock stock, Adjustments adjustments) {
        this.shop = shop;
        this.stock = stock;
        this.adjustments = adjustments;
    }

    Map<String, Object> activate(Input args, String app, String idempotencyKey) {
        String key = app + " " + idempotencyKey;
        long item = Gid.number(args.text("inventoryItemId"), "InventoryItem");
        long location = Gid.number(args.text("locationId"), "Location");
        String parameters = item + " " + location + " " + args.text("available") + " " + args.text("onHand");
        return shop.write(() -> {
            Adjustment earlier = adjustments.withKey(key);
            if (earlier != null && !earlier.parameters().equals(parameters)) {
                return Payload.errors(new UserError(
                        null, "The same idempotency key cannot be used with different operation parameters.", null));
            }
            UserError error = earlier == null ? error(args, item, location) : null;
            if (earlier != null ? earlier.failed() : error != null) {
                return Payload.errors(
                        error != null
                                ? error
                                : new UserError(
                                        null,
                                        "A previous request with this idempotency key failed. Retry with a new idempotency key.",
                                        null));
            }
            if (earlier == null) {
                StockLevel begun = stock.begun(item, location);
                int available = args.given("onHand") ? args.number("onHand", 0) : args.number("available", 0);
                stock.put(List.of(begun.with(available, begun.committed(), shop.now())), Stock.Cause.SET);
                adjustments.put(
                        new Adjustment(shop.nextId(), key, parameters, false, "other", null, List.of(), shop.now()));
            }
            return Payload.of("inventoryLevel", Objects.requireNonNull(stock.level(item, location)), List.of());
        });
    }

    private @Nullable UserError error(Input args, long item, long location) {
        if (stock.source(item) == null) {
            return new UserError(List.of("inventoryItemId"), "The product couldn't be found.", null);
        }
        if (!shop.isLocation(location)) {
            return new UserError(List.of("locationId"), "The location couldn't be found.", null);
        }
        if (args.given("available") && args.given("onHand")) {
            return new UserError(List.of("available"), "Not allowed to set both available and on hand.", null);
        }
        if (stock.level(item, location) != null && (args.given("available") || args.given("onHand"))) {
            return new UserError(
                    List.of(args.given("available") ? "available" : "onHand"),
                    "Not allowed to set available quantity when the item is already active at the location.",
                    null);
        }
        return null;
    }
}
