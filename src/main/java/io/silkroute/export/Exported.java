package io.silkroute.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.silkroute.catalogue.Digest;
import io.silkroute.catalogue.ItemKey;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an item in the shop.
 *
 * @param hash of the payload the shop last accepted; null while the first answer is outstanding
 * @param payload that payload as the mapping rendered it; null where the hash is
 * @param refs what the shop answered: ids of the variants by PIM id, ids of files by address
 */
public record Exported(
        ItemKey key,
        @Nullable String shopifyId,
        State state,
        @Nullable Digest hash,
        @Nullable ObjectNode payload,
        @Nullable ObjectNode refs) {

    public enum State {
        SENDING, // a first write has begun and its answer is not recorded: the shop may or may not hold the item
        LINKED, // the shop held it before; nothing has been sent yet
        EXPORTED,
        ARCHIVED, // left the exported set; the shop keeps it, archived
        DELETED // left the exported set; the shop holds it no longer
    }

    boolean isExported() {
        return state == State.EXPORTED;
    }

    boolean inShop() {
        return state == State.LINKED || state == State.EXPORTED || state == State.ARCHIVED;
    }
}
