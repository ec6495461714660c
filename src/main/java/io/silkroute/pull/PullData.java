package io.silkroute.pull;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is kept of a connector's pulls, when the connector is deleted. */
@Component
class PullData implements ConnectorData {

    private final List<ConnectorTable> tables;

    PullData(JdbcTemplate jdbc) {
        this.tables = List.of(
                new ConnectorTable(jdbc, "pull_part", "pull", "stream"),
                new ConnectorTable(jdbc, "pull", "id"),
                new ConnectorTable(jdbc, "pull_stream", "stream", "connector"),
                new ConnectorTable(jdbc, "pull_visit", "connector"));
    }

    @Override
    public void purge(ConnectorName connector) {
        tables.forEach(table -> table.purge(connector));
    }
}
