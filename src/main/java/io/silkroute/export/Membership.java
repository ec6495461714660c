package io.silkroute.export;

import io.silkroute.catalogue.ExportFilter;
import io.silkroute.catalogue.ExportedSet;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.config.ConnectorConfig.StatusFilter;
import java.util.List;
import org.springframework.stereotype.Component;

/** Who belongs to the exported set by a connector's filters, who would enter it and who would leave it. */
@Component
public class Membership {

    private final ExportedSet set;

    Membership(ExportedSet set) {
        this.set = set;
    }

    /** @param enter items that are not in the shop and would be @param leave items that are and would not */
    public record Effect(long enter, long leave) {}

    /** What other filters would do. */
    public Effect effect(String connector, ConnectorConfig.Export export) {
        ExportFilter passing = passing(export);
        return new Effect(set.entering(connector, passing), set.leaving(connector, passing));
    }

    /** Makes what enters and what leaves pending; the next run brings it about. */
    public int mark(String connector, ConnectorConfig.Export export) {
        return set.mark(connector, passing(export));
    }

    /** How many pending products, or categories, would leave the shop. */
    long departures(String connector, ConnectorConfig.Export export, ItemType type) {
        return set.departures(connector, passing(export), type);
    }

    public List<ItemKey> departing(String connector, ConnectorConfig.Export export, int limit) {
        return set.departing(connector, passing(export), limit);
    }

    static ExportFilter passing(ConnectorConfig.Export export) {
        return new ExportFilter(export.status() == StatusFilter.ONLY_VISIBLE, export.tags(), export.families());
    }
}
