package io.silkroute.export;

import io.silkroute.catalogue.Digest;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.Usage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far an item of a batch has come: loaded, decided on, to be sent or removed, left to bulk or to a call of several,
 * concluded. A step takes one stage and returns the next; none changes one that it was given.
 */
public sealed interface Stage
        permits ExportItem, Stage.Decided, Stage.ToSend, Stage.ToRemove, Stage.InBulk, Stage.Together, Stage.Concluded {

    ExportItem item();

    /** The word by which a route tells it: {@code loaded}, {@code decided}, {@code to-send} and so on. */
    String kind();

    /** The same stage of the same item, of which something else is known now. */
    Stage with(ExportItem other);

    default ActiveRun run() {
        return item().run();
    }

    default ItemKey key() {
        return item().key();
    }

    /** What the mapping made of it; null before that, and where nothing is to be mapped. */
    default Decision.@Nullable Mapped mapped() {
        return null;
    }

    /** Is it decided that the shop is to change? */
    default boolean isIntended() {
        return false;
    }

    default Stage using(Usage more) {
        return with(item().using(more));
    }

    default Concluded concluded(Conclusion conclusion) {
        return new Concluded(this, conclusion);
    }

    /** It is known what is to be done, and not yet that the shop is to change. */
    record Decided(ExportItem item, Decision decision) implements Stage {
        @Override
        public String kind() {
            return "decided";
        }

        @Override
        public Decided with(ExportItem other) {
            return new Decided(other, decision);
        }

        @Override
        public Decision.@Nullable Mapped mapped() {
            return decision instanceof Decision.Mapped made ? made : null;
        }

        /** The key under which the hash repository knows this state of this item. */
        public String hashKey() {
            Digest hash = Objects.requireNonNull(mapped(), "only what is mapped has a hash")
                    .hash();
            return HashRepository.key(run().connector(), key(), hash);
        }
    }

    /** The shop is to hold what the mapping made of it. */
    record ToSend(ExportItem item, Decision.Mapped mapped) implements Stage {
        @Override
        public String kind() {
            return "to-send";
        }

        @Override
        public ToSend with(ExportItem other) {
            return new ToSend(other, mapped);
        }

        @Override
        public boolean isIntended() {
            return true;
        }

        /** What is to be sent, shaped as Shopify's input. */
        public ObjectNode input() {
            return mapped.payload().input();
        }
    }

    /** The shop is to hold it no longer, or not as an active object. @param why in a sentence */
    record ToRemove(ExportItem item, String why) implements Stage {
        @Override
        public String kind() {
            return "to-remove";
        }

        @Override
        public ToRemove with(ExportItem other) {
            return new ToRemove(other, why);
        }

        @Override
        public boolean isIntended() {
            return true;
        }
    }

    /**
     * What an earlier write of the same item has brought, where one was not enough.
     *
     * @param sent its input
     * @param refs what is known after it of the ids of what belongs to the item
     */
    record EarlierWrite(JsonNode sent, ObjectNode refs) {}

    /**
     * The write is left to the batch's bulk operation.
     *
     * @param variables of the mutation
     * @param earlier null for the first write
     */
    record InBulk(
            ToSend send, ObjectNode variables, @Nullable EarlierWrite earlier) implements Stage {

        @Override
        public ExportItem item() {
            return send.item();
        }

        @Override
        public String kind() {
            return "in-bulk";
        }

        @Override
        public InBulk with(ExportItem other) {
            return new InBulk(send.with(other), variables, earlier);
        }

        @Override
        public Decision.Mapped mapped() {
            return send.mapped();
        }

        @Override
        public boolean isIntended() {
            return true;
        }
    }

    /** The write is left to a call for several items of its batch. @param group those that go in one call */
    record Together(ToSend send, String group) implements Stage {

        @Override
        public ExportItem item() {
            return send.item();
        }

        @Override
        public String kind() {
            return "together";
        }

        @Override
        public Together with(ExportItem other) {
            return new Together(send.with(other), group);
        }

        @Override
        public Decision.Mapped mapped() {
            return send.mapped();
        }

        @Override
        public boolean isIntended() {
            return true;
        }
    }

    /** Its way has ended. @param at the last stage before */
    record Concluded(Stage at, Conclusion conclusion) implements Stage {
        @Override
        public ExportItem item() {
            return at.item();
        }

        @Override
        public String kind() {
            return "concluded";
        }

        @Override
        public Concluded with(ExportItem other) {
            return new Concluded(at.with(other), conclusion);
        }

        /** The other conclusion takes this one's place. */
        @Override
        public Concluded concluded(Conclusion other) {
            return new Concluded(at, other);
        }

        @Override
        public Decision.@Nullable Mapped mapped() {
            return at.mapped();
        }

        @Override
        public boolean isIntended() {
            return at.isIntended();
        }

        /** Has this one left the item it goes out with, and stays in the shop all the same? */
        public boolean keeps(ItemKey companion) {
            Decision.Mapped made = mapped();
            return made != null && made.kept().contains(companion.id());
        }

        /** Has a companion left that this force refresh keeps and the following run is to remove? */
        public boolean companionLeftMeanwhile() {
            Decision.Mapped made = mapped();
            return run().forceRefresh()
                    && !run().config().export().disableDeletions()
                    && (item().related().companions().stream().anyMatch(change -> keeps(change.key()))
                            || made != null && item().related().moved().stream().anyMatch(made.kept()::contains));
        }
    }
}
