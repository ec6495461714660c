package io.silkroute.export;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.catalogue.UnchangedSet;
import io.silkroute.catalogue.Unsettled;
import io.silkroute.catalogue.WaitingItems;
import io.silkroute.catalogue.changed.ChangedItems;
import io.silkroute.connector.Connectors;
import io.silkroute.export.edited.EditedItems;
import io.silkroute.export.ledger.BatchRecord;
import io.silkroute.export.ledger.Exported;
import io.silkroute.export.ledger.Exports;
import io.silkroute.export.ledger.Incomplete;
import io.silkroute.export.ledger.Parked;
import io.silkroute.omission.Omission;
import io.silkroute.run.Counts;
import io.silkroute.run.Outcome;
import io.silkroute.run.RunMeters;
import io.silkroute.run.Runs;
import io.silkroute.run.lease.Leases;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.run.stream.Batch;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.bulk.BulkOperations;
import io.silkroute.tracing.Trace;
import io.silkroute.tracing.Traces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records a batch in one transaction: hashes and Shopify ids, what is parked, the activity log, the run's counts,
 * and the changes off the queue. Before it nothing of the batch is known, after it all of it.
 * A node that has lost its run to another records nothing.
 */
@Component("recorder")
public class Recorder {

    private final Exports exports;
    private final Parked parked;
    private final Incomplete incomplete;
    private final PendingChanges pending;
    private final Unsettled unsettled;
    private final Connectors connectors;
    private final Runs runs;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;
    private final BulkOperations bulk;
    private final RunMeters meters;
    private final ItemExporters exporters;
    private final ChangedItems changed;
    private final WaitingItems waiting;
    private final EditedItems edited;
    private final Leases leases;
    private final Traces traces;

    Recorder(
            Exports exports,
            Parked parked,
            Incomplete incomplete,
            PendingChanges pending,
            Unsettled unsettled,
            Connectors connectors,
            Runs runs,
            ActivityLog activity,
            TransactionTemplate transaction,
            BulkOperations bulk,
            RunMeters meters,
            ItemExporters exporters,
            ChangedItems changed,
            WaitingItems waiting,
            EditedItems edited,
            Leases leases,
            Traces traces) {
        this.traces = traces;
        this.leases = leases;
        this.edited = edited;
        this.exports = exports;
        this.parked = parked;
        this.incomplete = incomplete;
        this.pending = pending;
        this.unsettled = unsettled;
        this.connectors = connectors;
        this.runs = runs;
        this.activity = activity;
        this.transaction = transaction;
        this.bulk = bulk;
        this.meters = meters;
        this.exporters = exporters;
        this.changed = changed;
        this.waiting = waiting;
    }

    /** Items that staging recognised: one entry a set. */
    public void unchanged(Batch.Unchanged batch) {
        ActiveRun run = batch.run();
        run.worksOn(batch);
        Counts counts = new Counts();
        for (UnchangedSet set : batch.recognised()) {
            counts.add(Outcome.UNCHANGED, set.n());
        }
        List<Entry> entries = new ArrayList<>();
        for (UnchangedSet set : batch.recognised()) {
            entries.add(Entry.ofItems(
                    run.connector().text(),
                    run.id(),
                    Outcome.UNCHANGED.word(),
                    set.items(),
                    set.n(),
                    "Came again as it was sent last, so nothing was sent."));
        }
        inTurn(run, () -> {
            runs.progress(run, counts);
            pending.reported(run.connector(), batch.recognised());
            activity.append(entries);
        });
        run.recorded(batch.recognised());
        meters.recorded(run.connector(), counts);
    }

    public void record(List<Stage> batch) {
        if (batch.isEmpty()) {
            return;
        }
        List<Stage.Concluded> concluded = batch.stream().map(Defects::concluded).toList();
        ActiveRun run = concluded.get(0).run();
        BatchRecord record = new BatchRecord(run);
        concluded.forEach(item -> add(item, record));
        inTurn(run, () -> {
            // A configuration is saved before this or after it, so that what is settled here is so by today's.
            leases.lockRow(run.connector());
            write(record, concluded);
        });
        run.recorded(concluded.stream().map(item -> item.item().change()).toList());
        meters.recorded(run.connector(), record.counts());
    }

    private void add(Stage.Concluded of, BatchRecord record) {
        ExportItem item = of.item();
        record.used(item.used(), item.bulkOperations());
        of.conclusion().recordIn(record, of);
        if (of.conclusion() instanceof Conclusion.Final conclusion && !of.companionLeftMeanwhile()) {
            item.related().companions().forEach(companion -> add(companion.key(), of, conclusion, record));
        }
    }

    private void add(ItemKey companion, Stage.Concluded of, Conclusion.Final conclusion, BatchRecord record) {
        ItemKey key = of.key();
        if (of.keeps(companion)) {
            record.outcome(
                    Outcome.FILTERED,
                    "It has left its " + key.type()
                            + " and stays in the shop, because deletions are disabled for this connector.",
                    companion);
        } else {
            waitsWith(companion, of, conclusion, record);
            record.outcome(
                    exporters.of(key.type()).ofCompanion(companion, of.item(), conclusion),
                    "With its " + key + ": " + conclusion.sentence(),
                    companion);
        }
    }

    /** What goes out with an item that waits for a person waits as well. */
    private static void waitsWith(
            ItemKey companion, Stage.Concluded of, Conclusion.Final conclusion, BatchRecord record) {
        Reason reason = conclusion.waitsFor();
        if (reason == null) {
            record.waitsNoLonger(companion);
        } else {
            record.waits(new Parked.Item(
                    companion,
                    of.key(),
                    conclusion.outcome(),
                    reason,
                    of.item().change().attempts() + 1));
        }
    }

    // A run's batches come one after the other: two at once would meet in the run's row of counts.
    private void inTurn(ActiveRun run, Runnable entry) {
        Trace trace = traces.within(Trace.here(), "record");
        try {
            synchronized (run) {
                transaction.executeWithoutResult(status -> entry.run());
            }
        } catch (RuntimeException e) {
            trace.failed("failed");
            throw e;
        } finally {
            trace.end();
        }
    }

    // In this order: what is marked as changed is to be found in the queue after what was done has left it.
    private void write(BatchRecord record, List<Stage.Concluded> batch) {
        ActiveRun run = record.run();
        if (batch.stream().anyMatch(item -> item.at() instanceof Stage.InBulk)) {
            record.begun(run.takeNewBulkOperations(bulk.countOf(run.id())));
        }
        runs.progress(run, record.counts());
        exports.record(record);
        Set<ItemKey> touched = record.touched();
        touched.addAll(parked.record(record));
        touched.addAll(incomplete.record(record));
        changed.note(record.connector(), touched);
        edited.came(
                record.connector(),
                batch.stream()
                        .filter(item -> item.conclusion() instanceof Conclusion.Final)
                        .flatMap(item ->
                                exporters.find(item.key().type()).stream().map(of -> came(item, of)))
                        .toList());
        settle(record);
        leaveQueue(record);
        await(record);
        exporters.find(batch.get(0).key().type()).ifPresent(exporter -> exporter.recorded(run, batch));
        exporters.inOrder().stream()
                .filter(exporter -> exporter.type() != batch.get(0).key().type())
                .forEach(exporter -> exporter.othersRecorded(run, batch));
        // Of a run that stops some outcomes are not in the ledger: the next one reads them again.
        if (!run.stops()) {
            bulk.recorded(record.bulkOperations());
        }
        activity.append(record.entries());
    }

    private static EditedItems.Came came(Stage.Concluded item, ItemExporter exporter) {
        Conclusion.Final conclusion = (Conclusion.Final) item.conclusion();
        Decision.Mapped made = item.mapped();
        Exported known =
                conclusion.now() != null ? conclusion.now() : item.item().exported();
        return new EditedItems.Came(
                item.key(),
                item.item().edited(),
                held(conclusion, made),
                known == null ? null : known.shopifyId(),
                made == null ? null : made.payload().input(),
                made == null ? List.of() : made.payload().variantIds(),
                made == null ? List.of() : item.item().edited().kept(made.payload()),
                exporter.fields(),
                conclusion.sentence());
    }

    private static EditedItems.Held held(Conclusion.Final conclusion, Decision.@Nullable Mapped made) {
        if (conclusion instanceof Conclusion.Unchanged) {
            return EditedItems.Held.SAME;
        }
        if (conclusion instanceof Conclusion.Removed) {
            return EditedItems.Held.NOTHING;
        }
        if (conclusion instanceof Conclusion.GoneInShop gone) {
            return gone.asks() ? EditedItems.Held.GONE_ASKED : EditedItems.Held.GONE_KEPT;
        }
        if (conclusion.outcome() == Outcome.CONFLICT && conclusion instanceof Conclusion.Refused) {
            return EditedItems.Held.CODE_TAKEN;
        }
        if (!(conclusion instanceof Conclusion.Written written)) {
            return EditedItems.Held.AS_BEFORE;
        }
        if (written.lacks() != null) {
            return EditedItems.Held.PARTLY;
        }
        return made != null && made.payload().leftOut().stream().anyMatch(one -> one.cause() == Omission.SELECTION)
                ? EditedItems.Held.LESS
                : EditedItems.Held.AS_SENT;
    }

    private void await(BatchRecord record) {
        Map<ItemKey, String> parents = new LinkedHashMap<>();
        record.awaiting().forEach((change, parent) -> parents.put(change.key(), parent));
        waiting.await(record.connector(), parents);
        waiting.release(
                record.connector(), record.done().stream().map(Change::key).toList());
    }

    private void settle(BatchRecord record) {
        Set<ItemKey> settled = rendersAsToday(record.run()) ? record.settled() : Set.of();
        unsettled.settle(record.connector(), settled);
        unsettled.unsettle(
                record.connector(),
                record.done().stream()
                        .map(Change::key)
                        .filter(key -> !settled.contains(key))
                        .toList());
    }

    /** A run keeps to the configuration of its start; what comes again is to be rendered as today's says. */
    private boolean rendersAsToday(ActiveRun run) {
        return connectors
                .findNow(run.connector())
                .map(now -> now.config().rendersAs(run.config()))
                .orElse(false);
    }

    private void leaveQueue(BatchRecord record) {
        pending.done(record.connector(), record.done());
        pending.defer(record.connector(), record.deferred());
        pending.wait(record.connector(), record.awaiting().keySet());
        pending.attempted(record.connector(), record.attempted());
        List<PendingChanges.Mark> doubted = record.doubted().entrySet().stream()
                .map(entry -> new PendingChanges.Mark(
                        entry.getKey(), null, entry.getValue().arrival(), PendingChanges.DOUBTED))
                .toList();
        pending.mark(record.connector(), doubted);
    }
}
