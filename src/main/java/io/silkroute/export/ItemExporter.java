package io.silkroute.export;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.config.ConnectorConfig.Removal;
import io.silkroute.export.edited.InputFields;
import io.silkroute.export.edited.PayloadFields;
import io.silkroute.mapping.Rendered;
import io.silkroute.run.Outcome;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.ShopifyId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the items of one type become objects of a shop. An exporter is a bean; {@link ItemExporters} finds it by its type,
 * and an item without one is filtered.
 */
public interface ItemExporter {

    ItemType type();

    /** Where its items stand in a run; the lowest go out first. */
    int order();

    /** What one of its objects is called in the shop: {@code product}. */
    String objectName();

    /** What its items are called in a sentence that lists what is exported: {@code categories}. */
    String itemNames();

    /** What belongs to an item and is loaded with it. */
    interface Related {

        Related NOTHING = new Related() {};

        /** Changes of items that go out with it; they are done when it is. */
        default List<Change> companions() {
            return List.of();
        }

        /** Ids of companions that once went out with it and belong to another item now. */
        default Set<String> moved() {
            return Set.of();
        }

        /** Other items that its metafields name, with their ids in the shop; empty for one that is not there. */
        default Map<ItemKey, Optional<String>> references() {
            return Map.of();
        }

        /** What is to be told of what belongs to it, also when nothing is sent; a sentence each. */
        default List<String> warnings() {
            return List.of();
        }
    }

    /** What belongs to some items, by their id, in a handful of set-based queries; {@code NOTHING} for those left out. */
    default Map<String, ? extends Related> related(ActiveRun run, List<ExportItem> items) {
        return Map.of();
    }

    /** Why an item that is there and of a status that passes is not exported, in a sentence; null if it is. */
    @Nullable
    String obstacle(ExportItem item);

    /** What an item waits for. @param first of the items that are not in the shop yet @param sentence all of that */
    record Awaited(ItemKey first, String sentence) {}

    /** What an item to which there is no obstacle waits for before it can go out; null if for nothing. */
    default @Nullable Awaited awaits(ExportItem item) {
        return null;
    }

    /** What the shop is to hold of an item to which there is no obstacle, and that waits for nothing. */
    Rendered render(ExportItem item);

    /** @param kept PIM ids of companions that have left the item and stay in its payload all the same */
    record Kept(Rendered.Payload payload, Set<String> kept) {}

    /** Puts what is to stay in the shop back into the payload. */
    default Kept keep(ExportItem item, Rendered.Payload payload) {
        return new Kept(payload, Set.of());
    }

    /** The fields of its payloads, by the names that conflicts have for them. */
    default PayloadFields fields() {
        return InputFields.FIELDS;
    }

    /** A call, or the part of it that falls to one of the items that go in it. */
    record Share(Request request, double ofCall, double ofPoints) {

        public static Share whole(Operation operation, ObjectNode variables) {
            return new Share(new Request(operation, variables), 1, 1);
        }
    }

    /** What {@link #write} would do with an item, as far as that is known without asking the shop. */
    sealed interface Outgoing {

        /** Nothing goes out, all the same. @param why in a sentence */
        record Nothing(String why) implements Outgoing {}

        /** Its object is taken from the shop. @param why in a sentence */
        record Withdrawal(String why, Share call) implements Outgoing {}

        /**
         * What is sent.
         *
         * @param input in the form of a payload: fields that are sent, and what clears those that have lost their value; of a
         *     list that others use too, only what is the item's
         * @param variantIds PIM ids of the input's variants, in their order
         * @param calls as many as it takes if nothing comes in between
         */
        record Write(ObjectNode input, List<String> variantIds, List<Share> calls) implements Outgoing {}
    }

    Outgoing outgoing(Stage.ToSend item);

    /** Is what somebody has changed in the shop, and nobody has found yet, looked for before an item is written? */
    default boolean looksBeforeItWrites() {
        return false;
    }

    /** Brings an item to the shop: concluded, or left to bulk. */
    Stage write(Stage.ToSend item);

    /** By what the shop is asked which object an item has become. */
    IdentityLookup.Query identity();

    /** Can its objects be archived? What cannot be stays in the shop where removals archive. */
    boolean canBeArchived();

    /** A mutation. */
    record Request(Operation operation, ObjectNode variables) {

        /** @param operation takes {@code input: {id}} */
        public static Request deletion(Operation operation, ShopifyId id) {
            ObjectNode variables = JsonNodeFactory.instance.objectNode();
            variables.putObject("input").put("id", id.gid());
            return new Request(operation, variables);
        }
    }

    /** Asks the shop for its object of an item, where an answer was lost and it is not recorded. */
    default Asked<Optional<ShopifyId>> find(ItemCalls calls, ExportItem item, IdentityLookup lookup) {
        return lookup.find(calls, item, identity());
    }

    /** How an object that leaves is really taken from the shop. @param how as the connector says */
    default Removal removes(ExportItem item, Removal how) {
        return how;
    }

    /** What archiving is called. */
    default String archived() {
        return "Archived in the shop.";
    }

    /** Takes an item's object from the shop. */
    default CallResult remove(ItemCalls calls, ExportItem item, ShopifyId shopifyId, Removal how) {
        Request request = removal(shopifyId, how);
        return calls.ask(request.operation(), request.variables());
    }

    /** What takes an object from the shop. @param how archiving only if it can be archived */
    Request removal(ShopifyId shopifyId, Removal how);

    /** Is an answer's reason that the object is not in the shop any more? */
    boolean isGone(CallResult answer);

    /** What became of a companion that was not kept. @param before the item when that was concluded */
    default Outcome ofCompanion(ItemKey companion, ExportItem before, Conclusion.Final conclusion) {
        return conclusion.outcome();
    }

    /** In the transaction that records a batch of its items, when the ledger and the queue know of it. */
    default void recorded(ActiveRun run, List<Stage.Concluded> batch) {}

    /** The same of a batch of another type, which its items may name. */
    default void othersRecorded(ActiveRun run, List<Stage.Concluded> batch) {}
}
