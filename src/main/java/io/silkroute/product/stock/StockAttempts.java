package io.silkroute.product.stock;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls that set stock, noted before they are made and forgotten when their product's outcome is recorded. After a crash
 * they are made again as they were: with its key Shopify carries out a call once, and answers it as it did the first
 * time. It keeps a key for 24 hours; older notes are of no use.
 *
 * <p>Source: https://shopify.dev/docs/api/usage/idempotent-requests
 */
@Repository
public class StockAttempts implements ConnectorData {

    // A little less than Shopify's day, so that a call never arrives when its key has just been forgotten.
    private static final Duration KEPT = Duration.ofHours(23);

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final Clock clock;
    private final ConnectorTable table;

    public StockAttempts(JdbcTemplate jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.table = new ConnectorTable(jdbc, "stock_attempt", "id", "attempt", "connector");
    }

    /** A call. @param variables as they were sent, the idempotency key among them */
    record Attempt(String operation, ObjectNode variables) {

        String key() {
            return variables.path("key").asString("");
        }
    }

    void note(ConnectorName connector, String product, Attempt attempt) {
        jdbc.update(
                "insert into stock_attempt (id, attempt, connector, operation, variables, made_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                product,
                attempt.key(),
                connector.text(),
                attempt.operation(),
                json.writeValueAsBytes(attempt.variables()),
                clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** Of a product whose last outcome is not recorded, in the order in which they were made. */
    List<Attempt> open(ConnectorName connector, String product) {
        return jdbc.query(
                "select operation, variables from stock_attempt where id = ? and connector = ? and made_at > ?"
                        + " order by made_at",
                (row, n) ->
                        new Attempt(row.getString("operation"), (ObjectNode) json.readTree(row.getBytes("variables"))),
                product,
                connector.text(),
                clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC));
    }

    /** Their outcome is recorded; in the transaction that does so. */
    public void forget(ConnectorName connector, Collection<String> products) {
        jdbc.batchUpdate(
                "delete from stock_attempt where id = ? and connector = ?",
                products.stream()
                        .map(product -> new Object[] {product, connector.text()})
                        .toList());
    }

    @Override
    public void sweep(ConnectorName connector) {
        table.sweep(connector);
    }

    @Override
    public void purge(ConnectorName connector) {
        table.purge(connector);
    }
}
