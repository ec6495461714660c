package io.silkroute.run;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** A connector's runs and its schedule's last look, when the connector is deleted. */
@Component
class RunData implements ConnectorData {

    private final List<ConnectorTable> tables;

    RunData(JdbcTemplate jdbc) {
        this.tables =
                List.of(new ConnectorTable(jdbc, "run", "id"), new ConnectorTable(jdbc, "schedule_look", "connector"));
    }

    @Override
    public void purge(ConnectorName connector) {
        tables.forEach(table -> table.purge(connector));
    }
}
