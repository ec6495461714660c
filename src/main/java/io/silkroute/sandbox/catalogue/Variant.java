package io.silkroute.sandbox.catalogue;

import io.silkroute.sandbox.inventory.StockLevel;
import io.silkroute.sandbox.metafield.Metafield;
import io.silkroute.sandbox.metafield.Owner;
import io.silkroute.sandbox.metafield.OwnerType;
import io.silkroute.sandbox.shop.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A variant as published in the shop: copied to be changed, never changed in place. */
final class Variant implements Owner, Cloneable {
    static final OwnerType TYPE = new OwnerType("PRODUCTVARIANT", "ProductVariant", "Variant", 2);
    /** Ids of inventory items are others than those of variants: who takes one for the other is told. */
    private static final long ITEMS = 40_000_000_000_000L;

    long id;
    List<String> values = List.of(); // one option value a product option, in the options' order

    @Nullable
    String sku;

    @Nullable
    String barcode;

    String price = "0.00";

    @Nullable
    String compareAtPrice;

    String inventoryPolicy = "DENY";
    boolean taxable = true;
    boolean tracked = true;
    boolean requiresShipping = true;
    boolean showUnitPrice;

    @Nullable
    String taxCode;

    @Nullable
    String cost;

    @Nullable
    String countryCodeOfOrigin;

    @Nullable
    String provinceCodeOfOrigin;

    @Nullable
    String harmonizedSystemCode;

    @Nullable
    Double weight;

    String weightUnit = "KILOGRAMS";

    @Nullable
    Map<String, Object> unitPriceMeasurement;

    int inventoryQuantity; // available at the first location
    int committed;
    long stockUpdatedAt; // 0: as long as the variant
    Map<Long, Elsewhere> elsewhere = Map.of(); // by the number of the location
    long media; // 0: none
    List<Metafield> metafields = List.of();
    long createdAt;
    long updatedAt;

    String title() {
        return String.join(" / ", values);
    }

    /** The number of its inventory item. */
    long item() {
        return id + ITEMS;
    }

    static long ofItem(long item) {
        return item - ITEMS;
    }

    /** The stock at another location than the first. */
    record Elsewhere(int available, int committed, long createdAt, long updatedAt) {}

    /** Available at all locations. */
    int available() {
        return inventoryQuantity
                + elsewhere.values().stream().mapToInt(Elsewhere::available).sum();
    }

    List<StockLevel> levels() {
        List<StockLevel> levels = new ArrayList<>(List.of(level()));
        elsewhere.keySet().stream().sorted().forEach(location -> levels.add(begun(location)));
        return levels;
    }

    /** Null where the location does not stock it. */
    @Nullable
    StockLevel level(long location) {
        return location == Shop.LOCATION || elsewhere.containsKey(location) ? begun(location) : null;
    }

    /** At a location that may begin to stock it. */
    StockLevel begun(long location) {
        Elsewhere held = elsewhere.getOrDefault(location, new Elsewhere(0, 0, updatedAt, updatedAt));
        return location == Shop.LOCATION
                ? level()
                : new StockLevel(
                        item(),
                        location,
                        sku,
                        tracked,
                        held.available(),
                        held.committed(),
                        held.createdAt(),
                        held.updatedAt());
    }

    void take(StockLevel level) {
        if (level.location() == Shop.LOCATION) {
            inventoryQuantity = level.available();
            committed = level.committed();
            stockUpdatedAt = level.updatedAt();
        } else {
            Map<Long, Elsewhere> all = new TreeMap<>(elsewhere);
            all.put(
                    level.location(),
                    new Elsewhere(level.available(), level.committed(), level.createdAt(), level.updatedAt()));
            elsewhere = Map.copyOf(all);
        }
    }

    StockLevel level() {
        return new StockLevel(
                item(),
                Shop.LOCATION,
                sku,
                tracked,
                inventoryQuantity,
                committed,
                createdAt,
                stockUpdatedAt == 0 ? createdAt : stockUpdatedAt);
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public OwnerType ownerType() {
        return TYPE;
    }

    @Override
    public List<Metafield> metafields() {
        return metafields;
    }

    Variant copy() {
        try {
            return (Variant) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
