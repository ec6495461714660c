package io.silkroute.export;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.catalogue.UnchangedSet;
import io.silkroute.catalogue.Unsettled;
import io.silkroute.connector.Connectors;
import io.silkroute.run.Counts;
import io.silkroute.run.Outcome;
import io.silkroute.run.RunMeters;
import io.silkroute.run.Runs;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.run.stream.Batch;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.bulk.BulkOperations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records a batch in one transaction: hashes and Shopify ids, what is parked, the activity log, the run's counts,
 * and the changes off the queue. Before it nothing of the batch is known, after it all of it.
 * A node that has lost its run to another records nothing.
 */
@Component("recorder")
public class Recorder {

    private static final String KEPT =
            "It has left its product and stays in the shop, because deletions are disabled for this connector.";

    private final Exports exports;
    private final Parked parked;
    private final PendingChanges pending;
    private final Unsettled unsettled;
    private final Connectors connectors;
    private final Runs runs;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;
    private final ObjectMapper json;
    private final BulkOperations bulk;
    private final RunMeters meters;
    private final Relevance relevance;
    private final NeededCategories needed;

    Recorder(
            Exports exports,
            Parked parked,
            PendingChanges pending,
            Unsettled unsettled,
            Connectors connectors,
            Runs runs,
            ActivityLog activity,
            TransactionTemplate transaction,
            ObjectMapper json,
            BulkOperations bulk,
            RunMeters meters,
            Relevance relevance,
            NeededCategories needed) {
        this.exports = exports;
        this.parked = parked;
        this.pending = pending;
        this.unsettled = unsettled;
        this.connectors = connectors;
        this.runs = runs;
        this.activity = activity;
        this.transaction = transaction;
        this.json = json;
        this.bulk = bulk;
        this.meters = meters;
        this.relevance = relevance;
        this.needed = needed;
    }

    /** Items that staging recognised: one entry a set. */
    public void unchanged(Batch.Unchanged batch) {
        ActiveRun run = batch.run();
        Counts counts = new Counts();
        for (UnchangedSet set : batch.recognised()) {
            counts.add(Outcome.UNCHANGED, set.n());
        }
        List<Entry> entries = new ArrayList<>();
        for (UnchangedSet set : batch.recognised()) {
            entries.add(Entry.ofItems(
                    run.connector(),
                    run.id(),
                    Outcome.UNCHANGED.word(),
                    set.items(),
                    set.n(),
                    "Came again as it is in the shop."));
        }
        inTurn(run, () -> {
            runs.progress(run, counts);
            pending.reported(run.connector(), batch.recognised());
            activity.append(entries);
        });
        run.recorded(batch.recognised());
        meters.recorded(run.connector(), counts);
    }

    public void record(List<Work> works) {
        if (!works.isEmpty()) {
            works.stream().filter(work -> !work.isConcluded()).forEach(Defects::parkUnconcluded);
            ActiveRun run = works.get(0).run();
            Page page = new Page(run, works);
            inTurn(run, page::write);
            run.recorded(works.stream().map(Work::change).toList());
            meters.recorded(run.connector(), page.counts);
        }
    }

    // A run's batches come one after the other: two at once would meet in the run's row of counts.
    private void inTurn(ActiveRun run, Runnable entry) {
        synchronized (run) {
            transaction.executeWithoutResult(status -> entry.run());
        }
    }

    /** What one batch adds to the books. */
    private final class Page {

        private final ActiveRun run;
        private final List<Work> works;
        private final Counts counts = new Counts();
        private final List<Entry> entries = new ArrayList<>();
        private final Map<Outcome, Map<String, List<ItemKey>>> sets = new LinkedHashMap<>();
        private final List<Exported> held = new ArrayList<>();
        private final List<Change> done = new ArrayList<>();
        private final Set<ItemKey> settled = new LinkedHashSet<>();
        private final List<Change> deferred = new ArrayList<>();
        private final List<Change> attempted = new ArrayList<>();
        private final List<ItemKey> notSent = new ArrayList<>();
        private final List<ItemKey> well = new ArrayList<>();
        private final List<Parked.Item> waiting = new ArrayList<>();
        private final List<String> newCollections = new ArrayList<>();
        private final List<String> againCollections = new ArrayList<>();
        private final Map<String, Change> doubted = new LinkedHashMap<>(); // categories, and the change that met them

        Page(ActiveRun run, List<Work> works) {
            this.run = run;
            this.works = works;
        }

        void write() {
            works.forEach(this::enter);
            sets.forEach((outcome, bySentence) ->
                    bySentence.forEach((sentence, keys) -> entries.add(set(outcome, sentence, keys))));
            String connector = run.connector();
            if (works.stream().anyMatch(work -> work.bulkVariables() != null)) {
                counts.addApi(0, 0, 0, run.takeNewBulkOperations(bulk.countOf(run.id())));
            }
            runs.progress(run, counts);
            exports.save(connector, run.id(), held);
            exports.forgetSending(connector, notSent);
            parked.close(connector, well);
            parked.save(connector, run.id(), waiting);
            Set<ItemKey> settledToday = rendersAsToday() ? settled : Set.of();
            unsettled.settle(connector, settledToday);
            unsettled.unsettle(
                    connector,
                    keys(done).filter(key -> !settledToday.contains(key)).toList());
            pending.done(connector, done);
            pending.defer(connector, deferred);
            pending.attempted(connector, attempted);
            pending.mark(connector, neededMeanwhile());
            exports.doubtCollections(connector, doubted.keySet());
            pending.mark(connector, doubtedCategories());
            exports.doubtProductsOf(connector, againCollections);
            pending.markSettledProductsOf(connector, newCollections);
            // Of a run that stops some outcomes are not in the books: the next one reads them again.
            if (!run.stops()) {
                bulk.recorded(works.stream()
                        .flatMap(work -> work.bulkOperations().stream())
                        .collect(Collectors.toSet()));
            }
            activity.append(entries);
        }

        /** A run keeps to the configuration of its start; what comes again is to be rendered as today's says. */
        private boolean rendersAsToday() {
            return connectors
                    .find(run.connector())
                    .map(now -> now.config().rendersAs(run.config()))
                    .orElse(false);
        }

        private void enter(Work work) {
            counts.addApi(
                    work.usage().calls(), work.usage().points(), work.usage().throttled(), 0);
            Verdict verdict = Objects.requireNonNull(work.verdict(), "each is concluded");
            if (verdict instanceof Verdict.Broken || verdict instanceof Verdict.Held) {
                return; // stays pending; the run stops
            }
            if (verdict instanceof Verdict.Deferred left) {
                deferred.add(work.change());
                if (left.attempted()) {
                    attempted.add(work.change());
                }
                left.doubted().forEach(category -> doubted.put(category, work.change()));
                if (work.isIntended() && work.isNewToShop()) {
                    notSent.add(work.key());
                }
                return;
            }
            if (work.variantLeftMeanwhile()) {
                // A force refresh removes nothing, so the variant waits for the following run, and its product with it.
                deferred.add(work.change());
                deferred.addAll(work.variantChanges());
            } else {
                done.add(work.change());
                done.addAll(work.variantChanges());
            }
            Outcome outcome = Objects.requireNonNull(verdict.outcome(), "a concluded verdict");
            remember(work, verdict, outcome);
            enterInLog(work, verdict, outcome);
        }

        private void remember(Work work, Verdict verdict, Outcome outcome) {
            if (verdict instanceof Verdict.Written written) {
                held.add(written.now());
                if (outcome == Outcome.CREATED && work.isCategory()) {
                    newCollections.add(work.key().id());
                    if (work.exported() != null) {
                        againCollections.add(work.key().id());
                    }
                }
            } else if (verdict instanceof Verdict.Removed removed) {
                held.add(removed.now());
            } else if (work.isNewToShop()) {
                notSent.add(work.key());
            }
            if (verdict instanceof Verdict.Parked refusal) {
                waiting.add(new Parked.Item(
                        work.key(), outcome, refusal.reason(), work.change().attempts() + 1));
            } else if (verdict instanceof Verdict.Rejected) {
                waiting.add(new Parked.Item(
                        work.key(),
                        outcome,
                        new Reason("INVALID", null, null, verdict.sentence()),
                        work.change().attempts() + 1));
            } else {
                well.add(work.key());
            }
            if (outcome == Outcome.CREATED || outcome == Outcome.UPDATED || outcome == Outcome.UNCHANGED) {
                settled.add(work.key());
                keys(work.variantChanges()).forEach(settled::add);
            }
        }

        private void enterInLog(Work work, Verdict verdict, Outcome outcome) {
            counts.add(outcome, 1);
            if (outcome == Outcome.UNCHANGED || outcome == Outcome.FILTERED) {
                collect(outcome, verdict.sentence(), work.key());
            } else {
                entries.add(Entry.ofItem(
                                run.connector(),
                                run.id(),
                                outcome.word(),
                                work.key().type().word(),
                                work.key().id(),
                                verdict.sentence())
                        .withDetail(detail(work, verdict)));
            }
            for (Change variant : work.variantChanges()) {
                if (work.variantLeftMeanwhile()) {
                    continue;
                }
                if (work.isKept(variant.key())) {
                    counts.add(Outcome.FILTERED, 1);
                    collect(Outcome.FILTERED, KEPT, variant.key());
                    continue;
                }
                Outcome own = VariantOutcomes.of(work, verdict, outcome, variant.key());
                counts.add(own, 1);
                collect(own, "With its product " + work.key().id() + ": " + verdict.sentence(), variant.key());
            }
        }

        /**
         * Categories that were left out for want of a product, and have got one while the batch was on its way. Staging
         * leaves it to this look to mark them: it holds them in the queue until its products are there to be seen.
         */
        private List<PendingChanges.Mark> neededMeanwhile() {
            List<Work> leftOut = works.stream()
                    .filter(work -> work.isCategory() && work.verdict() instanceof Verdict.Filtered)
                    .filter(work -> relevance.obstacle(work, true) == null)
                    .toList();
            Set<String> now = needed.among(
                    run, leftOut.stream().map(work -> work.key().id()).toList());
            return leftOut.stream()
                    .filter(work -> now.contains(work.key().id()))
                    .map(work -> new PendingChanges.Mark(
                            work.key(), null, work.change().arrival(), PendingChanges.NEEDED))
                    .toList();
        }

        private List<PendingChanges.Mark> doubtedCategories() {
            return doubted.entrySet().stream()
                    .map(entry -> new PendingChanges.Mark(
                            new ItemKey(ItemType.CATEGORY, entry.getKey()),
                            null,
                            entry.getValue().arrival(),
                            PendingChanges.DOUBTED))
                    .toList();
        }

        private static Stream<ItemKey> keys(List<Change> changes) {
            return changes.stream().map(Change::key);
        }

        private void collect(Outcome outcome, String sentence, ItemKey key) {
            sets.computeIfAbsent(outcome, one -> new LinkedHashMap<>())
                    .computeIfAbsent(sentence, one -> new ArrayList<>())
                    .add(key);
        }

        private Entry set(Outcome outcome, String sentence, List<ItemKey> keys) {
            return keys.size() == 1
                    ? Entry.ofItem(
                            run.connector(),
                            run.id(),
                            outcome.word(),
                            keys.get(0).type().word(),
                            keys.get(0).id(),
                            sentence)
                    : Entry.ofItems(
                            run.connector(),
                            run.id(),
                            outcome.word(),
                            keys.stream().map(ItemKey::toString).collect(Collectors.joining("\n")),
                            keys.size(),
                            sentence);
        }
    }

    private String detail(Work work, Verdict verdict) {
        ObjectNode detail = json.createObjectNode();
        detail.put("cause", work.change().cause());
        @Nullable
        Exported now = verdict instanceof Verdict.Written written
                ? written.now()
                : verdict instanceof Verdict.Removed removed ? removed.now() : work.exported();
        if (now != null && now.shopifyId() != null) {
            detail.put("shopifyId", now.shopifyId());
        }
        if (verdict instanceof Verdict.Parked refusal) {
            detail.put("code", refusal.reason().code());
            detail.put("field", refusal.reason().field());
            detail.put("message", refusal.reason().message());
        }
        if (work.isMapped() && !work.payload().notes().isEmpty()) {
            ArrayNode notes = detail.putArray("notes");
            work.payload().notes().forEach(notes::add);
        }
        detail.put("calls", work.usage().calls());
        detail.put("points", work.usage().points());
        if (work.usage().requestId() != null) {
            detail.put("requestId", work.usage().requestId());
        }
        return detail.toString();
    }
}
