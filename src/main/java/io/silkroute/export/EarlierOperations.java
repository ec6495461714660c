package io.silkroute.export;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.bulk.BulkOperations;
import io.silkroute.shopify.bulk.BulkOutcome;
import io.silkroute.shopify.bulk.BulkRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Bulk operations whose outcomes never came into the books, because their run failed or its process died. A run waits
 * for them before its first item: the shop may still work on them, and would bring an old version over a newer one.
 * What they did to items that are still to be sent as they were then is taken over, and not sent again.
 */
@Component("earlierOperations")
public class EarlierOperations {

    private final BulkOperations bulk;
    private final BulkWriter writer;
    private final Publisher publisher;
    private final PendingChanges pending;
    private final WorkLoader loader;
    private final Decider decider;
    private final Recorder recorder;
    private final ActivityLog activity;

    EarlierOperations(
            BulkOperations bulk,
            BulkWriter writer,
            Publisher publisher,
            PendingChanges pending,
            WorkLoader loader,
            Decider decider,
            Recorder recorder,
            ActivityLog activity) {
        this.bulk = bulk;
        this.writer = writer;
        this.publisher = publisher;
        this.pending = pending;
        this.loader = loader;
        this.decider = decider;
        this.recorder = recorder;
        this.activity = activity;
    }

    /** An operation that cannot be followed stops the run; it is still the shop's, and the next run waits for it. */
    public void settle(ActiveRun run) {
        if (run.stops()) {
            return;
        }
        List<BulkRow> open = bulk.open(run.connector());
        Set<String> published = new HashSet<>();
        for (BulkRow row : of(Publisher.PUBLISH, open)) {
            outcomes(run, row).forEach((key, outcome) -> {
                if (outcome.answer() instanceof CallResult.Accepted) {
                    published.add(key);
                }
            });
        }
        for (BulkRow row : of(BulkWriter.PRODUCT_SET, open)) {
            Map<String, BulkOutcome> outcomes = outcomes(run, row);
            if (!run.stops()) {
                recorder.record(takenOver(run, row, outcomes, published));
            }
        }
        if (!run.stops()) {
            bulk.recorded(open.stream().map(BulkRow::id).toList());
        }
    }

    private static List<BulkRow> of(Operation operation, List<BulkRow> open) {
        return open.stream().filter(row -> row.operation().equals(operation)).toList();
    }

    private Map<String, BulkOutcome> outcomes(ActiveRun run, BulkRow row) {
        Map<String, BulkOutcome> outcomes = new HashMap<>();
        if (!run.stops()) {
            bulk.settle(row, outcome -> outcomes.put(outcome.key(), outcome))
                    .ifPresent(aborted -> run.fail(aborted.reason().sentence()));
        }
        return outcomes;
    }

    private List<Work> takenOver(ActiveRun run, BulkRow row, Map<String, BulkOutcome> outcomes, Set<String> published) {
        List<Change> changes = pending.ofProducts(
                run.connector(),
                outcomes.keySet().stream().map(BulkWriter::idIn).toList());
        List<Work> same = new ArrayList<>();
        if (!changes.isEmpty()) {
            for (Work work : loader.load(run, changes)) {
                if (isSame(work, row, outcomes)) {
                    same.add(work);
                }
            }
        }
        writer.conclude(run, same, outcomes, published);
        publisher.publish(same);
        if (!same.isEmpty()) {
            activity.append(Entry.ofRun(
                    run.connector(),
                    run.id(),
                    "A bulk operation of the run " + row.run() + " has settled " + same.size()
                            + (same.size() == 1 ? " item; it is" : " items; they are") + " not sent again."));
        }
        return same;
    }

    /** Would the run send what the operation has brought? A force refresh and a replay send it in any case. */
    private boolean isSame(Work work, BulkRow row, Map<String, BulkOutcome> outcomes) {
        if (work.isForced() && !row.run().equals(work.run().id())) {
            return false;
        }
        work.decided(decider.decide(work));
        return work.isMapped() && BulkWriter.settles(outcomes.get(BulkWriter.key(work)));
    }
}
