package io.silkroute.reference;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.Items;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.connector.ConnectorName;
import io.silkroute.export.ledger.Exports;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Metafields refer to nothing, and no database is asked. */
public final class NoTargets {

    private NoTargets() {}

    public static MetafieldTargets with(Items items, Exports exports, PendingChanges pending) {
        return new MetafieldTargets(new NoTable(), items, exports, pending, Clock.systemUTC());
    }

    private static final class NoTable extends ReferenceTable {

        NoTable() {
            super(new JdbcTemplate());
        }

        @Override
        boolean any(ConnectorName connector) {
            return false;
        }

        @Override
        void replace(ConnectorName connector, Map<ItemKey, ? extends Collection<ItemKey>> names) {}
    }
}
