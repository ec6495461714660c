package io.silkroute.inbound.receipt;

import io.silkroute.activity.ErasedTexts;
import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import io.silkroute.connector.PersonalData;
import io.silkroute.connector.ShopCustomer;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** A connector's receipts, when the connector is deleted. */
@Component
class ReceiptData implements ConnectorData, PersonalData {

    private final List<ConnectorTable> tables;
    private final List<ErasedTexts> texts;

    ReceiptData(JdbcTemplate jdbc) {
        this.tables =
                List.of(new ConnectorTable(jdbc, "receipt_line", "id"), new ConnectorTable(jdbc, "receipt", "ordinal"));
        this.texts = List.of(
                ErasedTexts.of(jdbc, "receipt_line", List.of("id"), "reason", "note"),
                ErasedTexts.of(jdbc, "receipt", List.of("ordinal"), "reason"));
    }

    @Override
    public void sweep(ConnectorName connector) {
        tables.forEach(table -> table.sweep(connector));
    }

    @Override
    public void purge(ConnectorName connector) {
        tables.forEach(table -> table.purge(connector));
    }

    @Override
    public String what() {
        return "receipts";
    }

    @Override
    public long held(ConnectorName connector, ShopCustomer customer) {
        return texts.stream()
                .mapToLong(one -> one.count(connector.text(), customer.traces()))
                .sum();
    }

    @Override
    public long erase(ConnectorName connector, ShopCustomer customer) {
        return texts.stream()
                .mapToLong(one -> one.erase(connector.text(), customer.traces()))
                .sum();
    }
}
