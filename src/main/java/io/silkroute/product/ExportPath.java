package io.silkroute.product;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.export.Decider;
import io.silkroute.export.Decision;
import io.silkroute.export.ExportItem;
import io.silkroute.export.Stage;
import io.silkroute.run.Runs;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.run.stream.WritePath;
import io.silkroute.shopify.bulk.BulkForecast;
import io.silkroute.shopify.bulk.BulkOperations;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Decides once a run, at its first products, whether they go by single calls or by bulk operations: whichever is
 * forecast to be sooner done, unless the configuration says.
 */
@Component("exportPath")
public class ExportPath {

    // Below this a bulk operation's own overhead is not worth a thought.
    private static final int FEW = 500;

    private final PendingChanges pending;
    private final Runs runs;
    private final Decider decider;
    private final ProductWriter writer;
    private final BulkOperations bulk;
    private final ActivityLog activity;

    ExportPath(
            PendingChanges pending,
            Runs runs,
            Decider decider,
            ProductWriter writer,
            BulkOperations bulk,
            ActivityLog activity) {
        this.pending = pending;
        this.runs = runs;
        this.decider = decider;
        this.writer = writer;
        this.bulk = bulk;
        this.activity = activity;
    }

    public void choose(List<Stage> batch) {
        ActiveRun run = batch.get(0).run();
        if (run.path() != WritePath.UNDECIDED || batch.get(0).key().type() != ItemType.PRODUCT) {
            return;
        }
        switch (run.config().exportPath()) {
            case SINGLE -> run.take(WritePath.SINGLE);
            case BULK -> run.take(WritePath.BULK);
            case AUTO -> forecast(run, batch);
        }
    }

    private void forecast(ActiveRun run, List<Stage> batch) {
        long items = pending.count(run.connector(), runs.stand(run.connector()));
        if (items < FEW) {
            run.take(WritePath.SINGLE);
            return;
        }
        double points = 0;
        int sampled = 0;
        for (Stage stage : batch) {
            if (stage instanceof ExportItem product && decider.decide(product) instanceof Decision.Mapped mapped) {
                sampled++;
                points += mapped instanceof Decision.Send ? writer.forecast(run.connector(), mapped.payload()) : 0;
            }
        }
        double each = sampled == 0 ? 0 : points / sampled;
        BulkForecast forecast = bulk.forecast(run.connector(), items, each * items);
        run.take(forecast.bulkIsSooner() ? WritePath.BULK : WritePath.SINGLE);
        activity.append(Entry.ofRun(run.connector().text(), run.id(), forecast.sentence()));
    }
}
