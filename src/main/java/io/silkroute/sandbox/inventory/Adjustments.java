package io.silkroute.sandbox.inventory;

import io.silkroute.sandbox.shop.Shelf;
import io.silkroute.sandbox.shop.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The calls of the last day by their keys: Shopify forgets a key after 24 hours. */
final class Adjustments {
    private static final long KEPT = Duration.ofHours(24).toMillis();

    private final Shop shop;
    private final Shelf<Adjustment> shelf;
    private final Map<String, Long> byKey = new ConcurrentHashMap<>();

    Adjustments(Shop shop) {
        this.shop = shop;
        this.shelf = shop.shelf("inventoryAdjustment", Adjustment.class, Adjustment::id, new Index());
    }

    @Nullable
    Adjustment find(long id) {
        return shelf.get(id);
    }

    /** What this key was used for, within a write of the shop. */
    @Nullable
    Adjustment withKey(String key) {
        forget();
        Long id = byKey.get(key);
        return id == null ? null : shelf.get(id);
    }

    void put(Adjustment adjustment) {
        shelf.put(adjustment);
    }

    // Ids rise with time, so the old ones come first.
    private void forget() {
        List<Long> old = new ArrayList<>();
        for (Adjustment adjustment : shelf.all().values()) {
            if (shop.now() - adjustment.createdAt() < KEPT) {
                break;
            }
            old.add(adjustment.id());
        }
        old.forEach(shelf::remove);
    }

    private final class Index implements Shelf.Index<Adjustment> {
        @Override
        public void adding(@Nullable Adjustment before, Adjustment now) {
            shop.seen(now.id());
            byKey.put(now.key(), now.id());
        }

        @Override
        public void changed(@Nullable Adjustment before, @Nullable Adjustment now) {
            if (before != null && now == null) {
                byKey.remove(before.key(), before.id());
            }
        }

        @Override
        public void cleared() {
            byKey.clear();
        }
    }
}
