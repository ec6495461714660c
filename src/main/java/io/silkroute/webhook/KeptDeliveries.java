package io.silkroute.webhook;

import io.silkroute.connector.ConnectorName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads what became of deliveries. */
@Repository
public class KeptDeliveries {

    private final JdbcTemplate jdbc;

    KeptDeliveries(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Is it a state of a delivery? */
    public static boolean isState(String word) {
        return java.util.Arrays.stream(ShopDeliveries.State.values())
                .anyMatch(state -> state.word().equals(word));
    }

    /** How many are kept, by their state; every state is there. */
    public Map<String, Long> counts(ConnectorName connector) {
        Map<String, Long> counts = new TreeMap<>();
        for (ShopDeliveries.State state : ShopDeliveries.State.values()) {
            counts.put(state.word(), 0L);
        }
        jdbc.query(
                "select state, count(*) from shop_delivery where connector = ? group by state",
                row -> {
                    counts.put(row.getString(1), row.getLong(2));
                },
                connector.text());
        return counts;
    }

    /**
     * The newest first.
     *
     * @param state only such; null: all
     * @param topic only of this one; null: all
     * @param before the id of the last one that was read; null: from the newest on
     */
    public List<KeptDelivery> page(
            ConnectorName connector, @Nullable String state, @Nullable String topic, @Nullable Long before, int limit) {
        StringBuilder sql = new StringBuilder("select d.*, o.problem from shop_delivery d left join shop_object o"
                + " on o.subject = d.subject and o.id = d.object and o.connector = d.connector and d.state = 'pending'"
                + " where d.connector = ? and d.id < ?");
        List<Object> given = new ArrayList<>(List.of(connector.text(), before == null ? Long.MAX_VALUE : before));
        if (state != null) {
            sql.append(" and d.state = ?");
            given.add(state);
        }
        if (topic != null) {
            sql.append(" and d.topic = ?");
            given.add(topic);
        }
        sql.append(" order by d.id desc fetch first ").append(limit).append(" rows only");
        return jdbc.query(sql.toString(), (row, n) -> delivery(row), given.toArray());
    }

    /** When the last one of a topic came; empty: none is kept. */
    Optional<Instant> last(ConnectorName connector, Topic topic) {
        return jdbc
                .query(
                        "select received_at from shop_delivery where connector = ? and topic = ? order by id desc"
                                + " fetch first 1 rows only",
                        (row, n) -> row.getObject(1, OffsetDateTime.class).toInstant(),
                        connector.text(),
                        topic.text())
                .stream()
                .findFirst();
    }

    /** How many of each topic could not be worked off. */
    Map<String, Long> failures(ConnectorName connector) {
        Map<String, Long> failures = new TreeMap<>();
        jdbc.query(
                "select topic, count(*) from shop_delivery where connector = ? and state = 'failed' group by topic",
                row -> {
                    failures.put(row.getString(1), row.getLong(2));
                },
                connector.text());
        return failures;
    }

    private static KeptDelivery delivery(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        return new KeptDelivery(
                row.getLong("id"),
                row.getString("webhook_id"),
                row.getString("topic"),
                row.getString("object"),
                instant(row, "changed_at"),
                instant(row, "triggered_at"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("state"),
                reason == null ? row.getString("problem") : reason,
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
