package io.silkroute.product;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
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
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
        Way way = way(
                run.connector(),
                run.config(),
                () -> pending.count(run.connector(), runs.stand(run.connector())),
                () -> batch.stream()
                        .filter(ExportItem.class::isInstance)
                        .map(product -> decider.decide((ExportItem) product))
                        .toList());
        run.take(way.path());
        if (way.forecast() != null) {
            activity.append(
                    Entry.ofRun(run.connector().text(), run.id(), way.forecast().sentence()));
        }
    }

    /** @param forecast by which it was chosen; null where none was needed */
    public record Way(WritePath path, @Nullable BulkForecast forecast) {}

    /**
     * Which way a run's products go.
     *
     * @param pending how many items the run has to look at
     * @param first what is decided of the first products
     */
    public Way way(
            ConnectorName connector, ConnectorConfig config, LongSupplier pending, Supplier<List<Decision>> first) {
        return switch (config.exportPath()) {
            case SINGLE -> new Way(WritePath.SINGLE, null);
            case BULK -> new Way(WritePath.BULK, null);
            case AUTO -> forecast(connector, pending.getAsLong(), first);
        };
    }

    private Way forecast(ConnectorName connector, long items, Supplier<List<Decision>> first) {
        if (items < FEW) {
            return new Way(WritePath.SINGLE, null);
        }
        double points = 0;
        int sampled = 0;
        for (Decision decision : first.get()) {
            if (decision instanceof Decision.Mapped mapped) {
                sampled++;
                points += mapped instanceof Decision.Send ? writer.forecast(connector, mapped.payload()) : 0;
            }
        }
        double each = sampled == 0 ? 0 : points / sampled;
        BulkForecast forecast = bulk.forecast(connector, items, each * items);
        return new Way(forecast.bulkIsSooner() ? WritePath.BULK : WritePath.SINGLE, forecast);
    }
}
