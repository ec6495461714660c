package io.silkroute.search;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.catalogue.WaitingItems;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.export.ledger.Incomplete;
import io.silkroute.export.ledger.Parked;
import io.silkroute.shopify.ShopifyId;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How items stand between PIM and shop, asked of the tables in sets: for the index and for what is shown alike. */
@Component
class ItemStandings {

    private final Exports exports;
    private final Parked parked;
    private final Incomplete incomplete;
    private final PendingChanges pending;
    private final WaitingItems waiting;

    ItemStandings(Exports exports, Parked parked, Incomplete incomplete, PendingChanges pending, WaitingItems waiting) {
        this.exports = exports;
        this.parked = parked;
        this.incomplete = incomplete;
        this.pending = pending;
        this.waiting = waiting;
    }

    /**
     * @param variants of a product, by PIM id what the shop calls them
     */
    record ItemStanding(
            Set<ItemState> states,
            @Nullable ShopifyId shopifyId,
            @Nullable Instant lastSent,
            @Nullable String handle,
            Map<String, ShopifyId> variants) {}

    private record InShop(
            Exported.@Nullable State state,
            @Nullable ShopifyId shopifyId,
            @Nullable Instant lastSent,
            @Nullable String handle,
            Map<String, ShopifyId> variants) {

        static final InShop NOT = new InShop(null, null, null, null, Map.of());
    }

    Map<ItemKey, ItemStanding> of(ConnectorName connector, Collection<Item> items) {
        List<ItemKey> keys = items.stream().map(Item::key).toList();
        Set<ItemKey> failed = parked.among(connector, keys);
        Set<ItemKey> lacking = incomplete.among(connector, keys);
        Set<ItemKey> waits = new HashSet<>(waiting.among(connector, keys));
        waits.addAll(pending.among(connector, keys));
        Map<ItemKey, InShop> shop = inShop(connector, items);
        Map<ItemKey, ItemStanding> standings = new HashMap<>();
        for (ItemKey key : keys) {
            InShop in = shop.getOrDefault(key, InShop.NOT);
            Set<ItemState> states = EnumSet.noneOf(ItemState.class);
            if (in.state() == Exported.State.EXPORTED) {
                states.add(ItemState.IN_SHOP);
            } else if (in.state() == Exported.State.ARCHIVED || in.state() == Exported.State.DELETED) {
                states.add(ItemState.REMOVED);
            }
            if (lacking.contains(key)) {
                states.add(ItemState.INCOMPLETE);
            }
            if (failed.contains(key)) {
                states.add(ItemState.FAILED);
            } else if (!states.contains(ItemState.IN_SHOP)
                    && (waits.contains(key) || in.state() == Exported.State.SENDING)) {
                states.add(ItemState.WAITING);
            }
            if (states.isEmpty()) {
                states.add(ItemState.FILTERED);
            }
            standings.put(key, new ItemStanding(states, in.shopifyId(), in.lastSent(), in.handle(), in.variants()));
        }
        return standings;
    }

    private Map<ItemKey, InShop> inShop(ConnectorName connector, Collection<Item> items) {
        Map<ItemType, Set<String>> asked = new EnumMap<>(ItemType.class);
        for (Item item : items) {
            ItemKey holder = holder(item);
            asked.computeIfAbsent(holder.type(), type -> new HashSet<>()).add(holder.id());
        }
        Map<ItemKey, Exports.Held> held = new HashMap<>();
        asked.forEach((type, ids) ->
                exports.held(connector, type, ids).forEach((id, one) -> held.put(new ItemKey(type, id), one)));
        Map<ItemKey, InShop> shop = new HashMap<>();
        for (Item item : items) {
            Exports.Held one = held.get(holder(item));
            if (one != null) {
                shop.put(item.key(), item.type() == ItemType.VARIANT ? variant(item.id(), one) : whole(one));
            }
        }
        return shop;
    }

    /** A variant is in the shop with its product. */
    private static ItemKey holder(Item item) {
        return item.type() == ItemType.VARIANT && item.parent() != null ? ItemKey.product(item.parent()) : item.key();
    }

    private static InShop whole(Exports.Held held) {
        return new InShop(held.state(), held.id(), held.sentAt(), held.handle(), held.variants());
    }

    private static InShop variant(String id, Exports.Held product) {
        ShopifyId own = product.variants().get(id);
        return own == null ? InShop.NOT : new InShop(product.state(), own, product.sentAt(), null, Map.of());
    }
}
