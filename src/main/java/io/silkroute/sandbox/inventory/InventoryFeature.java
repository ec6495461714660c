package io.silkroute.sandbox.inventory;

import io.silkroute.sandbox.graphql.Gid;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.Page;
import io.silkroute.sandbox.graphql.SandboxFeature;
import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.graphql.TopLevelError;
import io.silkroute.sandbox.graphql.Wiring;
import io.silkroute.sandbox.shop.InSandbox;
import io.silkroute.sandbox.shop.Shop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Inventory items, their levels at the shop's locations, and the mutations that set and begin them. */
@InSandbox
@Component("sandboxInventoryFeature")
final class InventoryFeature implements SandboxFeature {
    private static final String READ = "read_inventory";
    private static final String WRITE = "write_inventory";
    private static final String ITEM_OF = "?inventory_item_id=";

    private final Shop shop;
    private final Inventory inventory;
    private final Adjustments adjustments;
    private final SetQuantitiesMutation setQuantities;
    private final ActivateMutation activate;

    InventoryFeature(Shop shop, Inventory inventory) {
        this.shop = shop;
        this.inventory = inventory;
        this.adjustments = new Adjustments(shop);
        this.setQuantities = new SetQuantitiesMutation(shop, inventory, adjustments);
        this.activate = new ActivateMutation(shop, inventory, adjustments);
    }

    @Override
    public List<String> scopes() {
        return List.of(READ, WRITE);
    }

    @Override
    public void wire(Wiring wiring) {
        wiring.schema("/shopify/admin-subset-inventory.graphqls");
        wiring.object("InventoryLevel", StockLevel.class)
                .get("id", StockLevel::gid)
                .get("isActive", level -> true)
                .get("item", level -> inventory.source(level.item()))
                .get("location", level -> shop.location(level.location()))
                .get("createdAt", level -> Times.of(level.createdAt()))
                .get("updatedAt", level -> Times.of(level.updatedAt()))
                .read("quantities", (level, args) -> quantities(level, args.texts("names")));
        wiring.object("InventoryAdjustmentGroup", Adjustment.class)
                .get("id", Adjustment::gid)
                .get("createdAt", group -> Times.of(group.createdAt()))
                .get("reason", Adjustment::reason)
                .get("referenceDocumentUri", Adjustment::referenceDocumentUri)
                .read("changes", (group, args) -> changes(group, args));
        wiring.<Adjustment.Change>on("InventoryChange")
                .get("name", Adjustment.Change::name)
                .get("delta", Adjustment.Change::delta)
                .get("quantityAfterChange", change -> null) // as seen, also for one that was changed
                .get("item", change -> inventory.source(change.item()))
                .get("location", change -> shop.location(change.location()));
        wiring.<Map<String, Object>>on("Location")
                .read(
                        "inventoryLevel",
                        (location, args) -> inventory.level(item(args.text("inventoryItemId")), number(location)))
                .read(
                        "inventoryLevels",
                        (location, args) -> Page.of(
                                inventory
                                        .all()
                                        .filter(level -> level.location() == number(location))
                                        .toList(),
                                StockLevel::item,
                                args));
        wiring.node("InventoryItem", gid -> inventory.source(item(gid)));
        wiring.node("InventoryLevel", this::level);
        wiring.node("InventoryAdjustmentGroup", gid -> adjustments.find(Gid.number(gid, "InventoryAdjustmentGroup")));
        wiring.query("inventoryItem", READ, (args, call) -> inventory.source(item(args.text("id"))));
        wiring.query("inventoryLevel", READ, (args, call) -> level(args.text("id", "")));
        wiring.idempotent(
                "inventorySetQuantities",
                WRITE,
                (args, call, key) -> setQuantities.set(args.input("input"), call.app(), key));
        wiring.idempotent("inventoryActivate", WRITE, (args, call, key) -> activate.activate(args, call.app(), key));
    }

    private static long number(Map<String, Object> location) {
        return Gid.number(String.valueOf(location.get("id")), "Location");
    }

    private static long item(@Nullable String gid) {
        return Gid.number(gid, "InventoryItem");
    }

    private @Nullable StockLevel level(String gid) {
        int at = gid.indexOf(ITEM_OF);
        return at < 0
                ? null
                : inventory.level(
                        item("gid://shopify/InventoryItem/" + gid.substring(at + ITEM_OF.length())),
                        Gid.number(gid.substring(0, at), "InventoryLevel"));
    }

    private static List<Map<String, Object>> quantities(StockLevel level, List<String> names) {
        List<Map<String, Object>> quantities = new ArrayList<>();
        for (String name : names) {
            if (!StockLevel.isName(name)) {
                throw new TopLevelError("INVALID_FIELD_ARGUMENTS", "The quantity name " + name + " is invalid.");
            }
            quantities.add(Map.of(
                    "__typename",
                    "InventoryQuantity",
                    "id",
                    Gid.of("InventoryQuantity", level.location()) + ITEM_OF + level.item() + "&name=" + name,
                    "name",
                    name,
                    "quantity",
                    level.quantity(name),
                    "updatedAt",
                    Times.of(level.updatedAt())));
        }
        return quantities;
    }

    private static List<Adjustment.Change> changes(Adjustment group, Input args) {
        return group.changes().stream()
                .filter(change -> !args.given("quantityNames")
                        || args.texts("quantityNames").contains(change.name()))
                .filter(change -> !args.given("inventoryItemIds")
                        || args.texts("inventoryItemIds").contains(Gid.of("InventoryItem", change.item())))
                .toList();
    }

    @Override
    public Map<String, Contents> contents() {
        return Map.of("inventory", () -> inventory.all().map(this::line));
    }

    private Map<String, @Nullable Object> line(StockLevel level) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("inventoryItemId", level.itemGid());
        line.put("sku", level.sku());
        line.put("tracked", level.tracked());
        line.put("available", level.available());
        line.put("committed", level.committed());
        line.put("onHand", level.onHand());
        Map<String, Object> location = shop.location(level.location());
        line.put("location", location == null ? Gid.of("Location", level.location()) : location.get("name"));
        return line;
    }

    @Override
    public Map<String, Consumer<JsonNode>> controls() {
        return Map.of("stock", this::control);
    }

    /** Entries as {@code {"sku": "A", "sold": 2}} or {@code {"inventoryItemId": "gid", "available": 7}}: all or none. */
    private void control(JsonNode wanted) {
        shop.write(() -> {
            Map<String, StockLevel> changed = new LinkedHashMap<>();
            for (JsonNode entry : wanted) {
                StockLevel found = named(entry);
                StockLevel level = changed.getOrDefault(found.gid(), found);
                int sold = entry.path("sold").asInt(0);
                int available = entry.path("available").asInt(level.available()) - sold;
                changed.put(level.gid(), level.with(available, level.committed() + sold, shop.now()));
            }
            inventory.put(List.copyOf(changed.values()), Stock.Cause.SALE);
            return true;
        });
    }

    private StockLevel named(JsonNode entry) {
        String gid = entry.path("inventoryItemId").asString("");
        List<StockLevel> found = gid.isEmpty()
                ? inventory.withSku(entry.path("sku").asString(""))
                : java.util.stream.Stream.ofNullable(inventory.level(item(gid), Shop.LOCATION))
                        .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("stock: " + found.size() + " items are " + entry);
        }
        return Objects.requireNonNull(found.get(0));
    }
}
