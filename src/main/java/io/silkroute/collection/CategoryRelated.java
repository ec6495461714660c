package io.silkroute.collection;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.export.ItemExporter;
import java.util.Map;
import java.util.Optional;

/**
 * What belongs to a category.
 *
 * @param needed is it one of those that the connector's tags and families let through?
 * @param references items that its metafields name, with their ids in the shop
 */
public record CategoryRelated(boolean needed, Map<ItemKey, Optional<String>> references)
        implements ItemExporter.Related {

    public CategoryRelated(boolean needed) {
        this(needed, Map.of());
    }
}
