package io.silkroute.export;

import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.Digest;
import io.silkroute.catalogue.Item;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.mapping.MappedFields;
import io.silkroute.mapping.Mapping;
import io.silkroute.mapping.Rendered;
import io.silkroute.run.RunRequests;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.Usage;
import io.silkroute.shopify.bulk.BulkOutcome;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One changed product or category on its way through a run: what is known of it, then what was made of it. A
 * product brings its variants along.
 */
public final class Work {

    private static final int MOST_DEFERRALS = 3; // one obstacle may hide another, but not for ever

    private final ActiveRun run;
    private final Change change;
    private final List<Change> variantChanges;
    private final @Nullable Item item;
    private final boolean deleted;
    private final List<Item> variants;
    private final List<Item> categories;
    private final Map<String, String> collections;
    private final boolean needed;
    private @Nullable Exported exported;

    private @Nullable Decision decision;
    private @Nullable Verdict verdict;
    private @Nullable ObjectNode bulkVariables;
    private Set<String> bulkOperations = Set.of();
    private boolean intended;
    private boolean awaitsPublication;
    private Usage usage = Usage.NONE;

    Work(
            ActiveRun run,
            Change change,
            List<Change> variantChanges,
            @Nullable Item item,
            boolean deleted,
            List<Item> variants,
            List<Item> categories,
            Map<String, String> collections,
            boolean needed,
            @Nullable Exported exported) {
        this.run = run;
        this.change = change;
        this.variantChanges = variantChanges;
        this.item = item;
        this.deleted = deleted;
        this.variants = variants;
        this.categories = categories;
        this.collections = collections;
        this.needed = needed;
        this.exported = exported;
    }

    public ActiveRun run() {
        return run;
    }

    public ItemKey key() {
        return change.key();
    }

    public boolean isCategory() {
        return key().type() == ItemType.CATEGORY;
    }

    Change change() {
        return change;
    }

    List<Change> variantChanges() {
        return variantChanges;
    }

    /** The item; null if a change came for one that the catalogue does not know. */
    @Nullable
    Item item() {
        return item;
    }

    Item requiredItem() {
        return Objects.requireNonNull(item, "relevance has been checked");
    }

    boolean deleted() {
        return deleted;
    }

    /** A product's variants that the PIM has not deleted, whatever their status. */
    List<Item> variants() {
        return variants;
    }

    List<Item> categories() {
        return categories;
    }

    /** Shopify's collection ids by category id, for those categories that are collections already. */
    Map<String, String> collections() {
        return collections;
    }

    /** The collection that a category was when the product was exported last; empty if it is none any more. */
    String formerCollection(String category) {
        return collections.getOrDefault(category, "");
    }

    /** Is it no category, or one that the connector's tags and families let through? */
    boolean isNeeded() {
        return needed;
    }

    @Nullable
    Exported exported() {
        return exported;
    }

    /** The shop held it before the connector came. */
    void link(Exported found) {
        exported = found;
    }

    /** Somebody deleted it in the shop: what was known of it there holds no more. */
    void gone() {
        exported = new Exported(key(), null, Exported.State.DELETED, null, null, null);
    }

    /** May it once more be left to a later run, which finds what is in its way taken care of? */
    boolean mayWait() {
        return change.attempts() < MOST_DEFERRALS;
    }

    /** Those of its categories that are collections, as far as is known. */
    List<String> categoriesInShop() {
        return categories.stream()
                .map(Item::id)
                .filter(collections::containsKey)
                .toList();
    }

    /** Is it in the shop from before the connector's time, and has nothing been sent yet? */
    boolean isAdopted() {
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

    boolean isInShop() {
        return exported != null && exported.inShop();
    }

    /** Sent even if nothing changed: a force refresh, or an operator's replay. */
    public boolean isForced() {
        return run.forceRefresh() || change.cause().equals(RunRequests.REPLAY);
    }

    /** Is it known what the shop holds of it, so that the difference to that is enough? */
    boolean isComparable() {
        return exported != null && exported.isExported() && exported.payload() != null && !isForced();
    }

    /**
     * What the shop's product or collection is to be cleared of where the item has no value for it, whoever put it there.
     * Nothing when it is adopted: what the shop held before the connector came stays until the next time.
     */
    MappedFields toClear(Mapping mapping) {
        return isForced() && exported != null && !isAdopted() ? mapping.mapped() : MappedFields.NONE;
    }

    /** Does what has left the exported set stay in the shop? */
    boolean keepsWhatLeft() {
        return run.forceRefresh() || run.config().export().disableDeletions();
    }

    /** Has this variant left its product and stays in the shop all the same? */
    boolean isKept(ItemKey variant) {
        return decision instanceof Decision.Mapped mapped && mapped.kept().contains(variant.id());
    }

    /** Has a variant left during this force refresh that is to be removed by the following run? */
    boolean variantLeftMeanwhile() {
        return run.forceRefresh()
                && !run.config().export().disableDeletions()
                && variantChanges.stream().anyMatch(change -> isKept(change.key()));
    }

    /** What is to be done with it, as far as is known; what is learned of the shop later may change it. */
    void decided(Decision made) {
        decision = made;
    }

    public Decision decision() {
        if (decision == null) {
            throw new IllegalStateException(key() + " has not been decided on");
        }
        return decision;
    }

    boolean isMapped() {
        return decision instanceof Decision.Mapped;
    }

    private Decision.Mapped mapped() {
        if (decision() instanceof Decision.Mapped mapped) {
            return mapped;
        }
        throw new IllegalStateException(key() + " is to " + decision().kind() + ": nothing was mapped");
    }

    Rendered.Payload payload() {
        return mapped().payload();
    }

    public Digest hash() {
        return mapped().hash();
    }

    /** The key under which the hash repository knows this state of this item. */
    public String hashKey() {
        return HashRepository.key(run.connector(), key(), hash());
    }

    void conclude(Verdict conclusion) {
        verdict = conclusion;
    }

    /** It is new in the shop, which shows it to nobody before it is published. */
    void awaitPublication() {
        awaitsPublication = true;
    }

    boolean awaitsPublication() {
        return awaitsPublication && verdict instanceof Verdict.Written;
    }

    public boolean isConcluded() {
        return verdict != null;
    }

    @Nullable
    Verdict verdict() {
        return verdict;
    }

    /** It is decided that the shop is to change. */
    void intend() {
        intended = true;
    }

    boolean isIntended() {
        return intended;
    }

    /** Leaves the write to the batch's bulk operation. */
    void leaveToBulk(ObjectNode variables) {
        bulkVariables = variables;
    }

    @Nullable
    ObjectNode bulkVariables() {
        return bulkVariables;
    }

    /** An operation has answered to a line of this work, be it that it does not know. */
    void answeredBy(BulkOutcome outcome) {
        bulkOperations = bulkOperations.isEmpty() ? new HashSet<>(2) : bulkOperations;
        bulkOperations.add(outcome.operation());
    }

    Set<String> bulkOperations() {
        return bulkOperations;
    }

    void add(Usage more) {
        usage = usage.plus(more);
    }

    Usage usage() {
        return usage;
    }
}
