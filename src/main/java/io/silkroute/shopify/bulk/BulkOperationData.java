package io.silkroute.shopify.bulk;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** A connector's bulk operations, when the connector is deleted. */
@Component
class BulkOperationData implements ConnectorData {

    private final ConnectorTable operations;

    BulkOperationData(JdbcTemplate jdbc) {
        this.operations = new ConnectorTable(jdbc, "bulk_operation", "id");
    }

    @Override
    public void purge(ConnectorName connector) {
        operations.purge(connector);
    }
}
