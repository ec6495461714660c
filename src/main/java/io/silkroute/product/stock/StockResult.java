package io.silkroute.product.stock;

import io.silkroute.shopify.Reason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How setting a product's stock ended.
 *
 * @param missing numbers that the shop does not hold
 * @param why the first reason; null if nothing is missing
 * @param variantGone a variant was not found in the shop
 */
public record StockResult(Set<StockPlace> missing, @Nullable Reason why, boolean variantGone) {

    public static final StockResult COMPLETE = new StockResult(Set.of(), null, false);

    static StockResult gone(Set<StockPlace> missing, String variant) {
        return new StockResult(
                missing,
                new Reason(
                        "NOT_FOUND",
                        null,
                        null,
                        "The variant %s is not found in the shop. Replay the item.".formatted(variant)),
                true);
    }
}
