package io.silkroute.export.ledger;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is known of a connector's exported items, when the connector is deleted. Nothing is changed in the shop. */
@Component
class ExportData implements ConnectorData {

    private final List<ConnectorTable> tables;

    ExportData(JdbcTemplate jdbc) {
        this.tables = List.of(
                new ConnectorTable(jdbc, "export", "id", "type", "connector"),
                new ConnectorTable(jdbc, "parked", "id", "type", "connector"),
                new ConnectorTable(jdbc, "resolved", "id"),
                new ConnectorTable(jdbc, "incomplete", "id", "type", "connector", "cause"));
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
