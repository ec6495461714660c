package io.silkroute.product;

import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.Items;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ledger.Exported;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Variants that have changed their place in the PIM and may be sold in two places of the shop: with another product, as
 * a product of their own, or a product that is a variant of another now.
 *
 * @param places where a variant that the product was exported with belongs now, as a clause, by its id
 * @param warnings a sentence each, with both places
 */
record VariantMoves(Map<String, String> places, List<String> warnings) {

    static final VariantMoves NONE = new VariantMoves(Map.of(), List.of());

    private static final String BEGINNING = "Moved variant: ";

    /** Of some products by id; those of which there is nothing to say are absent. @param variants by product */
    static Map<String, VariantMoves> of(Items items, List<ExportItem> products, Map<String, List<Item>> variants) {
        Set<String> left = new LinkedHashSet<>();
        Set<String> alone = new LinkedHashSet<>();
        for (ExportItem product : products) {
            left.addAll(left(product, variants));
            if (!variants.containsKey(product.key().id())) {
                alone.add(product.key().id());
            }
        }
        if (left.isEmpty() && alone.isEmpty()) {
            return Map.of();
        }
        Set<String> both = new LinkedHashSet<>(left);
        both.addAll(alone);
        var connector = products.get(0).run().connector();
        Map<String, Items.Stored> asVariants = items.find(connector, ItemType.VARIANT, both);
        Map<String, Items.Stored> asProducts =
                left.isEmpty() ? Map.of() : items.find(connector, ItemType.PRODUCT, left);
        Map<String, VariantMoves> moves = new HashMap<>();
        for (ExportItem product : products) {
            Map<String, String> places = new HashMap<>();
            for (String id : left(product, variants)) {
                place(product, asVariants.get(id), asProducts.get(id)).ifPresent(place -> places.put(id, place));
            }
            List<String> warnings = new ArrayList<>();
            if (product.keepsWhatLeft()) {
                places.forEach((id, place) -> warnings.add(kept(product, id, place)));
            }
            Items.Stored twin = alone.contains(product.key().id())
                    ? asVariants.get(product.key().id())
                    : null;
            if (twin != null && isTwin(product, twin)) {
                warnings.add(twin(product, twin.item()));
            }
            if (!places.isEmpty() || !warnings.isEmpty()) {
                moves.put(product.key().id(), new VariantMoves(Map.copyOf(places), List.copyOf(warnings)));
            }
        }
        return moves;
    }

    /** Ids of variants that it was exported with and has no longer. */
    private static Collection<String> left(ExportItem product, Map<String, List<Item>> variants) {
        Exported exported = product.exported();
        if (exported == null || !exported.inShop() || exported.refs() == null) {
            return Set.of();
        }
        Set<String> left = new LinkedHashSet<>(exported.refs().path("variants").propertyNames());
        left.remove(product.key().id());
        variants.getOrDefault(product.key().id(), List.of()).forEach(variant -> left.remove(variant.id()));
        return left;
    }

    private static Optional<String> place(
            ExportItem product, Items.@Nullable Stored variant, Items.@Nullable Stored own) {
        if (own != null && !own.deleted()) {
            return Optional.of("is a product of its own now");
        }
        String parent =
                variant == null || variant.deleted() ? null : variant.item().parent();
        return parent == null || parent.equals(product.key().id())
                ? Optional.empty()
                : Optional.of("belongs to the product " + parent + " now");
    }

    private static String kept(ExportItem product, String id, String place) {
        return BEGINNING + id + " " + place + " and stays in the shop with the product "
                + product.key().id() + " as well, because "
                + (product.run().config().export().disableDeletions()
                        ? "deletions are disabled for this connector."
                        : "a force refresh removes nothing; the next run does.");
    }

    // Ids of products and variants may be alike by chance; with the same SKU they are the same thing.
    private static boolean isTwin(ExportItem product, Items.Stored variant) {
        String parent = variant.item().parent();
        return !variant.deleted()
                && parent != null
                && !parent.equals(product.key().id())
                && (product.deleted() || sku(product.image()).equals(sku(variant.item())));
    }

    private static String sku(Item item) {
        JsonNode sku = item.image().path("sku");
        return sku.isString() && !sku.asString("").isBlank() ? sku.asString("") : item.id();
    }

    private static String twin(ExportItem product, Item variant) {
        return BEGINNING + variant.id() + " is a variant of the product " + variant.parent() + " and "
                + (product.deleted()
                        ? "was a product of its own, too."
                        : "a product of its own, too: the shop may sell it twice until the PIM deletes one of them.");
    }
}
