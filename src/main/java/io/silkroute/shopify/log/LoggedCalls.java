package io.silkroute.shopify.log;

import io.silkroute.activity.ErasedTexts;
import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import io.silkroute.connector.PersonalData;
import io.silkroute.connector.ShopCustomer;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * A connector's logged calls, when it is deleted or somebody is to be forgotten. What this node has noted and not yet
 * written is written first: it would come back after the erasing.
 */
@Component
class LoggedCalls implements ConnectorData, PersonalData {

    private final RequestLog log;
    private final ConnectorTable calls;
    private final ErasedTexts texts;
    private final JdbcTemplate jdbc;

    LoggedCalls(RequestLog log, JdbcTemplate jdbc) {
        this.log = log;
        this.calls = new ConnectorTable(jdbc, "request_log", "id");
        this.texts = ErasedTexts.of(jdbc, "request_log", List.of("id"), "request", "answer");
        this.jdbc = jdbc;
    }

    @Override
    public void sweep(ConnectorName connector) {
        log.write();
        calls.sweep(connector);
    }

    @Override
    public void purge(ConnectorName connector) {
        calls.purge(connector);
    }

    @Override
    public String what() {
        return "the log of calls";
    }

    @Override
    public long held(ConnectorName connector, ShopCustomer customer) {
        log.write();
        return texts.count(connector.text(), customer.traces());
    }

    @Override
    public long erase(ConnectorName connector, ShopCustomer customer) {
        log.write();
        return texts.erase(connector.text(), customer.traces());
    }

    /** Any of the shop's answers may name some. */
    @Override
    public long eraseOfShop(ConnectorName connector) {
        log.write();
        return jdbc.update("delete from request_log where connector = ?", connector.text());
    }
}
