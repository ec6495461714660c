package io.silkroute.run.stream;

import io.silkroute.catalogue.ItemType;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many items a run may take from the shop without another count. The guard counts them once and lets them; batches
 * side by side take their share of what was counted.
 */
public final class RemovalBudget {

    private final Map<ItemType, Long> counted = new EnumMap<>(ItemType.class);
    private final Map<ItemType, Long> taken = new EnumMap<>(ItemType.class);

    /**
     * So many items of this type leave the shop with this run, and the guard lets them.
     *
     * @param removed those of them that the ledger knows as removed
     */
    public synchronized void count(ItemType type, long items, long removed) {
        counted.put(type, items);
        taken.putIfAbsent(type, removed);
    }

    /** Takes so many of those that were counted; false, and none taken, if there are not as many left. */
    public synchronized boolean take(ItemType type, long items) {
        boolean left = taken.getOrDefault(type, 0L) + items <= counted.getOrDefault(type, 0L);
        if (left) {
            use(type, items);
        }
        return left;
    }

    /** So many are being removed. While they are in flight, the ledger cannot tell. */
    public synchronized void use(ItemType type, long items) {
        taken.merge(type, items, Long::sum);
    }
}
