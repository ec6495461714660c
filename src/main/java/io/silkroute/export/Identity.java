package io.silkroute.export;

import io.silkroute.catalogue.ItemKey;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stable identity under which a shop knows an item: the PIM's id in a unique metafield, a
 * <a href="https://shopify.dev/docs/apps/build/custom-data/metafields/working-with-custom-ids">custom id</a>.
 */
public final class Identity {

    static final String NAMESPACE = "silkroute";
    static final String KEY = "item_id";

    private Identity() {}

    /** {@code {namespace, key, value}}, as {@code customId} wants it. */
    public static ObjectNode customId(ItemKey item) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("namespace", NAMESPACE)
                .put("key", KEY)
                .put("value", item.id());
    }

    /**
     * The same as an entry of {@code metafields}; whoever sends metafields with a custom id must include it. It has no
     * type: the definition knows it, and Shopify was seen to refuse an entry that is more than the identifier's triple.
     */
    public static ObjectNode metafield(ItemKey item) {
        return customId(item);
    }
}
