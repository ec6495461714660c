package io.silkroute.catalogue;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** A connector's items and what is pending for them, when the connector is deleted. */
@Component
class CatalogueData implements ConnectorData {

    private final List<ConnectorTable> large;
    private final ConnectorTable recognised;

    CatalogueData(JdbcTemplate jdbc) {
        this.large = List.of(
                new ConnectorTable(jdbc, "item", "id", "type", "connector"),
                new ConnectorTable(jdbc, "item_category", "category", "product", "connector"),
                new ConnectorTable(jdbc, "pending_change", "id", "type", "connector"),
                new ConnectorTable(jdbc, "unsettled", "id", "type", "connector"),
                new ConnectorTable(jdbc, "waiting_item", "id", "type", "connector"));
        this.recognised = new ConnectorTable(jdbc, "recognised", "place", "connector");
    }

    @Override
    public void sweep(ConnectorName connector) {
        large.forEach(table -> table.sweep(connector));
    }

    @Override
    public void purge(ConnectorName connector) {
        large.forEach(table -> table.purge(connector));
        recognised.purge(connector);
    }
}
