package io.silkroute.run.stream;

import io.silkroute.catalogue.ItemType;
import java.util.EnumMap;
import java.util.Map;

/** How many items of each type may leave the shop with a run: those that were counted when the guard was asked. */
final class RemovalBudget {

    private final Map<ItemType, Long> counted = new EnumMap<>(ItemType.class);
    private final Map<ItemType, Long> taken = new EnumMap<>(ItemType.class);

    /** @param removed those of them that are recorded as removed; only what is heard first counts */
    synchronized void count(ItemType type, long items, long removed) {
        counted.put(type, items);
        taken.putIfAbsent(type, removed);
    }

    /** Takes so many of those that were counted; false, and none taken, if there are not as many left. */
    synchronized boolean take(ItemType type, long items) {
        if (taken.getOrDefault(type, 0L) + items > counted.getOrDefault(type, 0L)) {
            return false;
        }
        takeAnyway(type, items);
        return true;
    }

    /** So many are being removed, whether they were counted or not. */
    synchronized void takeAnyway(ItemType type, long items) {
        taken.merge(type, items, Long::sum);
    }
}
