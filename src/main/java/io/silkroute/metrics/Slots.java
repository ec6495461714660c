package io.silkroute.metrics;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The store of what was rolled up: a row a connector and quarter of an hour in which a run ended. */
@Repository
class Slots implements ConnectorData {

    /** Every zone's days and hours begin with one of these. */
    static final Duration LENGTH = Duration.ofMinutes(15);

    private static final int SLICE = 1_000;
    private static final int FETCHED = 1_000;

    private final JdbcTemplate jdbc;

    Slots(JdbcTemplate jdbc) {
        this.jdbc = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        this.jdbc.setFetchSize(FETCHED);
    }

    record Key(Instant at, ConnectorName connector) {}

    static Instant start(Instant time) {
        long length = LENGTH.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), length) * length);
    }

    void each(ConnectorName connector, Instant from, Instant until, BiConsumer<Instant, Sum> one) {
        jdbc.query(
                "select * from metric_slot where connector = ? and slot_at >= ? and slot_at < ? order by connector, slot_at",
                row -> {
                    Sum sum = new Sum();
                    sum.runs = row.getInt("runs");
                    sum.broken = row.getInt("failed_runs");
                    sum.items = row.getLong("items");
                    sum.failed = row.getLong("failed");
                    sum.conflicts = row.getLong("conflicts");
                    sum.incomplete = row.getLong("incomplete");
                    sum.points = row.getLong("points");
                    sum.addTook(row.getString("took"));
                    one.accept(row.getObject("slot_at", OffsetDateTime.class).toInstant(), sum);
                },
                connector.text(),
                column(from),
                column(until));
    }

    /** Up to when everything is in the slots; empty before the first time. */
    Optional<Instant> reached() {
        return jdbc
                .query(
                        "select reached from metric_rollup where id = 1",
                        (row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .stream()
                .findFirst();
    }

    /** Takes the next rolling up for this node; false while another node is at it. */
    boolean take(Instant oldest, Instant now, Duration lease) {
        if (reached().isEmpty()) {
            try {
                jdbc.update("insert into metric_rollup (id, reached) values (1, ?)", column(oldest));
            } catch (DuplicateKeyException another) {
                // node was first
            }
        }
        return jdbc.update(
                        "update metric_rollup set lease_until = ? where id = 1 and (lease_until is null or lease_until < ?)",
                        column(now.plus(lease)),
                        column(now))
                > 0;
    }

    void release() {
        jdbc.update("update metric_rollup set lease_until = null where id = 1");
    }

    /**
     * Puts what was added up in the place of what is there, within the caller's transaction, which holds off other nodes to
     * its end.
     *
     * @param from where the first slot begins
     * @param until where the last one ends
     */
    void replace(Instant from, Instant until, Map<Key, Sum> sums) {
        jdbc.update("update metric_rollup set reached = reached where id = 1");
        jdbc.update("update metric_rollup set reached = ? where id = 1 and reached < ?", column(until), column(until));
        jdbc.update("delete from metric_slot where slot_at >= ? and slot_at < ?", column(from), column(until));
        List<Object[]> rows = new ArrayList<>();
        sums.forEach((key, sum) -> rows.add(new Object[] {
            column(key.at()),
            key.connector().text(),
            sum.runs,
            sum.broken,
            sum.items,
            sum.failed,
            sum.conflicts,
            sum.incomplete,
            sum.points,
            sum.took()
        }));
        jdbc.batchUpdate(
                "insert into metric_slot (slot_at, connector, runs, failed_runs, items, failed, conflicts, incomplete,"
                        + " points, took) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
    }

    /** @return how many rows went: a slice at most */
    int forget(Instant before) {
        return jdbc.update(
                "delete from metric_slot where slot_at < ? and slot_at in (select slot_at from metric_slot where slot_at < ?"
                        + " order by slot_at fetch first " + SLICE + " rows only)",
                column(before),
                column(before));
    }

    private static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    @Override
    public void sweep(ConnectorName connector) {
        new ConnectorTable(jdbc, "metric_slot", "slot_at", "connector").sweep(connector);
    }

    @Override
    public void purge(ConnectorName connector) {
        new ConnectorTable(jdbc, "metric_slot", "slot_at", "connector").purge(connector);
    }
}
