package io.silkroute.mapping;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping renders: an item with what belongs to it.
 *
 * @param variants a product's variants that are to be exported, in the order of the PIM's deliveries; empty for a category
 * @param categories the known categories the product names, in the order it names them
 * @param currency of the shop, the only one for amounts; null if it is not known, then the mapping's first that is there
 * @param locations of the shop, its ids by name, for stock; null if they are not known, then no stock is sent
 * @param references the ids in the shop of those items that its metafields name, as far as they are there
 * @param priceLists ids of the price lists that amounts in a currency go to; empty where the shop has none
 */
public record Source(
        Item item,
        List<Item> variants,
        List<Item> categories,
        @Nullable String currency,
        @Nullable Map<String, String> locations,
        Map<ItemKey, String> references,
        Function<String, Optional<List<String>>> priceLists) {

    public Source(
            Item item,
            List<Item> variants,
            List<Item> categories,
            @Nullable String currency,
            @Nullable Map<String, String> locations,
            Map<ItemKey, String> references) {
        this(item, variants, categories, currency, locations, references, other -> Optional.of(List.of()));
    }

    public Source(
            Item item,
            List<Item> variants,
            List<Item> categories,
            @Nullable String currency,
            @Nullable Map<String, String> locations) {
        this(item, variants, categories, currency, locations, Map.of());
    }

    public Source(Item item, List<Item> variants, List<Item> categories) {
        this(item, variants, categories, null, null);
    }

    /** Without these variants. */
    public Source without(Set<String> ids) {
        return new Source(
                item,
                variants.stream().filter(variant -> !ids.contains(variant.id())).toList(),
                categories,
                currency,
                locations,
                references,
                priceLists);
    }
}
