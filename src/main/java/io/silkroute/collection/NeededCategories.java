package io.silkroute.collection;

import io.silkroute.catalogue.ExportFilter;
import io.silkroute.catalogue.Items;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.run.stream.ActiveRun;
import java.util.Collection;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Which categories a connector's tags and families let through; one query for a whole batch. */
@Component
class NeededCategories {

    private final Items items;

    NeededCategories(Items items) {
        this.items = items;
    }

    /** All of them where there are neither tags nor families. */
    Set<String> among(ActiveRun run, Collection<String> categories) {
        ConnectorConfig.Export export = run.config().export();
        if (categories.isEmpty() || export.tags().isEmpty() && export.families().isEmpty()) {
            return Set.copyOf(categories);
        }
        return Set.copyOf(items.passing(run.connector(), categories, ExportFilter.of(run.config())));
    }
}
