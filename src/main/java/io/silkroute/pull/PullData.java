package io.silkroute.pull;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is kept of a connector's pulls, when the connector is deleted. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE) // a checkpoint does not outlive what it covers
class PullData implements ConnectorData {

    private final JdbcTemplate jdbc;
    private final List<ConnectorTable> tables;

    PullData(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.tables = List.of(
                new ConnectorTable(jdbc, "pull_part", "pull", "stream"),
                new ConnectorTable(jdbc, "pull", "id"),
                new ConnectorTable(jdbc, "pull_stream", "stream", "connector"),
                new ConnectorTable(jdbc, "pull_visit", "connector"));
    }

    @Override
    public void sweep(ConnectorName connector) {
        jdbc.update(
                "update pull_stream set checkpoint = null, deleted_to = null where connector = ?", connector.text());
    }

    @Override
    public void purge(ConnectorName connector) {
        tables.forEach(table -> table.purge(connector));
    }
}
