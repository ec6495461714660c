package io.silkroute.mirror;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is mirrored of a connector's shop, when the connector is deleted. */
@Component
class MirrorData implements ConnectorData {

    private final List<ConnectorTable> tables;
    private final ConnectorTable erased;

    MirrorData(JdbcTemplate jdbc) {
        // Kept until the connector is gone for certain: who is in it must not come back.
        this.erased = new ConnectorTable(jdbc, "mirror_erased", "shopify_id", "connector");
        this.tables = List.of(
                new ConnectorTable(jdbc, "mirror_word", "source", "copy", "word"),
                new ConnectorTable(jdbc, "mirror_part", "shopify_id", "copy"),
                new ConnectorTable(jdbc, "mirror_object", "shopify_id", "copy"),
                new ConnectorTable(jdbc, "mirror_change", "shopify_id", "connector"),
                new ConnectorTable(jdbc, "mirror_old_copy", "id"),
                new ConnectorTable(jdbc, "mirror_stream", "stream", "connector"));
    }

    @Override
    public void sweep(ConnectorName connector) {
        tables.forEach(table -> table.sweep(connector));
    }

    @Override
    public void purge(ConnectorName connector) {
        tables.forEach(table -> table.purge(connector));
        erased.purge(connector);
    }
}
