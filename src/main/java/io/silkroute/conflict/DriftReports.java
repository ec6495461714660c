package io.silkroute.conflict;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import io.silkroute.shopify.ShopifyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.ObjectMapper;

/** Reports, and what the latest of each connector has found. */
@Repository
class DriftReports implements ConnectorData {

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int PROBLEM = 2_000;

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final List<ConnectorTable> tables;

    DriftReports(JdbcTemplate jdbc, ObjectMapper json, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.transaction = transaction;
        this.clock = clock;
        this.tables = List.of(
                new ConnectorTable(jdbc, "drift_difference", "report", "place"),
                new ConnectorTable(jdbc, "drift_report", "id"));
    }

    String add(ConnectorName connector, boolean settle, String actor) {
        tables.get(0).sweep(connector); // of the report before
        OffsetDateTime now = now();
        String id = ConflictId.at(now.toInstant());
        jdbc.update(
                "insert into drift_report (id, connector, state, settle, asked_by, started_at, checked, differing, written,"
                        + " at_type, at_id, busy_until) values (?, ?, 'running', ?, ?, ?, 0, 0, 0, 0, '', ?)",
                id,
                connector.text(),
                settle,
                actor,
                now,
                now.minusSeconds(1));
        return id;
    }

    Optional<DriftReport> find(String id) {
        return jdbc.query("select * from drift_report where id = ?", DriftReports::read, id).stream()
                .findFirst();
    }

    Optional<DriftReport> latest(ConnectorName connector) {
        return jdbc
                .query(
                        "select * from drift_report where connector = ? order by id desc fetch first 1 rows only",
                        DriftReports::read,
                        connector.text())
                .stream()
                .findFirst();
    }

    /** One that runs and on which nobody works; this node does, from now on. */
    Optional<DriftReport> take() {
        return jdbc
                .query(
                        "select * from drift_report where state = 'running' and busy_until < ? order by id",
                        DriftReports::read,
                        now())
                .stream()
                .filter(report -> jdbc.update(
                                "update drift_report set busy_until = ? where id = ? and state = 'running' and busy_until < ?",
                                now().plus(LEASE),
                                report.id(),
                                now())
                        > 0)
                .findFirst();
    }

    /** A slice was compared. @return is the report still there, and this node's? */
    boolean record(
            DriftReport report, int atType, String atId, long checked, long written, List<DriftDifference> found) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            int known = jdbc.update(
                    "update drift_report set at_type = ?, at_id = ?, checked = checked + ?, differing = differing + ?,"
                            + " written = written + ?, busy_until = ? where id = ? and state = 'running'"
                            + " and at_type = ? and at_id = ?",
                    atType,
                    atId,
                    checked,
                    found.size(),
                    written,
                    now().plus(LEASE),
                    report.id(),
                    report.atType(),
                    report.atId());
            if (known > 0) {
                jdbc.batchUpdate(
                        "insert into drift_difference (report, place, connector, type, item, kind, shopify_id, name, fields)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        found.stream()
                                .map(one -> new Object[] {
                                    report.id(),
                                    one.place(),
                                    report.connector().text(),
                                    one.item().type(),
                                    one.item().id(),
                                    one.kind().word(),
                                    one.shopifyId() == null
                                            ? null
                                            : one.shopifyId().gid(),
                                    one.item().name(),
                                    json.writeValueAsBytes(one.fields())
                                })
                                .toList());
            }
            return known > 0;
        }));
    }

    void end(DriftReport report, @Nullable String problem) {
        jdbc.update(
                "update drift_report set state = ?, finished_at = ?, problem = ? where id = ? and state = 'running'",
                problem == null ? "completed" : "failed",
                now(),
                problem == null || problem.length() <= PROBLEM ? problem : problem.substring(0, PROBLEM),
                report.id());
    }

    List<DriftDifference> differences(String report, long behind, int limit) {
        return jdbc.query(
                "select * from drift_difference where report = ? and place > ? order by place fetch first " + limit
                        + " rows only",
                (row, n) -> {
                    String shopifyId = row.getString("shopify_id");
                    return new DriftDifference(
                            row.getLong("place"),
                            ConflictKind.of(row.getString("kind")).orElseThrow(),
                            new Conflict.About(row.getString("type"), row.getString("item"), row.getString("name")),
                            shopifyId == null ? null : new ShopifyId(shopifyId),
                            Conflicts.fields(json.readTree(row.getBytes("fields"))));
                },
                report,
                behind);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static DriftReport read(ResultSet row, int n) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new DriftReport(
                row.getString("id"),
                new ConnectorName(row.getString("connector")),
                row.getString("state"),
                row.getBoolean("settle"),
                row.getString("asked_by"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getLong("checked"),
                row.getLong("differing"),
                row.getLong("written"),
                row.getString("problem"),
                row.getInt("at_type"),
                row.getString("at_id"));
    }

    @Override
    public void sweep(ConnectorName connector) {
        tables.forEach(table -> table.sweep(connector));
    }

    @Override
    public void purge(ConnectorName connector) {
        tables.forEach(table -> table.purge(connector));
    }
}
