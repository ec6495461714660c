package io.silkroute.catalogue;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import java.util.function.LongSupplier;
import org.springframework.jdbc.core.JdbcTemplate;

/** Knows how many pending items would leave, and nothing else. */
public final class FakeExportedSet extends ExportedSet {

    private final LongSupplier removals;

    public FakeExportedSet(LongSupplier removals) {
        super(new JdbcTemplate(), new FakePendingChanges(0));
        this.removals = removals;
    }

    @Override
    public long countRemovals(ConnectorName connector, ConnectorConfig config, ItemType type) {
        return removals.getAsLong();
    }
}
