package io.silkroute.sandbox.inventory;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the feature that has inventory items finds them and changes their quantities. */
public interface Stock {
    /** Null where the location does not stock the item. */
    @Nullable
    StockLevel level(long item, long location);

    /** The level of an item that is there, whether the location stocks it or begins to. */
    StockLevel begun(long item, long location);

    /** At the first location. */
    List<StockLevel> withSku(String sku);

    Stream<StockLevel> all();

    /** Takes over these quantities, within a write of the shop. */
    void put(List<StockLevel> levels, Cause cause);

    /** The item as fields read it, null when there is none. */
    @Nullable
    Object source(long item);

    /** Why quantities change. */
    enum Cause {
        /** The product is another one for it: its {@code updatedAt} moves. */
        SALE,
        /** Set by an app: the product stays as it is. */
        SET
    }
}
