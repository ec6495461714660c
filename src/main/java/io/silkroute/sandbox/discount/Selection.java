package io.silkroute.sandbox.discount;

import java.util.List;

/** The items a discount is about: all, products and variants, or collections; the lists hold ids as apps know them. */
record Selection(boolean all, List<String> products, List<String> variants, List<String> collections) {
    static final Selection NOTHING = new Selection(false, List.of(), List.of(), List.of());
    static final Selection ALL = new Selection(true, List.of(), List.of(), List.of());

    boolean isEmpty() {
        return !all && products.isEmpty() && variants.isEmpty() && collections.isEmpty();
    }

    boolean hasProducts() {
        return !products.isEmpty() || !variants.isEmpty();
    }

    boolean holds(Basket.Line line) {
        return all
                || products.contains(line.product())
                || variants.contains(line.variant())
                || line.collections().stream().anyMatch(collections::contains);
    }
}
