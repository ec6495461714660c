package io.silkroute.catalogue;

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

    @Override
    public String toString() {
        return type + " " + id;
    }
}
