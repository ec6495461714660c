package io.silkroute.preview;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.ExportedSet;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ExportItemLoader;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.ItemExporters;
import io.silkroute.export.Relevance;
import io.silkroute.export.ledger.Exported;
import io.silkroute.run.Run;
import io.silkroute.run.Runs;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.ShopifyId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** The list an operator reads before confirming a run's removals. */
@Component
public class RemovalPreview {

    public static final int MAX = 500;

    private final Runs runs;
    private final ExportedSet set;
    private final ExportItemLoader loader;
    private final Relevance relevance;
    private final ItemExporters exporters;

    RemovalPreview(Runs runs, ExportedSet set, ExportItemLoader loader, Relevance relevance, ItemExporters exporters) {
        this.runs = runs;
        this.set = set;
        this.loader = loader;
        this.relevance = relevance;
        this.exporters = exporters;
    }

    /** @param why it would leave, in a sentence */
    public record Removal(String type, String id, @Nullable ShopifyId shopifyId, String why) {}

    /** By the filters the run started with; at most {@value #MAX}. */
    public List<Removal> of(String id) {
        Run run = runs.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no run " + id + "."));
        List<Removal> removals = new ArrayList<>();
        if (run.state().finished()) {
            return removals;
        }
        List<ItemKey> keys = set.removals(run.connector(), run.config(), MAX);
        for (ItemExporter exporter : exporters.inOrder()) {
            List<Change> changes = keys.stream()
                    .filter(key -> key.type() == exporter.type())
                    .map(key -> new Change(key, 0, 0, "looked at", 0))
                    .toList();
            if (!changes.isEmpty()) {
                loader.of(new ActiveRun(run), changes).forEach(item -> removals.add(removal(item)));
            }
        }
        return removals;
    }

    private Removal removal(ExportItem item) {
        String why = relevance.obstacle(item);
        Exported exported = item.exported();
        return new Removal(
                item.key().type().word(),
                item.key().id(),
                exported == null ? null : exported.shopifyId(),
                why == null ? "It leaves the exported set." : why);
    }
}
