package io.silkroute.export.removal;

import io.silkroute.catalogue.ExportedSet;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.export.Conclusion;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.ItemExporters;
import io.silkroute.export.Relevance;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exports;
import io.silkroute.run.stream.ActiveRun;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * A guard against disasters: a run that would take more than a share of what is exported from the shop stops before
 * the first removal and waits until an operator has seen the list. A PIM that sends half a catalogue as deleted is
 * more often an accident than a wish.
 */
@Component("removalGuard")
public class RemovalGuard {

    private final Relevance relevance;
    private final ExportedSet set;
    private final Exports exports;
    private final ItemExporters exporters;

    RemovalGuard(Relevance relevance, ExportedSet set, Exports exports, ItemExporters exporters) {
        this.relevance = relevance;
        this.set = set;
        this.exports = exports;
        this.exporters = exporters;
    }

    /** Looks at a batch before anything of it is sent; if the run stops, what would leave waits for a confirmation. */
    public List<Stage> look(List<ExportItem> batch) {
        ActiveRun run = batch.get(0).run();
        ItemType type = batch.get(0).key().type();
        ConnectorConfig.Export export = run.config().export();
        if (run.forceRefresh()
                || run.removalsConfirmed()
                || export.disableDeletions()
                || exporters.find(type).filter(one -> removes(one, export)).isEmpty()) {
            return List.copyOf(batch);
        }
        long leaving = batch.stream().filter(relevance::leaves).count();
        if (leaving == 0 || run.removals().take(type, leaving)) {
            return List.copyOf(batch); // nothing leaves, or no more than was counted before and found few enough
        }
        if (tooMany(run)) {
            return batch.stream()
                    .<Stage>map(
                            item -> relevance.leaves(item) ? item.concluded(new Conclusion.AwaitsConfirmation()) : item)
                    .toList();
        }
        run.removals().use(type, leaving);
        return List.copyOf(batch);
    }

    private static boolean removes(ItemExporter exporter, ConnectorConfig.Export export) {
        return export.removal() == Removal.DELETE || exporter.canBeArchived();
    }

    private boolean tooMany(ActiveRun run) {
        return exporters.lastFirst().stream()
                .filter(exporter -> removes(exporter, run.config().export()))
                .anyMatch(exporter -> tooMany(run, exporter.type(), exporter.objectName() + "s"));
    }

    /** Would a run wait for a confirmation before so many of a type leave the shop? @param exported that it holds */
    public static boolean isTooMany(ConnectorConfig.Guard guard, long removals, long exported) {
        return removals >= guard.minimum() && removals > guard.share() * exported;
    }

    private boolean tooMany(ActiveRun run, ItemType type, String what) {
        // In this order, what another batch records meanwhile is counted twice rather than not at all.
        long pending = set.countRemovals(run.connector(), run.config(), type);
        long removed = exports.removedBy(run.id(), run.connector(), type);
        long removals = pending + removed;
        long exported = exports.count(run.connector(), type) + removed;
        if (!isTooMany(run.config().guard(), removals, exported)) {
            run.removals().count(type, removals, removed);
            return false;
        }
        run.interrupt(
                "%d of %d exported %s would leave the shop. Look at the list and confirm the removals, or cancel the run."
                        .formatted(removals, exported, what));
        return true;
    }
}
