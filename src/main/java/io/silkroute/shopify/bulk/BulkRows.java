package io.silkroute.shopify.bulk;

import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.ShopifyId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The store of bulk operations. */
@Component
class BulkRows {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    BulkRows(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** An operation that is about to be handed to the shop. */
    BulkRow write(ConnectorName connector, String run, Operation operation, List<String> keys) {
        BulkRow row = new BulkRow(
                UUID.randomUUID().toString().replace("-", ""), connector, run, operation, null, keys, clock.instant());
        jdbc.update(
                "insert into bulk_operation (id, connector, run, operation, state, n, item_keys, created_at)"
                        + " values (?, ?, ?, ?, 'written', ?, ?, ?)",
                row.id(),
                connector.text(),
                run,
                operation.name(),
                keys.size(),
                String.join("\n", keys),
                Timestamp.from(row.createdAt()));
        return row;
    }

    void started(BulkRow row) {
        jdbc.update(
                "update bulk_operation set state = 'started', shopify_id = ? where id = ?",
                row.shopifyId() == null ? null : row.shopifyId().gid(),
                row.id());
    }

    void told(BulkRow row) {
        jdbc.update(
                "update bulk_operation set state = 'told', ended_at = coalesce(ended_at, ?) where id = ?",
                Timestamp.from(clock.instant()),
                row.id());
    }

    void ended(String id) {
        jdbc.update("update bulk_operation set state = 'ended', item_keys = '' where id = ?", id);
    }

    List<BulkRow> open(ConnectorName connector) {
        return jdbc.query(
                "select id, run, operation, shopify_id, item_keys, created_at from bulk_operation"
                        + " where connector = ? and state <> 'ended' order by created_at, id",
                (row, n) -> new BulkRow(
                        row.getString(1),
                        connector,
                        row.getString(2),
                        Operation.named(row.getString(3)),
                        row.getString(4) == null ? null : new ShopifyId(row.getString(4)),
                        List.of(row.getString(5).split("\n")),
                        row.getObject(6, OffsetDateTime.class).toInstant()),
                connector.text());
    }

    /** Measured on the connector's last operations; empty before the first. */
    Optional<Double> linesPerSecond(ConnectorName connector) {
        List<double[]> ended = jdbc.query(
                "select n, created_at, ended_at from bulk_operation where connector = ? and ended_at is not null"
                        + " and shopify_id is not null order by created_at desc fetch first 10 rows only",
                (row, i) -> new double[] {
                    row.getInt(1),
                    (row.getTimestamp(3).getTime() - row.getTimestamp(2).getTime()) / 1000.0
                },
                connector.text());
        double lines = ended.stream().mapToDouble(one -> one[0]).sum();
        double seconds = ended.stream().mapToDouble(one -> one[1]).sum();
        return lines == 0 || seconds <= 0 ? Optional.empty() : Optional.of(lines / seconds);
    }

    int countOf(String run) {
        Integer count = jdbc.queryForObject("select count(*) from bulk_operation where run = ?", Integer.class, run);
        return count == null ? 0 : count;
    }
}
