package io.silkroute.loyalty.ledger;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** A connector's books, when the connector is deleted or gets another shop. */
@Component
class LoyaltyData implements ConnectorData {

    private final List<ConnectorTable> ofTheShop;
    private final List<ConnectorTable> ofTheConnector;

    LoyaltyData(JdbcTemplate jdbc) {
        this.ofTheShop = List.of(
                new ConnectorTable(jdbc, "loyalty_order", "id", "connector"),
                new ConnectorTable(jdbc, "loyalty_entry", "id"),
                new ConnectorTable(jdbc, "loyalty_word", "customer", "connector", "word"),
                new ConnectorTable(jdbc, "loyalty_customer", "id", "connector"),
                new ConnectorTable(jdbc, "loyalty_move", "id"),
                new ConnectorTable(jdbc, "loyalty_override", "id"));
        this.ofTheConnector = List.of(
                new ConnectorTable(jdbc, "loyalty_terms", "id"), new ConnectorTable(jdbc, "loyalty_book", "connector"));
    }

    /** Forgets what one shop has told, and what came of it; the configuration's history stays. */
    void clear(ConnectorName connector) {
        ofTheShop.forEach(table -> table.sweep(connector));
    }

    @Override
    public void sweep(ConnectorName connector) {
        clear(connector);
    }

    @Override
    public void purge(ConnectorName connector) {
        ofTheShop.forEach(table -> table.purge(connector));
        ofTheConnector.forEach(table -> table.purge(connector));
    }
}
