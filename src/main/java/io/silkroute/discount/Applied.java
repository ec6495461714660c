package io.silkroute.discount;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.shopify.ShopifyId;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a selection is in the shop.
 *
 * @param everything or what is listed
 * @param named the items that it names, by which it is looked at anew when one comes to the shop or leaves it
 * @param follows does it change with any product of the catalogue?
 * @param missing those that are named and not in the shop
 * @param note what is otherwise than the PIM said it, in a sentence; null if nothing
 * @param refused why Shopify cannot express it, in a sentence; null if it can
 */
record Applied(
        boolean everything,
        List<ShopifyId> products,
        List<ShopifyId> variants,
        List<ShopifyId> collections,
        List<ItemKey> named,
        boolean follows,
        List<ItemKey> missing,
        @Nullable String note,
        @Nullable String refused) {

    static final Applied EVERYTHING =
            new Applied(true, List.of(), List.of(), List.of(), List.of(), false, List.of(), null, null);

    static Applied refused(String sentence) {
        return new Applied(false, List.of(), List.of(), List.of(), List.of(), false, List.of(), null, sentence);
    }

    /** Nothing of it is in the shop. */
    boolean isEmpty() {
        return !everything && products.isEmpty() && variants.isEmpty() && collections.isEmpty();
    }

    /** As the payload has it. */
    ObjectNode items() {
        ObjectNode items = JsonNodeFactory.instance.objectNode();
        if (everything) {
            return items.put("all", true);
        }
        list(items, "products", products);
        list(items, "productVariants", variants);
        list(items, "collections", collections);
        return items;
    }

    // In an order of their own, so that the PIM's order is no change.
    private static void list(ObjectNode items, String name, Collection<ShopifyId> ids) {
        if (!ids.isEmpty()) {
            TreeSet<String> sorted = new TreeSet<>();
            ids.forEach(id -> sorted.add(id.gid()));
            sorted.forEach(items.withArray(name)::add);
        }
    }
}
