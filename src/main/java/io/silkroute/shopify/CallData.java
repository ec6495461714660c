package io.silkroute.shopify;

import io.silkroute.activity.ErasedTexts;
import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import io.silkroute.connector.PersonalData;
import io.silkroute.connector.ShopCustomer;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** A connector's bulk operations and logged requests, when the connector is deleted. */
@Component
class CallData implements ConnectorData, PersonalData {

    private final List<ConnectorTable> tables;
    private final List<ErasedTexts> texts;
    private final JdbcTemplate jdbc;

    CallData(JdbcTemplate jdbc) {
        this.tables = List.of(
                new ConnectorTable(jdbc, "bulk_operation", "id"), new ConnectorTable(jdbc, "request_log", "id"));
        this.texts = List.of(ErasedTexts.of(jdbc, "request_log", List.of("id"), "request", "answer"));
        this.jdbc = jdbc;
    }

    @Override
    public void purge(ConnectorName connector) {
        tables.forEach(table -> table.purge(connector));
    }

    @Override
    public String what() {
        return "the log of calls";
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

    /** Any of the shop's answers may name some. */
    @Override
    public long eraseOfShop(ConnectorName connector) {
        return jdbc.update("delete from request_log where connector = ?", connector.text());
    }
}
