package io.silkroute.conflict;

import io.silkroute.activity.ErasedTexts;
import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import io.silkroute.connector.PersonalData;
import io.silkroute.connector.ShopCustomer;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is kept of a connector's conflicts, when the connector is deleted. */
@Component
class ConflictData implements ConnectorData, PersonalData {

    private static final String DISCOUNTS = "type in ('campaign', 'code')"; // nothing else names customers

    private final List<ConnectorTable> tables;
    private final List<ErasedTexts> texts;

    ConflictData(JdbcTemplate jdbc) {
        this.tables = List.of(
                new ConnectorTable(jdbc, "shop_conflict", "id"),
                new ConnectorTable(jdbc, "edited_field", "item", "type", "connector", "field"),
                new ConnectorTable(jdbc, "shop_look", "item", "type", "connector"));
        List<String> field = List.of("item", "type", "field");
        this.texts = List.of(
                ErasedTexts.ofBytes(jdbc, "shop_conflict", List.of("id"), "fields", DISCOUNTS),
                ErasedTexts.ofBytes(jdbc, "drift_difference", List.of("report", "place"), "fields", DISCOUNTS),
                ErasedTexts.ofBytes(jdbc, "edited_field", field, "exported", DISCOUNTS),
                ErasedTexts.ofBytes(jdbc, "edited_field", field, "shop", DISCOUNTS),
                ErasedTexts.ofBytes(jdbc, "edited_field", field, "pim", DISCOUNTS));
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
        return "conflicts with the shop";
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
