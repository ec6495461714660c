package io.silkroute.imports;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is kept of a connector's imports, when the connector is deleted. */
@Component
class ImportData implements ConnectorData {

    private final List<ConnectorTable> large;
    private final List<ConnectorTable> small;

    ImportData(JdbcTemplate jdbc) {
        this.large = List.of(
                new ConnectorTable(jdbc, "import_discrepancy", "import_id", "order_number", "reason"),
                new ConnectorTable(jdbc, "order_to_book", "shopify_id", "connector"));
        this.small = List.of(
                new ConnectorTable(jdbc, "shop_import_phase", "import_id", "place"),
                new ConnectorTable(jdbc, "shop_import", "id"));
    }

    @Override
    public void sweep(ConnectorName connector) {
        large.forEach(table -> table.sweep(connector));
    }

    @Override
    public void purge(ConnectorName connector) {
        small.forEach(table -> table.purge(connector));
        large.forEach(table -> table.purge(connector));
    }
}
