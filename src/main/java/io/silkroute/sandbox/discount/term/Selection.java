package io.silkroute.sandbox.discount.term;

import java.util.List;

/** The items a discount is about: all, products and variants, or collections; the lists hold ids as apps know them. */
public record Selection(boolean all, List<String> products, List<String> variants, List<String> collections) {
    public static final Selection NOTHING = new Selection(false, List.of(), List.of(), List.of());
    public static final Selection ALL = new Selection(true, List.of(), List.of(), List.of());

    public boolean isEmpty() {
        return !all && products.isEmpty() && variants.isEmpty() && collections.isEmpty();
    }
}
