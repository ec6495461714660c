package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.discount.term.Selection;
import io.silkroute.sandbox.graphql.Input;
import io.silkroute.sandbox.graphql.TopLevelError;
import io.silkroute.sandbox.metafield.Metafields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The items of a discount after an input, which says what is added and what is removed, not what there is. */
final class ItemsDraft {
    private final Metafields metafields;
    private final Refusals refusals;

    /** The way to the items, as in {@code customerGets, items}. */
    private final List<String> path;

    ItemsDraft(Metafields metafields, Refusals refusals, List<String> path) {
        this.metafields = metafields;
        this.refusals = refusals;
        this.path = path;
    }

    /** The same id to be added and removed fails the whole call. */
    static void contradictions(Input items) {
        Input products = items.input("products");
        Input collections = items.input("collections");
        contradiction("Product", products.texts("productsToAdd"), products.texts("productsToRemove"));
        contradiction(
                "ProductVariant", products.texts("productVariantsToAdd"), products.texts("productVariantsToRemove"));
        contradiction("Collection", collections.texts("add"), collections.texts("remove"));
    }

    private static void contradiction(String type, List<String> add, List<String> remove) {
        if (add.stream().anyMatch(remove::contains)) {
            throw new TopLevelError(
                    "BAD_REQUEST", "The same " + type + " id is present in both 'add' and 'remove' fields");
        }
    }

    Selection after(@Nullable Selection before, Input items) {
        Input products = items.input("products");
        Input collections = items.input("collections");
        if (items.flag("all", false)) {
            if (items.given("products") || items.given("collections")) {
                refuse(
                        "CONFLICT",
                        "Cannot entitle all items in combination with collections, product variants or products",
                        "all");
            }
            return Selection.ALL;
        }
        boolean addsProducts = products.entries("productsToAdd") + products.entries("productVariantsToAdd") > 0;
        boolean addsCollections = collections.entries("add") > 0;
        if (addsProducts && addsCollections) {
            refuse(
                    "CONFLICT",
                    "Cannot entitle collections in combination with product variants or products",
                    "collections",
                    "add");
        }
        check("Collection", "Collection", collections.texts("add"), "collections", "add");
        check("Product", "Product", products.texts("productsToAdd"), "products", "productsToAdd");
        check(
                "ProductVariant",
                "Product variant",
                products.texts("productVariantsToAdd"),
                "products",
                "productVariantsToAdd");
        Selection base = before == null || before.all() ? Selection.NOTHING : before;
        // Another kind of items takes the place of what was there.
        return new Selection(
                false,
                addsCollections ? List.of() : changed(base.products(), products, "productsToAdd", "productsToRemove"),
                addsCollections
                        ? List.of()
                        : changed(base.variants(), products, "productVariantsToAdd", "productVariantsToRemove"),
                addsProducts ? List.of() : changed(base.collections(), collections, "add", "remove"));
    }

    private static List<String> changed(List<String> before, Input input, String add, String remove) {
        Set<String> after = new LinkedHashSet<>(before);
        after.addAll(input.texts(add));
        input.texts(remove).forEach(after::remove);
        return new ArrayList<>(after);
    }

    private void check(String type, String label, List<String> gids, String... at) {
        for (String gid : gids) {
            if (!gid.startsWith("gid://shopify/" + type + "/") || metafields.owner(gid) == null) {
                refuse("INVALID", label + " with id: " + gid.substring(gid.lastIndexOf('/') + 1) + " is invalid", at);
            }
        }
    }

    private void refuse(String code, String message, String... at) {
        List<String> whole = new ArrayList<>(path);
        whole.addAll(List.of(at));
        refusals.add(code, message, whole);
    }
}
