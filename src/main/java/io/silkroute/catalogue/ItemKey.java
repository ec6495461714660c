package io.silkroute.catalogue;

import java.util.Optional;

/** Identity of an item within its connector. Exact: ids that differ only in case are different items. */
public record ItemKey(ItemType type, String id) {

    public static ItemKey product(String id) {
        return new ItemKey(ItemType.PRODUCT, id);
    }

    public static ItemKey variant(String id) {
        return new ItemKey(ItemType.VARIANT, id);
    }

    public static ItemKey category(String id) {
        return new ItemKey(ItemType.CATEGORY, id);
    }

    /** Of a text that {@link #toString} made; empty if it is no other's. */
    public static Optional<ItemKey> of(String text) {
        int space = text.indexOf(' ');
        return space < 0
                ? Optional.empty()
                : ItemType.of(text.substring(0, space)).map(type -> new ItemKey(type, text.substring(space + 1)));
    }

    @Override
    public String toString() {
        return type + " " + id;
    }
}
