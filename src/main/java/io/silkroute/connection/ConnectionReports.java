package io.silkroute.connection;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import io.silkroute.connector.ShopChanged;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.ObjectMapper;

/** The last report of each connector; it is forgotten when the shop's address or credentials are changed. */
@Repository
class ConnectionReports implements ConnectorData {

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final TransactionTemplate transaction;

    ConnectionReports(JdbcTemplate jdbc, ObjectMapper json, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.json = json;
        this.transaction = transaction;
    }

    Optional<ConnectionReport> last(ConnectorName connector) {
        return jdbc
                .queryForList(
                        "select report from connection_report where connector = ?", String.class, connector.text())
                .stream()
                .findFirst()
                .map(report -> json.readValue(report, ConnectionReport.class));
    }

    void keep(ConnectorName connector, ConnectionReport report) {
        try {
            transaction.executeWithoutResult(status -> {
                purge(connector);
                jdbc.update(
                        "insert into connection_report (connector, tested_at, report) values (?, ?, ?)",
                        connector.text(),
                        report.at().atOffset(ZoneOffset.UTC),
                        json.writeValueAsString(report));
            });
        } catch (DuplicateKeyException e) {
            // another test ended at the same moment, and its report is as new
        }
    }

    @EventListener
    void shopChanged(ShopChanged changed) {
        purge(changed.name());
    }

    @Override
    public void purge(ConnectorName connector) {
        new ConnectorTable(jdbc, "connection_report", "connector").purge(connector);
    }
}
