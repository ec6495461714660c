package io.silkroute.catalogue;

import io.silkroute.catalogue.VariantOrder.Placed;
import io.silkroute.connector.ConnectorName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The variants that one chunk names, and the places that they get by it, see {@link VariantOrder}. */
final class VariantPlaces {

    private final StagedItems items;
    private final Function<String, @Nullable Placed> before;
    private final Map<String, Map<String, Placed>> named = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Map<String, Long> moved = new HashMap<>();
    private final Map<String, Placed> last = new HashMap<>();

    /** @param before by product, which variant the same delivery has named last in an earlier chunk */
    VariantPlaces(StagedItems items, Function<String, @Nullable Placed> before) {
        this.items = items;
        this.before = before;
    }

    /** @param product null for one that belongs to none */
    void name(IncomingItem line, @Nullable String product, @Nullable StagedItem staged) {
        if (line.key.type() != ItemType.VARIANT || product == null) {
            return;
        }
        String id = line.key.id();
        boolean stays = staged != null && product.equals(staged.parent());
        if (stays) {
            known.add(id);
        } else if (staged != null) {
            moved.put(id, line.arrival); // in another product it stands where new ones do
        }
        Map<String, Placed> variants = named.computeIfAbsent(product, one -> new LinkedHashMap<>());
        variants.remove(id); // of several mentions the last counts
        variants.put(id, new Placed(id, stays ? Objects.requireNonNull(staged).place() : line.arrival));
    }

    /** Writes down the places that have changed. @return products whose known variants stand in another order now */
    Set<String> settle(ConnectorName connector) {
        items.place(connector, moved);
        Set<String> reordered = new HashSet<>();
        named.forEach((product, variants) -> {
            if (!VariantOrder.ascends(before.apply(product), List.copyOf(variants.values()))) {
                reordered.add(product);
            }
            last.put(product, List.copyOf(variants.values()).get(variants.size() - 1));
        });
        Map<String, Long> changes = new HashMap<>();
        items.variantsOf(connector, reordered).forEach((product, all) -> {
            Placed earlier = before.apply(product);
            List<String> ids =
                    new ArrayList<>(Objects.requireNonNull(named.get(product)).keySet());
            Map<String, Long> ofProduct = VariantOrder.changes(all, known, earlier == null ? null : earlier.id(), ids);
            changes.putAll(ofProduct);
            String id = ids.get(ids.size() - 1);
            all.stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .ifPresent(one -> last.put(product, new Placed(id, ofProduct.getOrDefault(id, one.place()))));
        });
        items.place(connector, changes);
        return reordered;
    }

    /** By product, which variant the delivery has named last so far. */
    Map<String, Placed> last() {
        return last;
    }
}
