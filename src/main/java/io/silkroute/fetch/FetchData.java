package io.silkroute.fetch;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is kept of a connector's sources, when the connector is deleted. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE) // how far a source was read does not outlive what came of it
class FetchData implements ConnectorData {

    private final List<ConnectorTable> tables;

    FetchData(JdbcTemplate jdbc) {
        this.tables = List.of(
                new ConnectorTable(jdbc, "source_fetch", "id"),
                new ConnectorTable(jdbc, "source_state", "source", "connector"));
    }

    @Override
    public void purge(ConnectorName connector) {
        tables.forEach(table -> table.purge(connector));
    }
}
