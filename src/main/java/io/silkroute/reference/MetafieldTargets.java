package io.silkroute.reference;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.Conclusion;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.run.stream.ActiveRun;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Products, variants and collections that metafields refer to. What is not in the shop yet is left out of a metafield; who
 * named it is a change when it comes, and when it leaves or becomes another object.
 */
@Component
public class MetafieldTargets {

    private static final String CAUSE = "what its metafields refer to came to the shop or left it";

    private final ReferenceTable table;
    private final Items items;
    private final Exports exports;
    private final PendingChanges pending;
    private final Clock clock;

    MetafieldTargets(ReferenceTable table, Items items, Exports exports, PendingChanges pending, Clock clock) {
        this.table = table;
        this.items = items;
        this.exports = exports;
        this.pending = pending;
        this.clock = clock;
    }

    /** The same of several items that name some, by their ids. */
    public Map<String, Map<ItemKey, Optional<String>>> find(ConnectorName connector, Map<String, Set<ItemKey>> named) {
        Set<ItemKey> all = new LinkedHashSet<>();
        named.values().forEach(all::addAll);
        Map<ItemKey, Optional<String>> found = all.isEmpty() ? Map.of() : find(connector, all);
        Map<String, Map<ItemKey, Optional<String>>> each = new HashMap<>();
        named.forEach((id, names) -> {
            Map<ItemKey, Optional<String>> own = new LinkedHashMap<>();
            names.forEach(name -> own.put(name, found.getOrDefault(name, Optional.empty())));
            each.put(id, own);
        });
        return each;
    }

    /** The ids that are there, as a mapping takes them. */
    public static Map<ItemKey, String> there(Map<ItemKey, Optional<String>> references) {
        Map<ItemKey, String> there = new HashMap<>();
        references.forEach((item, gid) -> gid.ifPresent(id -> there.put(item, id)));
        return there;
    }

    /** The shop's ids of these items; empty for those that it does not hold. */
    public Map<ItemKey, Optional<String>> find(ConnectorName connector, Collection<ItemKey> named) {
        Map<ItemKey, Optional<String>> found = new LinkedHashMap<>();
        named.forEach(item -> found.put(item, Optional.empty()));
        for (ItemType type : List.of(ItemType.PRODUCT, ItemType.CATEGORY)) {
            Set<String> ids = ids(named, type);
            if (!ids.isEmpty()) {
                exports.shopifyIds(connector, type, ids)
                        .forEach((id, gid) -> found.put(new ItemKey(type, id), Optional.of(gid.gid())));
            }
        }
        Set<String> variants = ids(named, ItemType.VARIANT);
        if (!variants.isEmpty()) {
            found.putAll(variants(connector, variants));
        }
        return found;
    }

    private static Set<String> ids(Collection<ItemKey> named, ItemType type) {
        return named.stream()
                .filter(item -> item.type() == type)
                .map(ItemKey::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A variant's id stands with its product; a product without variants is its own. */
    private Map<ItemKey, Optional<String>> variants(ConnectorName connector, Set<String> ids) {
        Map<String, Items.Stored> stored = items.find(connector, ItemType.VARIANT, ids);
        Map<String, String> products = new HashMap<>();
        for (String id : ids) {
            Items.Stored variant = stored.get(id);
            String parent = variant == null ? id : variant.item().parent();
            if (parent != null) {
                products.put(id, parent);
            }
        }
        Map<String, Exported> exported =
                exports.find(connector, ItemType.PRODUCT, new LinkedHashSet<>(products.values()));
        Map<ItemKey, Optional<String>> found = new HashMap<>();
        products.forEach((id, product) -> {
            String gid = held(exported.get(product)).get(ItemKey.variant(id));
            found.put(ItemKey.variant(id), Optional.ofNullable(gid));
        });
        return found;
    }

    /** What an item is in the shop, and its variants; nothing where the shop does not hold it as it was exported. */
    private static Map<ItemKey, String> held(@Nullable Exported exported) {
        Map<ItemKey, String> held = new HashMap<>();
        if (exported == null || exported.state() != Exported.State.EXPORTED || exported.shopifyId() == null) {
            return held;
        }
        held.put(exported.key(), exported.shopifyId().gid());
        if (exported.refs() != null) {
            for (Map.Entry<String, JsonNode> variant :
                    exported.refs().path("variants").properties()) {
                held.put(ItemKey.variant(variant.getKey()), variant.getValue().asString(""));
            }
        }
        return held;
    }

    /** Takes its part of a batch's record, when the ledger and the queue know of it. */
    public void recorded(ActiveRun run, List<Stage.Concluded> batch) {
        ConnectorName connector = run.connector();
        boolean names = batch.stream()
                .anyMatch(one -> !one.item().related().references().isEmpty());
        if (!names && !table.any(connector)) {
            return;
        }
        Map<ItemKey, Set<ItemKey>> named = new LinkedHashMap<>();
        batch.forEach(
                one -> named.put(one.key(), one.item().related().references().keySet()));
        table.replace(connector, named);
        Set<ItemKey> marked = new LinkedHashSet<>(table.naming(connector, moved(batch)));
        marked.addAll(overtaken(connector, batch));
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        pending.mark(
                connector,
                marked.stream()
                        .map(key -> new PendingChanges.Mark(key, null, now, CAUSE))
                        .toList());
    }

    /** Items that the shop holds since this batch, holds no longer, or holds as other objects. */
    private static Set<ItemKey> moved(List<Stage.Concluded> batch) {
        Set<ItemKey> moved = new HashSet<>();
        for (Stage.Concluded one : batch) {
            Exported after = one.conclusion() instanceof Conclusion.Final conclusion ? conclusion.now() : null;
            if (after != null) {
                Map<ItemKey, String> before = held(one.item().exported());
                Map<ItemKey, String> now = held(after);
                Set<ItemKey> all = new HashSet<>(before.keySet());
                all.addAll(now.keySet());
                all.stream()
                        .filter(item -> !Objects.equals(before.get(item), now.get(item)))
                        .forEach(moved::add);
            }
        }
        return moved;
    }

    /** Of batches side by side one may have brought what the other looked for just before. */
    private Set<ItemKey> overtaken(ConnectorName connector, List<Stage.Concluded> batch) {
        Set<ItemKey> named = new LinkedHashSet<>();
        batch.forEach(one -> named.addAll(one.item().related().references().keySet()));
        Set<ItemKey> overtaken = new LinkedHashSet<>();
        if (!named.isEmpty()) {
            Map<ItemKey, Optional<String>> now = find(connector, named);
            for (Stage.Concluded one : batch) {
                boolean held = one.conclusion() instanceof Conclusion.Written
                        || one.conclusion() instanceof Conclusion.Unchanged;
                if (held
                        && one.item().related().references().entrySet().stream()
                                .anyMatch(entry -> !entry.getValue().equals(now.get(entry.getKey())))) {
                    overtaken.add(one.key());
                }
            }
        }
        return overtaken;
    }
}
