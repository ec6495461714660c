package io.silkroute.preview.dryrun;

import io.silkroute.export.AnItem;
import io.silkroute.export.Decider;
import io.silkroute.export.Decision;
import io.silkroute.export.ExportItem;
import io.silkroute.export.ItemExporters;
import io.silkroute.export.Relevance;
import io.silkroute.export.Stage;
import io.silkroute.export.removal.Leaving;
import io.silkroute.product.ProductExporters;
import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.call.FakeGateway;

/** Weighs products and categories; every call costs ten points. */
final class Weighings {

    static final ItemExporters EXPORTERS = ProductExporters.all();
    private static final Decider DECIDER = new Decider(new Relevance(EXPORTERS), EXPORTERS);

    private Weighings() {}

    static Weighing weighing() {
        FakeGateway gateway = new FakeGateway().costing(10);
        return new Weighing(EXPORTERS, Leaving.by(EXPORTERS, gateway), gateway);
    }

    static Weighed weighed(AnItem item, ActiveRun run) {
        return weighed(item.in(run));
    }

    static Weighed weighed(ExportItem item) {
        return weighing().of(new Stage.Decided(item, DECIDER.decide(item)));
    }

    /** As the mapping makes it now. */
    static Decision.Mapped mapped(AnItem item, ActiveRun run) {
        return (Decision.Mapped) DECIDER.decide(item.in(run));
    }
}
