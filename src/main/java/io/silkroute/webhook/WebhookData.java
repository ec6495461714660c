package io.silkroute.webhook;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is kept of a connector's webhooks, when the connector is deleted. */
@Component
class WebhookData implements ConnectorData {

    private final List<ConnectorTable> tables;

    WebhookData(JdbcTemplate jdbc) {
        this.tables = List.of(
                new ConnectorTable(jdbc, "shop_delivery", "id"),
                new ConnectorTable(jdbc, "shop_notice", "id"),
                new ConnectorTable(jdbc, "shop_subscription", "connector", "topic"),
                new ConnectorTable(jdbc, "subscription_look", "connector"),
                new ConnectorTable(jdbc, "shop_object", "subject", "id", "connector"));
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
