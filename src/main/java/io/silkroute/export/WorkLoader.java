package io.silkroute.export;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.run.stream.Batch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Gathers what a batch's items need, in a handful of set-based queries however large the batch. */
@Component("workLoader")
public class WorkLoader {

    private final Items items;
    private final PendingChanges pending;
    private final Exports exports;
    private final NeededCategories needed;

    WorkLoader(Items items, PendingChanges pending, Exports exports, NeededCategories needed) {
        this.items = items;
        this.pending = pending;
        this.exports = exports;
        this.needed = needed;
    }

    public List<Work> load(Batch.Pending batch) {
        return load(batch.run(), batch.changes());
    }

    /** @param changes all of one type */
    List<Work> load(ActiveRun run, List<Change> changes) {
        String connector = run.connector();
        ItemType type = changes.get(0).key().type();
        List<String> ids = changes.stream().map(change -> change.key().id()).toList();
        Map<String, Items.Stored> stored = items.find(connector, type, ids);
        Map<String, Exported> exported = exports.find(connector, type, ids);
        Map<String, List<Item>> variants = Map.of();
        Map<String, List<Change>> variantChanges = new HashMap<>();
        Map<String, Items.Stored> categories = Map.of();
        Map<String, String> collections = Map.of();
        if (type == ItemType.PRODUCT) {
            variants = items.variantsOf(connector, ids);
            pending.ownedBy(connector, ids)
                    .forEach(owned -> variantChanges
                            .computeIfAbsent(owned.product(), product -> new ArrayList<>())
                            .add(owned.change()));
            Set<String> named = new LinkedHashSet<>();
            stored.values().forEach(product -> named.addAll(product.item().categories()));
            categories = items.find(connector, ItemType.CATEGORY, named);
            collections = exports.collections(connector, withFormer(named, exported));
        }
        Set<String> through = type == ItemType.CATEGORY ? needed.among(run, ids) : Set.of();
        List<Work> works = new ArrayList<>(changes.size());
        for (Change change : changes) {
            ItemKey key = change.key();
            Items.Stored one = stored.get(key.id());
            works.add(new Work(
                    run,
                    change,
                    variantChanges.getOrDefault(key.id(), List.of()),
                    one == null ? null : one.item(),
                    one == null || one.deleted(),
                    variants.getOrDefault(key.id(), List.of()),
                    one == null ? List.of() : collected(one.item(), categories, collections),
                    collections,
                    type != ItemType.CATEGORY || through.contains(key.id()),
                    exported.get(key.id())));
        }
        return works;
    }

    // A category that a product has left still has to be known by its collection, to be taken off the shop's list.
    private static Set<String> withFormer(Set<String> named, Map<String, Exported> exported) {
        Set<String> all = new LinkedHashSet<>(named);
        for (Exported one : exported.values()) {
            if (one.payload() != null) {
                one.payload().path("collections").forEach(category -> all.add(category.asString("")));
            }
            if (one.sending() != null) {
                one.sending().path("collections").forEach(category -> all.add(category.asString("")));
            }
        }
        return all;
    }

    // A category that is no collection yet, or no longer, does not stand in the payload: when it becomes one, its
    // products are marked as changed. One that the PIM has deleted stays as long as its collection does.
    private static List<Item> collected(
            Item product, Map<String, Items.Stored> categories, Map<String, String> collections) {
        List<Item> known = new ArrayList<>();
        for (String id : new LinkedHashSet<>(product.categories())) {
            Items.Stored category = categories.get(id);
            if (category != null && collections.containsKey(id)) {
                known.add(category.item());
            }
        }
        return known;
    }
}
