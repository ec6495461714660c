package io.silkroute.shopify;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** A connector's bulk operations and logged requests, when the connector is deleted. */
@Component
class CallData implements ConnectorData {

    private final List<ConnectorTable> tables;

    CallData(JdbcTemplate jdbc) {
        this.tables = List.of(
                new ConnectorTable(jdbc, "bulk_operation", "id"), new ConnectorTable(jdbc, "request_log", "id"));
    }

    @Override
    public void purge(ConnectorName connector) {
        tables.forEach(table -> table.purge(connector));
    }
}
