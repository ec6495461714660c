package io.silkroute.export.ledger;

import io.silkroute.catalogue.Digest;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.shopify.ShopifyId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of an item in the shop.
 *
 * @param hash of the payload the shop last accepted; null while the first answer is outstanding
 * @param payload that payload as the mapping rendered it; null where the hash is
 * @param refs what the shop answered: ids of the variants by PIM id, ids of files by address
 * @param sending what is being sent and may have arrived, see {@link WriteIntent}; null when every answer is recorded
 */
public record Exported(
        ItemKey key,
        @Nullable ShopifyId shopifyId,
        State state,
        @Nullable Digest hash,
        @Nullable ObjectNode payload,
        @Nullable ObjectNode refs,
        @Nullable ObjectNode sending) {

    /** Every answer is recorded. */
    public Exported(
            ItemKey key,
            @Nullable ShopifyId shopifyId,
            State state,
            @Nullable Digest hash,
            @Nullable ObjectNode payload,
            @Nullable ObjectNode refs) {
        this(key, shopifyId, state, hash, payload, refs, null);
    }

    public enum State {
        SENDING, // a first write has begun and its answer is not recorded: the shop may or may not hold the item
        LINKED, // the shop held it before; nothing has been sent yet
        EXPORTED,
        ARCHIVED, // left the exported set; the shop keeps it, archived
        DELETED // left the exported set; the shop holds it no longer
    }

    /** What it was once sent with: the recorded payload, and what a write may have brought whose answer was lost. */
    public List<ObjectNode> once() {
        return Stream.of(payload, sending).flatMap(Stream::ofNullable).toList();
    }

    /** Does the shop hold exactly the payload, as far as is known? */
    public boolean isExported() {
        return state == State.EXPORTED && sending == null;
    }

    /** Did this run find it in the shop, so that nothing is noted of it yet? */
    public boolean isFreshlyLinked() {
        return state == State.LINKED && !inDoubt();
    }

    /** May a write have arrived whose answer was lost? */
    public boolean inDoubt() {
        return sending != null;
    }

    /** As it was recorded last, without what is being sent; for whoever knows that nothing of that has arrived. */
    public Exported asRecorded() {
        return new Exported(key, shopifyId, state, hash, payload, refs);
    }

    /** Is it in the shop as an exported item, or may it be after a lost answer? */
    public boolean mayBeActive() {
        return state == State.EXPORTED || inDoubt();
    }

    /** PIM ids of the payload's variants, in their order; none where some are missing, for then none can be told. */
    public List<String> variantIds() {
        List<String> ids =
                refs == null ? List.of() : List.copyOf(refs.path("variants").propertyNames());
        return payload != null && ids.size() == payload.path("variants").size() ? ids : List.of();
    }

    public boolean inShop() {
        return state == State.LINKED || state == State.EXPORTED || state == State.ARCHIVED;
    }
}
