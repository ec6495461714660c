package io.silkroute.delivery;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is kept of a connector's deliveries, when the connector is deleted. */
@Component
class DeliveryData implements ConnectorData {

    private final List<ConnectorTable> tables;

    DeliveryData(JdbcTemplate jdbc) {
        this.tables = List.of(
                new ConnectorTable(jdbc, "outgoing_attempt", "id"),
                new ConnectorTable(jdbc, "outgoing_delivery", "id"),
                new ConnectorTable(jdbc, "outgoing_receiver", "receiver"));
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
