package io.silkroute.shopify;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
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

    void written(BulkRow row) {
        jdbc.update(
                "insert into bulk_operation (id, connector, run, operation, state, n, item_keys, created_at)"
                        + " values (?, ?, ?, ?, 'written', ?, ?, ?)",
                row.id(),
                row.connector(),
                row.run(),
                row.operation().name(),
                row.keys().size(),
                String.join("\n", row.keys()),
                Timestamp.from(clock.instant()));
    }

    void started(BulkRow row) {
        jdbc.update(
                "update bulk_operation set state = 'started', shopify_id = ? where id = ?", row.shopifyId(), row.id());
    }

    void ended(BulkRow row) {
        jdbc.update(
                "update bulk_operation set state = 'ended', item_keys = '', ended_at = ? where id = ?",
                Timestamp.from(clock.instant()),
                row.id());
    }

    List<BulkRow> unfinished(String connector, String run) {
        return jdbc.query(
                "select id, operation, shopify_id, item_keys from bulk_operation"
                        + " where run = ? and connector = ? and state <> 'ended' order by created_at, id",
                (row, n) -> new BulkRow(
                        row.getString(1),
                        connector,
                        run,
                        Operation.named(row.getString(2)),
                        row.getString(3),
                        List.of(row.getString(4).split("\n"))),
                run,
                connector);
    }

    int countOf(String run) {
        Integer count = jdbc.queryForObject("select count(*) from bulk_operation where run = ?", Integer.class, run);
        return count == null ? 0 : count;
    }
}
