package io.silkroute.export;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.export.edited.EditedInShop;
import io.silkroute.export.edited.EditedItems;
import io.silkroute.export.edited.PayloadFields;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.run.stream.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

/** Gathers what a batch's items need, in a handful of set-based queries however large the batch. */
@Component("exportItemLoader")
public class ExportItemLoader {

    private final Items items;
    private final Exports exports;
    private final ItemExporters exporters;
    private final EditedItems edited;

    ExportItemLoader(Items items, Exports exports, ItemExporters exporters, EditedItems edited) {
        this.edited = edited;
        this.items = items;
        this.exports = exports;
        this.exporters = exporters;
    }

    public List<ExportItem> load(Batch.Pending batch) {
        batch.run().worksOn(batch);
        return of(batch.run(), batch.changes());
    }

    /** @param changes all of one type */
    public List<ExportItem> of(ActiveRun run, List<Change> changes) {
        ItemType type = changes.get(0).key().type();
        List<String> ids = changes.stream().map(change -> change.key().id()).toList();
        Map<String, Items.Stored> stored = items.find(run.connector(), type, ids);
        // In this order: what is noted of a change in the shop holds whatever a run has recorded since.
        Map<String, EditedInShop> changed = edited.of(run.connector(), type, ids);
        Map<String, Exported> exported = exports.find(run.connector(), type, ids);
        List<ExportItem> loaded = new ArrayList<>(changes.size());
        for (Change change : changes) {
            String id = change.key().id();
            Items.Stored one = Optional.ofNullable(stored.get(id)).orElseGet(() -> unknown(change));
            loaded.add(new ExportItem(
                    run, change, one.item(), one.deleted(), ItemExporter.Related.NOTHING, exported.get(id)));
        }
        Map<String, ? extends ItemExporter.Related> related = exporters
                .find(type)
                .<Map<String, ? extends ItemExporter.Related>>map(exporter -> exporter.related(run, loaded))
                .orElse(Map.of());
        loaded.replaceAll(item -> {
            ItemExporter.Related own = related.get(item.key().id());
            return own == null ? item : item.with(own);
        });
        if (!changed.isEmpty()) {
            PayloadFields fields = exporters.of(type).fields();
            loaded.replaceAll(item -> {
                EditedInShop own = changed.get(item.key().id());
                return own == null ? item : item.edited(own, own.over(item.exported(), fields));
            });
        }
        return loaded;
    }

    private static Items.Stored unknown(Change change) {
        return new Items.Stored(new Item(change.key(), JsonNodeFactory.instance.objectNode()), true);
    }
}
