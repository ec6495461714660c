package io.silkroute.product;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemStatus;
import io.silkroute.connector.config.ConnectorConfig.StatusFilter;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ItemExporter;
import io.silkroute.shopify.ShopifyId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What belongs to a product.
 *
 * @param companions changes of its variants, which go out with it
 * @param variants those that the PIM has not deleted, whatever their status
 * @param categories those of its categories that are collections, in the product's order
 * @param collections Shopify's collection ids by category id, for its categories of now and before
 */
public record ProductRelated(
        List<Change> companions, List<Item> variants, List<Item> categories, Map<String, ShopifyId> collections)
        implements ItemExporter.Related {

    static ProductRelated of(ExportItem product) {
        return (ProductRelated) product.related();
    }

    /** The variants to be exported with their product. */
    List<Item> exported(StatusFilter status) {
        return status == StatusFilter.ALL
                ? variants
                : variants.stream()
                        .filter(variant -> variant.status() == ItemStatus.VISIBLE)
                        .toList();
    }

    /** The collection that a category is, or was when the product was exported last; empty if it is none any more. */
    Optional<ShopifyId> collection(String category) {
        return Optional.ofNullable(collections.get(category));
    }
}
