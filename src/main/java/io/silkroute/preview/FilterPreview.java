package io.silkroute.preview;

import io.silkroute.catalogue.ExportedSet;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.export.ItemExporter;
import io.silkroute.export.ItemExporters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What other filters would bring into the shop and what would become of what they take out, before they are saved. */
@Component
public class FilterPreview {

    private static final int LISTED = 200;

    private final ExportedSet set;
    private final ItemExporters exporters;

    FilterPreview(ExportedSet set, ItemExporters exporters) {
        this.set = set;
        this.exporters = exporters;
    }

    /**
     * @param enter items that are not in the shop and would go there
     * @param leave items that are there and do not pass
     * @param removed those of them that would be archived or deleted; the others are only noted and stay
     * @param removal how; {@code none} while deletions are disabled
     * @param sentence all of that for a person
     * @param leaving the first 200 of what does not pass
     */
    public record Preview(
            long enter, long leave, long removed, String removal, String sentence, List<Leaving> leaving) {}

    /** @param becomes {@code archived}, {@code deleted} or {@code noted} */
    public record Leaving(String type, String id, String becomes) {}

    public Preview of(ConnectorName connector, ConnectorConfig config) {
        ConnectorConfig.Export export = config.export();
        ExportedSet.Effect effect = set.effect(connector, config);
        long removed = 0;
        for (ItemExporter exporter : exporters.inOrder()) {
            if (removes(export, exporter)) {
                removed += set.countLeaving(connector, config, exporter.type());
            }
        }
        List<Leaving> leaving = new ArrayList<>();
        for (ItemKey key : set.leaving(connector, config, LISTED)) {
            leaving.add(new Leaving(key.type().word(), key.id(), becomes(export, key.type())));
        }
        return new Preview(
                effect.enter(),
                effect.leave(),
                removed,
                export.disableDeletions() ? "none" : export.removal() == Removal.ARCHIVE ? "archive" : "delete",
                sentence(effect, removed, export),
                leaving);
    }

    private static boolean removes(ConnectorConfig.Export export, ItemExporter exporter) {
        return !export.disableDeletions() && (export.removal() == Removal.DELETE || exporter.canBeArchived());
    }

    private String becomes(ConnectorConfig.Export export, ItemType type) {
        boolean goes = exporters
                .find(type)
                .filter(exporter -> removes(export, exporter))
                .isPresent();
        return !goes ? "noted" : export.removal() == Removal.ARCHIVE ? "archived" : "deleted";
    }

    private static String sentence(ExportedSet.Effect effect, long removed, ConnectorConfig.Export export) {
        String enters = "With these filters %s would enter the shop with the next run".formatted(items(effect.enter()));
        if (effect.leave() == 0) {
            return enters + ", and none would leave it.";
        }
        if (export.disableDeletions()) {
            return enters
                    + ". %s would pass no longer; that is only noted, and they stay in the shop, because deletions are disabled."
                            .formatted(items(effect.leave()));
        }
        String how = export.removal() == Removal.ARCHIVE ? "archived" : "deleted";
        String stays = removed == effect.leave()
                ? ""
                : " %s would stay, because Shopify cannot archive them.".formatted(items(effect.leave() - removed));
        return enters + ", and %s would be %s.".formatted(items(removed), how) + stays
                + " If the guard finds that too many, the run waits for your confirmation.";
    }

    private static String items(long n) {
        return n == 1 ? "1 item" : String.format(Locale.ROOT, "%,d items", n);
    }
}
