package io.silkroute.campaign;

import java.util.List;

/** Some items, by the PIM's ids. */
public record Selection(List<String> products, List<String> variants, List<String> categories) {

    public Selection {
        products = List.copyOf(products);
        variants = List.copyOf(variants);
        categories = List.copyOf(categories);
    }

    public boolean isEmpty() {
        return products.isEmpty() && variants.isEmpty() && categories.isEmpty();
    }

    /** Shopify takes the one or the other. */
    public boolean isMixed() {
        return !categories.isEmpty() && !(products.isEmpty() && variants.isEmpty());
    }
}
