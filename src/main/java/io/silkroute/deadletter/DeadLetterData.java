package io.silkroute.deadletter;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** A connector's dead letters, when the connector is deleted. */
@Component
class DeadLetterData implements ConnectorData {

    private final ConnectorTable letters;

    DeadLetterData(JdbcTemplate jdbc) {
        this.letters = new ConnectorTable(jdbc, "dead_letter", "id");
    }

    @Override
    public void purge(ConnectorName connector) {
        letters.purge(connector);
    }
}
