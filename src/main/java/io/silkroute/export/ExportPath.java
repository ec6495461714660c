package io.silkroute.export;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.run.Runs;
import io.silkroute.run.stream.ActiveRun;
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

    public void choose(List<Work> works) {
        ActiveRun run = works.get(0).run();
        if (run.bulk() != null || works.get(0).key().type() != ItemType.PRODUCT) {
            return;
        }
        switch (run.config().exportPath()) {
            case SINGLE -> run.takePath(false);
            case BULK -> run.takePath(true);
            case AUTO -> forecast(run, works);
        }
    }

    private void forecast(ActiveRun run, List<Work> works) {
        long items = pending.count(run.connector(), runs.stand(run.connector()));
        if (items < FEW) {
            run.takePath(false);
            return;
        }
        double points = 0;
        int sampled = 0;
        for (Work work : works) {
            if (!work.isConcluded() && decider.decide(work) instanceof Decision.Mapped mapped) {
                sampled++;
                points += mapped instanceof Decision.Send ? writer.forecast(run.connector(), mapped.payload()) : 0;
            }
        }
        double each = sampled == 0 ? 0 : points / sampled;
        BulkForecast forecast = bulk.forecast(run.connector(), items, each * items);
        run.takePath(forecast.bulkIsSooner());
        activity.append(Entry.ofRun(run.connector(), run.id(), forecast.sentence()));
    }
}
