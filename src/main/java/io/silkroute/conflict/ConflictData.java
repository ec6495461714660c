package io.silkroute.conflict;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is kept of a connector's conflicts, when the connector is deleted. */
@Component
class ConflictData implements ConnectorData {

    private final List<ConnectorTable> tables;

    ConflictData(JdbcTemplate jdbc) {
        this.tables = List.of(
                new ConnectorTable(jdbc, "shop_conflict", "id"),
                new ConnectorTable(jdbc, "edited_field", "item", "type", "connector", "field"),
                new ConnectorTable(jdbc, "shop_look", "item", "type", "connector"));
    }

    @Override
    public void sweep(ConnectorName connector) {
        tables.forEach(table -> table.sweep(connector));
    }

    @Override
    public void purge(ConnectorName connector) {
        tables.forEach(table -> table.purge(connector));
    }
}
