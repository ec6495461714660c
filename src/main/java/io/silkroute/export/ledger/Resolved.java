package io.silkroute.export.ledger;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What waited for a person or was incomplete and is so no longer: of each connector the latest {@value #KEPT}. */
@Repository
public class Resolved {

    public static final int KEPT = 1_000;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Resolved(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One that a run has closed.
     *
     * @param cause the code of a failure, or the word of what was left out
     * @param since when it was first so
     */
    public record Case(
            long id, ItemKey key, String cause, String sentence, Instant since, Instant resolvedAt, String run) {}

    /** @param since of the database, as it stood with what is closed now */
    record Closed(ItemKey key, String cause, String sentence, OffsetDateTime since) {}

    void add(ConnectorName connector, String run, Collection<Closed> closed) {
        if (closed.isEmpty()) {
            return;
        }
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.batchUpdate(
                "insert into resolved (connector, type, item, cause, sentence, since, resolved_at, run)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                closed.stream()
                        .map(one -> new Object[] {
                            connector.text(),
                            one.key().type().word(),
                            one.key().id(),
                            one.cause(),
                            one.sentence(),
                            one.since(),
                            now,
                            run
                        })
                        .toList());
        new ConnectorTable(jdbc, "resolved", "id").keepLatest(connector, KEPT);
    }

    /** The latest first. @param before the id of the last one that was read; null: from the latest on */
    public List<Case> of(ConnectorName connector, @Nullable Long before, int limit) {
        return jdbc.query(
                "select * from resolved where connector = ? and id < ? order by id desc fetch first " + limit
                        + " rows only",
                Resolved::read,
                connector.text(),
                before == null ? Long.MAX_VALUE : before);
    }

    private static Case read(ResultSet row, int n) throws SQLException {
        return new Case(
                row.getLong("id"),
                new ItemKey(ItemType.of(row.getString("type")).orElseThrow(), row.getString("item")),
                row.getString("cause"),
                row.getString("sentence"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("resolved_at", OffsetDateTime.class).toInstant(),
                row.getString("run"));
    }
}
