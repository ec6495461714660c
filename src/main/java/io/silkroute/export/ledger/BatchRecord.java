package io.silkroute.export.ledger;

import io.silkroute.activity.Entry;
import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.ConnectorName;
import io.silkroute.omission.LeftOut;
import io.silkroute.omission.Omission;
import io.silkroute.run.Counts;
import io.silkroute.run.Outcome;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.Usage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What one batch adds to the ledger, the queue, the log and the run's counts; each store takes its part of it. */
public final class BatchRecord {

    private final ActiveRun run;
    private final Counts counts = new Counts();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Outcome, Map<String, List<ItemKey>>> together = new LinkedHashMap<>();
    private final List<Exported> exported = new ArrayList<>();
    private final List<ItemKey> notSent = new ArrayList<>();
    private final List<Parked.Item> waiting = new ArrayList<>();
    private final List<ItemKey> waitNoLonger = new ArrayList<>();
    private final Map<ItemKey, List<LeftOut>> held = new LinkedHashMap<>();
    private final List<Change> done = new ArrayList<>();
    private final List<Change> deferred = new ArrayList<>();
    private final List<Change> attempted = new ArrayList<>();
    private final Map<Change, String> awaiting = new LinkedHashMap<>();
    private final List<Entry> notes = new ArrayList<>();
    private final Set<ItemKey> settled = new LinkedHashSet<>();
    private final Map<ItemKey, Change> doubted = new LinkedHashMap<>();
    private final Set<String> bulkOperations = new HashSet<>();

    public BatchRecord(ActiveRun run) {
        this.run = run;
    }

    public ActiveRun run() {
        return run;
    }

    public ConnectorName connector() {
        return run.connector();
    }

    /** What the calls for an item have taken, and which bulk operations have answered for it. */
    public void used(Usage calls, Collection<String> operations) {
        counts.addApi(calls.calls(), calls.points(), calls.throttled(), 0);
        bulkOperations.addAll(operations);
    }

    /** So many bulk operations have been begun since the last batch. */
    public void begun(int operations) {
        counts.addApi(0, 0, 0, operations);
    }

    /** The shop holds this of an item now. */
    public void exported(Exported now) {
        exported.add(now);
    }

    /** In the end nothing was sent of an item of which the shop holds nothing: its intent is forgotten. */
    public void notSent(ItemKey item) {
        notSent.add(item);
    }

    /** It waits for a person. */
    public void waits(Parked.Item item) {
        waiting.add(item);
    }

    public void waitsNoLonger(ItemKey item) {
        waitNoLonger.add(item);
    }

    /** The shop holds it as it was sent last, without these; empty if it is whole, or not in the shop. */
    public void held(ItemKey item, List<LeftOut> without) {
        held.put(item, without);
    }

    /** Sent in this run, and not whole. */
    public void sentIncomplete(Set<Omission> causes) {
        counts.addIncomplete(causes);
    }

    /** Off the queue. */
    public void done(Change change) {
        done.add(change);
    }

    /** Left in the queue for the next run. */
    public void deferred(Change change) {
        deferred.add(change);
    }

    /** Left in the queue, out of the sight of all runs, until another item is in the shop. @param parent the first of those */
    public void awaits(Change change, String parent, String sentence) {
        awaiting.put(change, parent);
        notes.add(Entry.note(
                run.connector().text(),
                run.id(),
                change.key().type().word(),
                change.key().id(),
                sentence));
    }

    /** Left in the queue, tried once more. */
    public void attempted(Change change) {
        attempted.add(change);
    }

    /** It is in the shop as it came last. */
    public void settled(ItemKey item) {
        settled.add(item);
    }

    /** The shop may hold its object no more. @param by the change that met that */
    public void doubted(ItemKey item, Change by) {
        doubted.put(item, by);
    }

    /** An outcome with an entry of its own in the log. */
    public void outcome(Outcome outcome, Entry entry) {
        counts.add(outcome, 1);
        entries.add(entry);
    }

    /** An outcome that shares its entry with all of the batch that have the same sentence. */
    public void outcome(Outcome outcome, String sentence, ItemKey item) {
        counts.add(outcome, 1);
        together.computeIfAbsent(outcome, one -> new LinkedHashMap<>())
                .computeIfAbsent(sentence, one -> new ArrayList<>())
                .add(item);
    }

    public Counts counts() {
        return counts;
    }

    /** Of which something may be another now: all of the batch but what was found to be unchanged. */
    public Set<ItemKey> touched() {
        Set<ItemKey> touched = new LinkedHashSet<>();
        done.forEach(change -> touched.add(change.key()));
        together.values().forEach(bySentence -> bySentence.values().forEach(touched::addAll));
        together.getOrDefault(Outcome.UNCHANGED, Map.of()).values().forEach(touched::removeAll);
        exported.forEach(now -> touched.add(now.key()));
        waiting.forEach(item -> touched.add(item.key()));
        touched.addAll(notSent);
        awaiting.keySet().forEach(change -> touched.add(change.key()));
        return touched;
    }

    List<Exported> exported() {
        return exported;
    }

    List<ItemKey> notSent() {
        return notSent;
    }

    List<Parked.Item> waiting() {
        return waiting;
    }

    List<ItemKey> waitNoLonger() {
        return waitNoLonger;
    }

    Map<ItemKey, List<LeftOut>> held() {
        return held;
    }

    public List<Change> done() {
        return done;
    }

    public List<Change> deferred() {
        return deferred;
    }

    /** With the id of what each awaits. */
    public Map<Change, String> awaiting() {
        return awaiting;
    }

    public List<Change> attempted() {
        return attempted;
    }

    public Set<ItemKey> settled() {
        return settled;
    }

    public Map<ItemKey, Change> doubted() {
        return doubted;
    }

    public Set<String> bulkOperations() {
        return bulkOperations;
    }

    /** For the log: the single ones, then the sets. */
    public List<Entry> entries() {
        List<Entry> all = new ArrayList<>(notes);
        all.addAll(entries);
        together.forEach((outcome, bySentence) ->
                bySentence.forEach((sentence, items) -> all.add(entry(outcome, sentence, items))));
        return all;
    }

    private Entry entry(Outcome outcome, String sentence, List<ItemKey> items) {
        return items.size() == 1
                ? Entry.ofItem(
                        run.connector().text(),
                        run.id(),
                        outcome.word(),
                        items.get(0).type().word(),
                        items.get(0).id(),
                        sentence)
                : Entry.ofItems(
                        run.connector().text(),
                        run.id(),
                        outcome.word(),
                        items.stream().map(ItemKey::toString).collect(Collectors.joining("\n")),
                        items.size(),
                        sentence);
    }
}
