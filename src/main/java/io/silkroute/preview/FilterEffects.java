package io.silkroute.preview;

import io.silkroute.catalogue.ExportedSet;
import io.silkroute.connector.Connector;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.FiltersChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What follows from other filters. Saving them starts nothing: what enters and leaves waits for the next run. */
@Component
class FilterEffects {

    private final Connectors connectors;
    private final ExportedSet set;
    private final TransactionTemplate transaction;

    FilterEffects(Connectors connectors, ExportedSet set, TransactionTemplate transaction) {
        this.connectors = connectors;
        this.set = set;
        this.transaction = transaction;
    }

    @EventListener
    void changed(FiltersChanged event) {
        Connector connector = connectors.find(event.name()).orElse(null);
        if (connector != null) {
            transaction.executeWithoutResult(status -> set.mark(connector.name(), connector.config()));
        }
    }
}
