package io.silkroute.inbound.receipt;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** A connector's receipts, when the connector is deleted. */
@Component
class ReceiptData implements ConnectorData {

    private final List<ConnectorTable> tables;

    ReceiptData(JdbcTemplate jdbc) {
        this.tables =
                List.of(new ConnectorTable(jdbc, "receipt_line", "id"), new ConnectorTable(jdbc, "receipt", "ordinal"));
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
