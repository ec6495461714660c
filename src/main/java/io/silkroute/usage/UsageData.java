package io.silkroute.usage;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is kept of a connector's usage, when the connector is deleted or gets another shop. */
@Component
class UsageData implements ConnectorData {

    private final List<ConnectorTable> ofTheShop;
    private final List<ConnectorTable> ofThePim;

    UsageData(JdbcTemplate jdbc) {
        this.ofTheShop = List.of(
                new ConnectorTable(jdbc, "usage_order", "id", "connector"),
                new ConnectorTable(jdbc, "code_use", "order_id", "connector", "use_key"),
                new ConnectorTable(jdbc, "counted_code", "use_key", "connector"),
                new ConnectorTable(jdbc, "usage_difference", "use_key", "connector"),
                new ConnectorTable(jdbc, "used_up", "id", "connector"),
                // Last: as long as it names the shop of before, clearing begins again.
                new ConnectorTable(jdbc, "usage_pull", "connector"));
        this.ofThePim = List.of(
                new ConnectorTable(jdbc, "known_code", "use_key", "connector"),
                new ConnectorTable(jdbc, "known_code_gap", "connector"));
    }

    /** Forgets what one shop has told; which code belongs to which campaign is the PIM's and stays. */
    void clear(ConnectorName connector) {
        ofTheShop.forEach(table -> table.sweep(connector));
    }

    @Override
    public void sweep(ConnectorName connector) {
        clear(connector);
        ofThePim.forEach(table -> table.sweep(connector));
    }

    @Override
    public void purge(ConnectorName connector) {
        ofTheShop.forEach(table -> table.purge(connector));
        ofThePim.forEach(table -> table.purge(connector));
    }
}
