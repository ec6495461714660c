package io.silkroute.export;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.export.edited.EditedInShop;
import io.silkroute.export.ledger.Exported;
import io.silkroute.mapping.MappedFields;
import io.silkroute.mapping.Mapping;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.Usage;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One changed item on its way through a run: what is known of it. It does not change; what is learned of the shop makes
 * another one of it.
 *
 * @param image as the PIM sent it last; empty for one that the catalogue does not know, which counts as deleted
 * @param related what its exporter loaded with it
 * @param exported what is known of it in the shop; null if nothing
 * @param edited what somebody has changed of it in the shop; what is known of it there is so already
 * @param used what the calls for it have taken so far
 * @param bulkOperations those that have answered to a line of it, be it that they do not know
 */
public record ExportItem(
        ActiveRun run,
        Change change,
        Item image,
        boolean deleted,
        ItemExporter.Related related,
        @Nullable Exported exported,
        EditedInShop edited,
        Usage used,
        Set<String> bulkOperations)
        implements Stage {

    private static final int MAX_DEFERRALS = 3; // one obstacle may hide another, but not for ever

    /** As it was loaded. */
    public ExportItem(
            ActiveRun run,
            Change change,
            Item image,
            boolean deleted,
            ItemExporter.Related related,
            @Nullable Exported exported) {
        this(run, change, image, deleted, related, exported, EditedInShop.NOTHING, Usage.NONE, Set.of());
    }

    @Override
    public ExportItem item() {
        return this;
    }

    @Override
    public ItemKey key() {
        return change.key();
    }

    @Override
    public String kind() {
        return "loaded";
    }

    @Override
    public ExportItem with(ExportItem other) {
        return other;
    }

    public ExportItem with(ItemExporter.Related others) {
        return new ExportItem(run, change, image, deleted, others, exported, edited, used, bulkOperations);
    }

    /** With what was found in the shop. */
    public ExportItem with(@Nullable Exported found) {
        return new ExportItem(run, change, image, deleted, related, found, edited, used, bulkOperations);
    }

    /** With what somebody has changed of it in the shop. @param holds what the shop is known to hold with that */
    public ExportItem edited(EditedInShop changes, @Nullable Exported holds) {
        return new ExportItem(run, change, image, deleted, related, holds, changes, used, bulkOperations);
    }

    /** Somebody deleted it in the shop: what was known of it there holds no more. */
    public ExportItem gone() {
        return with(new Exported(key(), null, Exported.State.DELETED, null, null, null));
    }

    /** The same, found by this very run, which makes it again. */
    public ExportItem foundGone() {
        ExportItem gone = gone();
        return gone.edited(edited.foundGone(), gone.exported());
    }

    @Override
    public ExportItem using(Usage more) {
        return new ExportItem(run, change, image, deleted, related, exported, edited, used.plus(more), bulkOperations);
    }

    public ExportItem answeredBy(String bulkOperation) {
        Set<String> all = new HashSet<>(bulkOperations);
        all.add(bulkOperation);
        return new ExportItem(run, change, image, deleted, related, exported, edited, used, all);
    }

    /** May it once more be left to a later run, which finds what is in its way taken care of? */
    public boolean mayWait() {
        return change.attempts() < MAX_DEFERRALS;
    }

    /** Is it in the shop from before the connector's time, and has nothing been sent yet? */
    public boolean isAdopted() {
        return exported != null && exported.state() == Exported.State.LINKED;
    }

    /** Would the shop hold nothing of ours if this write came to nothing? */
    boolean isNewToShop() {
        return exported == null || !exported.inShop() || exported.isFreshlyLinked();
    }

    /** Does it stand in the shop as an exported item, or may it after a lost answer? */
    boolean mayBeActive() {
        return exported != null && exported.mayBeActive();
    }

    public boolean isInShop() {
        return exported != null && exported.inShop();
    }

    /** Does it stand in the shop, in whatever state, or may it after a lost answer? */
    public boolean mayBeInShop() {
        return exported != null && (exported.inShop() || exported.inDoubt());
    }

    /** Sent even if nothing changed: a force refresh, or an operator's replay. */
    public boolean isForced() {
        return run.forceRefresh() || change.cause().equals(PendingChanges.REPLAY);
    }

    /** Is it known what the shop holds of it, so that the difference to that is enough? */
    public boolean isComparable() {
        return exported != null && exported.isExported() && exported.payload() != null && !isForced();
    }

    /**
     * What the shop's object is to be cleared of where the item has no value for it, whoever put it there. Nothing when
     * it is adopted: what the shop held before the connector came stays until the next time.
     */
    public MappedFields toClear(Mapping mapping) {
        return isForced() && exported != null && !isAdopted() ? mapping.mapped() : MappedFields.NONE;
    }

    /** Does what has left the exported set stay in the shop? */
    public boolean keepsWhatLeft() {
        return run.forceRefresh() || run.config().export().disableDeletions();
    }
}
