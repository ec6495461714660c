package io.silkroute.export;

import io.silkroute.catalogue.ItemStatus;
import io.silkroute.connector.config.ConnectorConfig.StatusFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Does an item concern the connector? That it is there, its status, and what the exporter of its type says of the
 * connector's tags and families.
 */
@Component
public class Relevance {

    private final ItemExporters exporters;

    public Relevance(ItemExporters exporters) {
        this.exporters = exporters;
    }

    /** Did it pass once, stands in the shop or may stand there after a lost answer, and passes no longer? */
    public boolean leaves(ExportItem item) {
        return item.mayBeActive() && obstacle(item) != null;
    }

    /** Why the item is not exported, in a sentence; null if it is. */
    public @Nullable String obstacle(ExportItem item) {
        ItemExporter exporter = exporters.find(item.key().type()).orElse(null);
        if (exporter == null) {
            return item.deleted() ? obstacleToAny(item) : exporters.obstacleToOthers();
        }
        String obstacle = obstacleToAny(item);
        return obstacle == null ? exporter.obstacle(item) : obstacle;
    }

    /** The same of what concerns items of all types. */
    public static @Nullable String obstacleToAny(ExportItem item) {
        if (item.deleted()) {
            return "The PIM has deleted it.";
        }
        ItemStatus status = item.image().status();
        return item.run().config().export().status() == StatusFilter.ONLY_VISIBLE && status != ItemStatus.VISIBLE
                ? "Its status is " + status + "; this connector exports only visible items."
                : null;
    }
}
