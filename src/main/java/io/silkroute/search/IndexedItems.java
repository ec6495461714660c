package io.silkroute.search;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.connector.ConnectorName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.TermQuery;
import org.springframework.stereotype.Component;

/** Brings items into the index as the tables have them now. */
@Component
class IndexedItems {

    private static final int SLICE = 500;
    private static final int MOST_VARIANTS = 5_000;

    private final Items items;
    private final ItemStandings standings;

    IndexedItems(Items items, ItemStandings standings) {
        this.items = items;
        this.standings = standings;
    }

    /** Those items, and of products the variants that the index does not know as they are by now. */
    void bring(SearchIndex index, ConnectorName connector, Collection<ItemKey> keys) throws IOException {
        Set<ItemKey> asked = new LinkedHashSet<>(keys);
        Set<ItemKey> variants = new LinkedHashSet<>();
        for (List<ItemKey> slice : slices(asked)) {
            for (Map.Entry<ItemKey, ItemStandings.ItemStanding> one :
                    put(index, connector, slice).entrySet()) {
                if (one.getKey().type() == ItemType.PRODUCT
                        && !one.getValue().states().contains(ItemState.IN_SHOP)) {
                    // Its variants have left with it, or never came.
                    items.variantIds(connector, one.getKey().id(), MOST_VARIANTS)
                            .forEach(id -> variants.add(ItemKey.variant(id)));
                }
                for (var variant : one.getValue().variants().entrySet()) {
                    ItemKey key = ItemKey.variant(variant.getKey());
                    if (!asked.contains(key)
                            && !knows(index, connector, key, variant.getValue().gid())) {
                        variants.add(key);
                    }
                }
            }
        }
        variants.removeAll(asked);
        for (List<ItemKey> slice : slices(variants)) {
            put(index, connector, slice);
        }
    }

    private static boolean knows(SearchIndex index, ConnectorName connector, ItemKey key, String gid)
            throws IOException {
        return index.any(new BooleanQuery.Builder()
                .add(new TermQuery(SearchEntry.term(connector, key)), Occur.FILTER)
                .add(new TermQuery(new Term(SearchEntry.CODE, SearchEntry.code(SearchEntry.number(gid)))), Occur.FILTER)
                .build());
    }

    /** @return how the items stand that are there */
    Map<ItemKey, ItemStandings.ItemStanding> put(SearchIndex index, ConnectorName connector, Collection<ItemKey> keys)
            throws IOException {
        Map<ItemType, List<String>> byType = new EnumMap<>(ItemType.class);
        keys.forEach(key ->
                byType.computeIfAbsent(key.type(), type -> new ArrayList<>()).add(key.id()));
        Map<ItemKey, Item> found = new HashMap<>();
        byType.forEach((type, ids) -> items.find(connector, type, ids)
                .values()
                .forEach(stored -> found.put(stored.item().key(), stored.item())));
        Map<ItemKey, ItemStandings.ItemStanding> stand = standings.of(connector, found.values());
        List<Term> gone = new ArrayList<>();
        for (ItemKey key : keys) {
            Item item = found.get(key);
            ItemStandings.ItemStanding standing = stand.get(key);
            if (item == null || standing == null) {
                gone.add(SearchEntry.term(connector, key));
            } else {
                index.put(SearchEntry.term(connector, key), SearchEntry.document(connector, item, standing));
            }
        }
        index.remove(gone);
        return stand;
    }

    private static List<List<ItemKey>> slices(Collection<ItemKey> keys) {
        List<ItemKey> all = List.copyOf(keys);
        List<List<ItemKey>> slices = new ArrayList<>();
        for (int from = 0; from < all.size(); from += SLICE) {
            slices.add(all.subList(from, Math.min(all.size(), from + SLICE)));
        }
        return slices;
    }
}
