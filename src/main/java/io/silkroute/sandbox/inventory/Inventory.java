package io.silkroute.sandbox.inventory;

import io.silkroute.sandbox.shop.InSandbox;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The stock of whichever feature has inventory items; empty until one says so. */
@InSandbox
@Component("sandboxInventory")
public final class Inventory implements Stock {
    private Stock stock = new Nothing();

    /** From now on the items are these. */
    public void keep(Stock kept) {
        stock = kept;
    }

    @Override
    public @Nullable StockLevel level(long item, long location) {
        return stock.level(item, location);
    }

    @Override
    public StockLevel begun(long item, long location) {
        return stock.begun(item, location);
    }

    @Override
    public List<StockLevel> withSku(String sku) {
        return stock.withSku(sku);
    }

    @Override
    public Stream<StockLevel> all() {
        return stock.all();
    }

    @Override
    public void put(List<StockLevel> levels, Cause cause) {
        stock.put(levels, cause);
    }

    @Override
    public @Nullable Object source(long item) {
        return stock.source(item);
    }

    private static final class Nothing implements Stock {
        @Override
        public @Nullable StockLevel level(long item, long location) {
            return null;
        }

        @Override
        public StockLevel begun(long item, long location) {
            throw new IllegalStateException("there are no items");
        }

        @Override
        public List<StockLevel> withSku(String sku) {
            return List.of();
        }

        @Override
        public Stream<StockLevel> all() {
            return Stream.empty();
        }

        @Override
        public void put(List<StockLevel> levels, Cause cause) {}

        @Override
        public @Nullable Object source(long item) {
            return null;
        }
    }
}
