package io.silkroute.product;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemStatus;
import io.silkroute.connector.config.ConnectorConfig.StatusFilter;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ItemExporter;
import io.silkroute.shopify.ShopifyId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What belongs to a product.
 *
 * @param companions changes of its variants, which go out with it
 * @param variants those that the PIM has not deleted, whatever their status
 * @param categories those of its categories that are collections, in the product's order
 * @param collections Shopify's collection ids by category id, for its categories of now and before
 * @param unknown what is to be said of those of its categories that are left out, a sentence each
 * @param moves variants that it was exported with and that have another place in the PIM now
 * @param references items that its metafields and those of its variants name, with their ids in the shop
 */
public record ProductRelated(
        List<Change> companions,
        List<Item> variants,
        List<Item> categories,
        Map<String, ShopifyId> collections,
        List<String> unknown,
        VariantMoves moves,
        Map<ItemKey, Optional<String>> references)
        implements ItemExporter.Related {

    public ProductRelated(
            List<Change> companions,
            List<Item> variants,
            List<Item> categories,
            Map<String, ShopifyId> collections,
            Map<ItemKey, Optional<String>> references) {
        this(companions, variants, categories, collections, List.of(), VariantMoves.NONE, references);
    }

    @Override
    public Set<String> moved() {
        return moves.places().keySet();
    }

    @Override
    public List<String> warnings() {
        return moves.warnings();
    }

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
