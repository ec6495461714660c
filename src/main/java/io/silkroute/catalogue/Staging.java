package io.silkroute.catalogue;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.ConnectorName;
import io.silkroute.tracing.Trace;
import io.silkroute.tracing.Traces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a chunk of pushed items into the catalogue: newest images in, what changed into the pending queue, what
 * is related with it. One transaction a chunk; a chunk that comes twice changes nothing the second time.
 */
@Component
public class Staging {

    private static final String REMEDY_PARENT = "If it is a variant of that product, send it with the type variant.";

    // A PIM that writes local time as UTC is half a day ahead, but with every version alike.
    private static final Duration CREDIBLE_AHEAD = Duration.ofDays(1);

    private final StagedItems stagedItems;
    private final PendingChanges pending;
    private final Unsettled unsettled;
    private final WaitingItems waiting;
    private final List<StagedItemsListener> listeners;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Traces traces;
    private final NamedLast named = new NamedLast();

    Staging(
            StagedItems stagedItems,
            PendingChanges pending,
            Unsettled unsettled,
            WaitingItems waiting,
            List<StagedItemsListener> listeners,
            ActivityLog activity,
            TransactionTemplate transaction,
            Clock clock,
            Traces traces) {
        this.traces = traces;
        this.stagedItems = stagedItems;
        this.pending = pending;
        this.unsettled = unsettled;
        this.waiting = waiting;
        this.listeners = listeners;
        this.activity = activity;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @param receipt of the delivery that the chunk is a part of; null if that is not known
     * @param traceparent of the delivery's trace; null if it has none
     * @param lines one compact item image a line, in UTF-8 and in the order of arrival
     * @param arrival number of the first line; line i has {@code arrival + i}
     */
    public void stage(
            String connector, @Nullable String receipt, long arrival, @Nullable String traceparent, byte[] lines) {
        List<IncomingItem> arriving = read(lines, arrival);
        Trace trace = traces.fromQueue("stage", traceparent)
                .with("connector", connector)
                .with("receipt", receipt)
                .with("items", arriving.size());
        traces.came(connector, arrival, arriving.size(), traceparent); // before a run can have them
        try {
            stage(connector, receipt, arrival, arriving);
        } catch (RuntimeException e) {
            trace.failed("failed");
            throw e;
        } finally {
            trace.end();
        }
    }

    private void stage(String connector, @Nullable String receipt, long arrival, List<IncomingItem> arriving) {
        VariantPlaces places = new VariantPlaces(stagedItems, product -> named.of(receipt, product, arrival));
        transaction.executeWithoutResult(status -> new Chunk(new ConnectorName(connector), arriving, places).stage());
        named.remember(receipt, arrival, places.last());
    }

    private List<IncomingItem> read(byte[] lines, long arrival) {
        Instant latest = clock.instant().plus(CREDIBLE_AHEAD);
        List<IncomingItem> arriving = new ArrayList<>();
        int from = 0;
        for (int end = 0; end <= lines.length; end++) {
            if (end == lines.length || lines[end] == '\n') {
                if (end > from) {
                    arriving.add(
                            new IncomingItem(Arrays.copyOfRange(lines, from, end), arrival + arriving.size(), latest));
                }
                from = end + 1;
            }
        }
        return arriving;
    }

    /** One chunk on its way in. */
    private final class Chunk {

        private final ConnectorName connector;
        private final List<IncomingItem> arriving;
        private final Map<ItemKey, StagedItem> before;
        private final Set<ItemKey> unsettledBefore;
        private final Map<ItemKey, IncomingItem> newest = new LinkedHashMap<>();
        private final Map<ItemKey, IncomingItem> touched = new LinkedHashMap<>();
        private final Set<ItemKey> recognised = new LinkedHashSet<>();
        private final List<PendingChanges.Mark> marks = new ArrayList<>();
        private final VariantPlaces places;
        private final List<Entry> notes = new ArrayList<>();

        Chunk(ConnectorName connector, List<IncomingItem> arriving, VariantPlaces places) {
            this.connector = connector;
            this.arriving = arriving;
            this.places = places;
            this.before = stagedItems.find(
                    connector, arriving.stream().map(line -> line.key).toList());
            this.unsettledBefore = unsettled.among(connector, before.keySet());
        }

        void stage() {
            arriving.forEach(this::weigh);
            pending.holdCategories(connector, categories());
            store();
            markOwn();
            markParents();
            awaitCampaigns();
            markReordered();
            tellDoubtful();
            pending.mark(connector, marks);
            markByCategory();
            markByCampaign();
            noteCycles();
            marks.forEach(mark -> recognised.remove(mark.key())); // one outcome each, as a product of changed variants
            stagedItems.recognised(connector, recognised, arriving.get(0).arrival);
            tell();
            activity.append(notes);
        }

        private void weigh(IncomingItem line) {
            StagedItem known = before.get(line.key);
            if (!newest.containsKey(line.key) && known != null && unchanged(line, known)) {
                places.name(line, known.deleted() ? null : known.parent(), known);
                return;
            }
            if (older(line)) {
                note(line.key, "An older version of this item came after a newer one; the newer one stays.");
                return;
            }
            if (line.isFromTheFuture()) {
                note(
                        line.key,
                        "Its time of change, "
                                + line.item().image().path("updated").asString("")
                                + ", lies in the future; the order of arrival counts instead. Correct the PIM's clock.");
            }
            newest.put(line.key, line);
            recognised.remove(line.key);
            places.name(line, line.delete() ? null : line.item().parent(), known);
        }

        /** Equal to what is staged, and that is in the shop: nothing to do but to say so. */
        private boolean unchanged(IncomingItem line, StagedItem known) {
            if (known.version().arrival() == line.arrival) {
                return true; // this very line has been staged before: the chunk came twice
            }
            if (unsettledBefore.contains(line.key)) {
                return false;
            }
            if (known.rawDigest().equals(line.rawDigest)) {
                recognised.add(line.key);
                return true;
            }
            if (!older(line) && known.imageDigest().equals(line.imageDigest())) {
                touched.put(line.key, line);
                recognised.add(line.key);
                return true;
            }
            return false;
        }

        /** Than what is staged, or than what came before it in this chunk, be it only to touch what is staged. */
        private boolean older(IncomingItem line) {
            StagedItem known = before.get(line.key);
            IncomingItem earlier = newest.getOrDefault(line.key, touched.get(line.key));
            return known != null && line.version().olderThan(known.version())
                    || earlier != null && line.version().olderThan(earlier.version());
        }

        private void store() {
            stagedItems.touch(connector, touched.values());
            List<IncomingItem> added = new ArrayList<>();
            List<IncomingItem> changed = new ArrayList<>();
            newest.values().forEach(line -> (before.containsKey(line.key) ? changed : added).add(line));
            stagedItems.insert(connector, added);
            stagedItems.update(connector, changed);
            stagedItems.joinCategories(connector, of(ItemType.PRODUCT, added));
            stagedItems.changeCategories(connector, of(ItemType.PRODUCT, changed));
        }

        private void markOwn() {
            Set<String> products = stagedItems.knownProducts(
                    connector,
                    of(ItemType.VARIANT).stream()
                            .map(this::productOf)
                            .filter(Objects::nonNull)
                            .toList());
            Set<String> campaigns = knownCampaigns();
            for (IncomingItem line : newest.values()) {
                String owner = line.key.type() == ItemType.VARIANT ? productOf(line) : null;
                if (owner == null && line.key.type() == ItemType.VARIANT && line.delete()) {
                    continue; // no product was ever to have it
                }
                String cause = line.delete()
                        ? "deleted in the PIM"
                        : isNewCampaign(line) ? PendingChanges.CREATED : "pushed by the PIM";
                boolean waits = line.key.type() == ItemType.VARIANT && (owner == null || !products.contains(owner))
                        || line.key.type() == ItemType.CODE
                                && !line.delete()
                                && !campaigns.contains(line.item().parent());
                marks.add(new PendingChanges.Mark(
                        line.key,
                        owner,
                        line.arrival,
                        cause,
                        waits,
                        line.timing().priority(),
                        isUrgent(line)));
            }
        }

        private boolean isNewCampaign(IncomingItem line) {
            StagedItem known = before.get(line.key);
            return line.key.type() == ItemType.CAMPAIGN && (known == null || known.deleted());
        }

        /** Does it start a run whatever the connector's trigger says? One that is switched on or off does. */
        private boolean isUrgent(IncomingItem line) {
            if (line.key.type() != ItemType.CAMPAIGN && line.key.type() != ItemType.CODE) {
                return false;
            }
            StagedItem known = before.get(line.key);
            return line.timing().immediate()
                    || known != null
                            && (line.delete()
                                    ? known.immediate()
                                    : !known.deleted() && known.active() != line.active());
        }

        /** Those of the chunk, and those that its products name. */
        private Set<String> categories() {
            Set<String> categories = new LinkedHashSet<>(ids(ItemType.CATEGORY));
            categories.addAll(namedCategories());
            return categories;
        }

        private Set<String> namedCategories() {
            Set<String> named = new LinkedHashSet<>();
            of(ItemType.PRODUCT).forEach(line -> named.addAll(line.item().categories()));
            return named;
        }

        // A deletion names no product: it is the one that the variant was known to belong to.
        private @Nullable String productOf(IncomingItem variant) {
            String parent = variant.item().parent();
            StagedItem known = before.get(variant.key);
            return parent == null && known != null ? known.parent() : parent;
        }

        // A variant's change is its product's change; a variant that moved is a change of both products.
        private void markParents() {
            Map<String, IncomingItem> parents = new LinkedHashMap<>();
            for (IncomingItem line : of(ItemType.VARIANT)) {
                StagedItem known = before.get(line.key);
                if (known != null && known.parent() != null) {
                    parents.put(known.parent(), line);
                }
                String parent = line.item().parent();
                if (parent != null) {
                    parents.put(parent, line);
                }
            }
            Set<String> known = stagedItems.knownProducts(connector, parents.keySet());
            parents.forEach((parent, line) -> {
                ItemKey product = ItemKey.product(parent);
                if (known.contains(parent) && !newest.containsKey(product)) {
                    marks.add(new PendingChanges.Mark(
                            product, null, line.arrival, PendingChanges.cause("variant", line.key.id())));
                }
            });
            List<WaitingItems.Arrived> waits = new ArrayList<>();
            Set<ItemKey> waitsNoLonger = new LinkedHashSet<>();
            for (IncomingItem line : of(ItemType.VARIANT)) {
                String parent = line.item().parent();
                if (line.delete() || parent != null && known.contains(parent)) {
                    waitsNoLonger.add(line.key);
                } else {
                    waits.add(new WaitingItems.Arrived(line.key, parent));
                    note(
                            line.key,
                            parent == null
                                    ? "This variant names no product (parent); it waits until a version comes that does."
                                    : "Waits for its product " + parent + ", which the PIM has not sent yet.");
                }
            }
            waiting.add(connector, waits);
            waiting.release(connector, waitsNoLonger, ItemType.VARIANT, added(ItemType.PRODUCT));
        }

        private Set<String> knownCampaigns() {
            return stagedItems.known(
                    connector,
                    ItemType.CAMPAIGN,
                    of(ItemType.CODE).stream()
                            .map(line -> line.item().parent())
                            .filter(Objects::nonNull)
                            .toList());
        }

        private void awaitCampaigns() {
            Set<String> known = knownCampaigns();
            List<WaitingItems.Arrived> waits = new ArrayList<>();
            Set<ItemKey> waitsNoLonger = new LinkedHashSet<>();
            for (IncomingItem line : of(ItemType.CODE)) {
                String campaign = line.item().parent();
                if (line.delete() || known.contains(campaign)) {
                    waitsNoLonger.add(line.key);
                } else {
                    waits.add(new WaitingItems.Arrived(line.key, campaign));
                    note(line.key, WaitingItems.sentence(ItemType.CODE, campaign));
                }
            }
            waiting.add(connector, waits);
            waiting.release(connector, waitsNoLonger, ItemType.CODE, added(ItemType.CAMPAIGN));
        }

        // A code takes from its campaign what it does not say itself, so a campaign's change is its codes' change.
        private void markByCampaign() {
            long arrival = arriving.get(arriving.size() - 1).arrival;
            Collection<IncomingItem> campaigns = of(ItemType.CAMPAIGN);
            List<String> urgent = new ArrayList<>();
            List<String> others = new ArrayList<>();
            campaigns.forEach(line -> (isUrgent(line) ? urgent : others).add(line.key.id()));
            pending.markCodesOf(connector, urgent, arrival, true);
            pending.markCodesOf(connector, others, arrival, false);
        }

        private List<String> added(ItemType type) {
            return of(type).stream()
                    .filter(line -> !before.containsKey(line.key))
                    .map(line -> line.key.id())
                    .toList();
        }

        private void tell() {
            Map<ItemKey, Long> arrivals = new LinkedHashMap<>();
            arriving.forEach(line -> arrivals.merge(line.key, line.arrival, Math::max));
            listeners.forEach(listener -> listener.staged(connector, arrivals, newest.keySet()));
        }

        // The order of its variants is a product's own, also where none of them has changed.
        private void markReordered() {
            Set<String> reordered = places.settle(connector);
            for (String product : stagedItems.knownProducts(connector, reordered)) {
                ItemKey key = ItemKey.product(product);
                if (!newest.containsKey(key)
                        && marks.stream().noneMatch(mark -> mark.key().equals(key))) {
                    marks.add(new PendingChanges.Mark(
                            key, null, arriving.get(arriving.size() - 1).arrival, "its variants have another order"));
                }
            }
        }

        /** What is not refused, and not used as it was meant either. */
        private void tellDoubtful() {
            for (IncomingItem line : newest.values()) {
                if (line.delete()) {
                    continue;
                }
                String parent = line.item().parent();
                StagedItem known = before.get(line.key);
                if (line.key.type() == ItemType.PRODUCT && parent != null && !parent.isBlank()) {
                    note(line.key, "Its parent " + parent + " was left out: a product has none. " + REMEDY_PARENT);
                }
                if (line.key.type() == ItemType.VARIANT
                        && known != null
                        && !known.deleted()
                        && known.parent() != null
                        && parent != null
                        && !known.parent().equals(parent)) {
                    note(
                            line.key,
                            "It has moved from the product " + known.parent() + " to the product " + parent + ".");
                }
                markTwin(line);
            }
        }

        // A product that has become a variant of another: whether both are sold now is told when it is looked at.
        private void markTwin(IncomingItem line) {
            ItemKey twin = ItemKey.product(line.key.id());
            StagedItem product = before.get(twin);
            if (line.key.type() == ItemType.VARIANT
                    && !before.containsKey(line.key)
                    && product != null
                    && !newest.containsKey(twin)) {
                marks.add(new PendingChanges.Mark(
                        twin, null, line.arrival, PendingChanges.cause("variant", line.key.id())));
            }
        }

        private void markByCategory() {
            List<String> categories = ids(ItemType.CATEGORY);
            if (!categories.isEmpty()) {
                pending.markProductsOf(connector, categories, arriving.get(arriving.size() - 1).arrival);
            }
            // A category that no filter has let through yet may be needed by a product of this chunk.
            pending.markUnexported(connector, namedCategories());
        }

        private void noteCycles() {
            Map<String, String> parents = new LinkedHashMap<>();
            of(ItemType.CATEGORY).forEach(line -> {
                String parent = line.item().parent();
                if (parent != null) {
                    parents.put(line.key.id(), parent);
                }
            });
            new CategoryTree(ids -> stagedItems.parentsOf(connector, ids))
                    .cycles(parents)
                    .forEach((category, cycle) -> note(
                            ItemKey.category(category),
                            "Its parents lead back to itself (" + String.join(" → ", cycle)
                                    + "). It goes out as a collection all the same; correct the tree in the PIM."));
        }

        private List<String> ids(ItemType type) {
            return of(type).stream().map(line -> line.key.id()).toList();
        }

        private Collection<IncomingItem> of(ItemType type) {
            return of(type, newest.values());
        }

        private static Collection<IncomingItem> of(ItemType type, Collection<IncomingItem> lines) {
            return lines.stream().filter(line -> line.key.type() == type).toList();
        }

        private void note(ItemKey key, String sentence) {
            notes.add(Entry.note(connector.text(), null, key.type().word(), key.id(), sentence));
        }
    }
}
