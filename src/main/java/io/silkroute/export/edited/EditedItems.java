package io.silkroute.export.edited;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.ShopifyId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Knows what people have changed in the shop, and hears what runs do with it. */
public interface EditedItems {

    /** By item id, of those of which somebody has changed something; in one query. */
    Map<String, EditedInShop> of(ConnectorName connector, ItemType type, Collection<String> ids);

    /**
     * A run that was about to write over it has found that an item is otherwise in the shop: that is settled as the
     * connector's policy says. Outside of any transaction.
     *
     * @return as it is known now
     * @throws ShopSilent if the shop did not tell what it is
     */
    EditedInShop found(ConnectorName connector, ItemKey key);

    /** The shop did not tell; the message says why. */
    class ShopSilent extends RuntimeException {

        private static final long serialVersionUID = 1;

        public ShopSilent(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** What the shop has of an item after a run. */
    enum Held {
        AS_SENT, // it holds what was rendered
        SAME, // nothing was to be sent
        PARTLY, // it is there, with what could be sent
        LESS, // the same, but for what the shop had lost of what the item names
        GONE_ASKED, // somebody has deleted it, and a person is to decide
        GONE_KEPT, // somebody has deleted it, and it stays so until the PIM changes it
        NOTHING, // it was taken from the shop, or stands there archived
        CODE_TAKEN, // nothing was sent: its code is that of another discount
        AS_BEFORE // nothing is known to be another
    }

    /**
     * What a run came to with an item.
     *
     * @param edited as the run knew it
     * @param input what the shop is to hold; null if nothing was rendered
     * @param variantIds of the input's variants
     * @param kept fields of the input that stay as the shop has them because that was decided
     * @param told in a sentence
     */
    record Came(
            ItemKey key,
            EditedInShop edited,
            Held held,
            @Nullable ShopifyId shopifyId,
            @Nullable ObjectNode input,
            List<String> variantIds,
            List<String> kept,
            PayloadFields fields,
            String told) {}

    /** In the transaction that records them. */
    void came(ConnectorName connector, List<Came> items);
}
