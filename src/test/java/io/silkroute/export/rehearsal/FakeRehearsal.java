package io.silkroute.export.rehearsal;

import io.silkroute.catalogue.Change;
import io.silkroute.connector.Connector;
import io.silkroute.export.Decider;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ItemExporters;
import io.silkroute.export.Relevance;
import io.silkroute.export.Stage;
import io.silkroute.run.RunMode;
import java.util.List;
import java.util.function.Function;

/** Decides on items that a test brings along, as a run decides. */
public final class FakeRehearsal extends Rehearsal {

    private final Decider decider;
    private final Function<Change, ExportItem> items;

    @SuppressWarnings("NullAway") // it loads nothing
    public FakeRehearsal(ItemExporters exporters, Function<Change, ExportItem> items) {
        super(null, new Decider(new Relevance(exporters), exporters), null, null, null);
        this.decider = new Decider(new Relevance(exporters), exporters);
        this.items = items;
    }

    @Override
    public List<Stage.Decided> takenUp(Connector connector, RunMode mode, List<Change> changes) {
        return changes.stream()
                .map(items)
                .map(item -> new Stage.Decided(item, decider.decide(item)))
                .toList();
    }
}
