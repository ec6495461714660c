package io.silkroute.product;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.catalogue.Change;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.export.Answers;
import io.silkroute.export.Decider;
import io.silkroute.export.Decision;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ExportItemLoader;
import io.silkroute.export.Publisher;
import io.silkroute.export.Recorder;
import io.silkroute.export.Stage;
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
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Bulk operations whose outcomes never came into the ledger, because their run failed or its process died. A run waits
 * for them before its first item: the shop may still work on them, and would bring an old version over a newer one.
 * What they did to items that are still to be sent as they were then is taken over, and not sent again.
 */
@Component("earlierOperations")
public class EarlierOperations {

    private final BulkOperations bulk;
    private final BulkWriter writer;
    private final Publisher publisher;
    private final PendingChanges pending;
    private final ExportItemLoader loader;
    private final Decider decider;
    private final Recorder recorder;
    private final ActivityLog activity;

    EarlierOperations(
            BulkOperations bulk,
            BulkWriter writer,
            Publisher publisher,
            PendingChanges pending,
            ExportItemLoader loader,
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
                    .ifPresent(aborted -> Answers.stop(run, aborted.reason()));
        }
        return outcomes;
    }

    private List<Stage> takenOver(
            ActiveRun run, BulkRow row, Map<String, BulkOutcome> outcomes, Set<String> published) {
        List<Change> changes = pending.ofProducts(
                run.connector(),
                outcomes.keySet().stream().map(BulkWriter::idIn).toList());
        List<BulkWriter.Line> same = new ArrayList<>();
        if (!changes.isEmpty()) {
            loader.of(run, changes)
                    .forEach(product -> same(product, row, outcomes).ifPresent(same::add));
        }
        List<Stage> settled = publisher.publish(writer.conclude(run, same, published));
        if (!settled.isEmpty()) {
            activity.append(Entry.ofRun(
                    run.connector().text(),
                    run.id(),
                    "A bulk operation of the run " + row.run() + " has settled " + settled.size()
                            + (settled.size() == 1 ? " item; it is" : " items; they are") + " not sent again."));
        }
        return settled;
    }

    /**
     * The operation's line of the product if it has brought what this run would send. A force refresh and a replay send
     * it in any case; so does a product whose variants show pictures, which may still lack its second write.
     */
    private Optional<BulkWriter.Line> same(ExportItem product, BulkRow row, Map<String, BulkOutcome> outcomes) {
        if (product.isForced() && !row.run().equals(product.run().id())
                || !(decider.decide(product) instanceof Decision.Mapped mapped)
                || VariantPictures.any(mapped.payload().input())) {
            return Optional.empty();
        }
        return BulkWriter.settled(outcomes.get(BulkWriter.key(product, mapped)))
                .map(answer -> BulkWriter.Line.ofEarlierRun(product, mapped, answer));
    }
}
