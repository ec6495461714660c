package io.silkroute.export;

import io.silkroute.catalogue.ItemType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The exporters of all types that become something in a shop. */
@Component("itemExporters")
public class ItemExporters {

    private final List<ItemExporter> inOrder;
    private final List<ItemExporter> lastFirst;
    private final Map<ItemType, ItemExporter> byType = new EnumMap<>(ItemType.class);

    public ItemExporters(List<ItemExporter> exporters) {
        List<ItemExporter> all = new ArrayList<>(exporters);
        all.sort(Comparator.comparingInt(ItemExporter::order));
        for (ItemExporter exporter : all) {
            ItemExporter other = byType.put(exporter.type(), exporter);
            if (other != null) {
                throw new IllegalStateException(
                        "Both " + other + " and " + exporter + " export items of type " + exporter.type() + ".");
            }
        }
        this.inOrder = List.copyOf(all);
        Collections.reverse(all);
        this.lastFirst = List.copyOf(all);
    }

    public Optional<ItemExporter> find(ItemType type) {
        return Optional.ofNullable(byType.get(type));
    }

    public ItemExporter of(ItemType type) {
        return find(type).orElseThrow(() -> new IllegalStateException("nothing exports items of type " + type));
    }

    /** As their items go out in a run. */
    public List<ItemExporter> inOrder() {
        return inOrder;
    }

    /** Those that go out last in a run come first: they need the others, and most items are theirs. */
    public List<ItemExporter> lastFirst() {
        return lastFirst;
    }

    public Stage write(Stage.ToSend item) {
        return of(item.key().type()).write(item);
    }

    /** Why an item is not exported whose type has no exporter. */
    String obstacleToOthers() {
        return "Only " + lastFirst.stream().map(ItemExporter::itemNames).collect(Collectors.joining(" and "))
                + " become something in a shop's catalogue.";
    }
}
