package io.silkroute.export.ledger;

import io.silkroute.activity.ErasedTexts;
import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import io.silkroute.connector.PersonalData;
import io.silkroute.connector.ShopCustomer;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is known of a connector's exported items, when the connector is deleted. Nothing is changed in the shop. */
@Component
class ExportData implements ConnectorData, PersonalData {

    private final List<ConnectorTable> tables;
    private final List<ErasedTexts> texts;

    ExportData(JdbcTemplate jdbc) {
        this.tables = List.of(
                new ConnectorTable(jdbc, "export", "id", "type", "connector"),
                new ConnectorTable(jdbc, "parked", "id", "type", "connector"),
                new ConnectorTable(jdbc, "resolved", "id"),
                new ConnectorTable(jdbc, "incomplete", "id", "type", "connector", "cause"));
        String discounts = "type in ('campaign', 'code')"; // nothing else names customers
        this.texts = List.of(
                ErasedTexts.of(jdbc, "parked", List.of("type", "id"), "message", "sentence", "note", "holder"),
                ErasedTexts.of(jdbc, "incomplete", List.of("type", "id", "cause"), "sentence", "note"),
                ErasedTexts.of(jdbc, "resolved", List.of("id"), "sentence"),
                ErasedTexts.ofBytes(jdbc, "export", List.of("type", "id"), "payload", discounts),
                ErasedTexts.ofBytes(jdbc, "export", List.of("type", "id"), "sending", discounts));
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
        return "what was sent of campaigns, and what waits for somebody";
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
