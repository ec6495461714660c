package io.silkroute.outbox;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import io.silkroute.connector.Sha256;
import io.silkroute.connector.config.ToldEvents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** The store of what has happened. To write to it is one insert, which nothing that happens elsewhere can refuse. */
@Repository("outboxEvents")
public class OutboxEvents implements Outbox, ConnectorData {

    /** Longer than a listener that fails is told again. */
    private static final Duration KEPT = Duration.ofDays(7);

    /** What may happen again for the same cause; all the others happen once. */
    private static final Set<String> MAY_RECUR = Set.of(
            ToldEvents.RUN_FAILED,
            ToldEvents.RUN_RECOVERED,
            ToldEvents.CONNECTOR_STATE_CHANGED,
            ToldEvents.SOURCE_FAILED,
            ToldEvents.SOURCE_RECOVERED,
            ToldEvents.SUBSCRIPTION_LOST,
            ToldEvents.DISK_SHORT,
            ToldEvents.APP_UNINSTALLED);

    private static final int LONGEST_CAUSE = 300;
    private static final int LONGEST_SENTENCE = 1000;
    private static final int LONGEST_ADDRESS = 500;
    private static final int LONGEST_DATA = 12_000; // a delivery is to stay below 20 kB
    private static final int LONGEST_VALUE = 1000;
    private static final String CUT = "shortened";
    private static final TypeReference<Map<String, Object>> DATA = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final Clock clock;
    private final ConnectorTable table;

    OutboxEvents(JdbcTemplate jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.table = new ConnectorTable(jdbc, "outbox_event", "id");
    }

    @Override
    public void put(OutboxEvent event) {
        ConnectorName connector = event.connector();
        jdbc.update(
                "insert into outbox_event (event_key, type, connector, cause, happened_at, put_at, sentence, address, data,"
                        + " place) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                key(event),
                event.type(),
                connector == null ? null : connector.text(),
                bounded(event.cause(), LONGEST_CAUSE),
                column(event.at()),
                column(clock.instant()),
                bounded(event.sentence(), LONGEST_SENTENCE),
                bounded(event.address(), LONGEST_ADDRESS),
                data(event.data()));
    }

    private static String key(OutboxEvent event) {
        ConnectorName connector = event.connector();
        return Sha256.hex(String.join(
                "\n",
                event.type(),
                connector == null ? "" : connector.text(),
                event.cause(),
                MAY_RECUR.contains(event.type()) ? event.at().toString() : ""));
    }

    /** What is too long is left out down to what stands alone, and says so. */
    private String data(Map<String, Object> data) {
        String text = json.writeValueAsString(data);
        if (text.length() <= LONGEST_DATA) {
            return text;
        }
        Map<String, Object> less = new LinkedHashMap<>();
        data.forEach((key, value) -> {
            String one = json.writeValueAsString(value);
            if (one.length() <= LONGEST_VALUE
                    && json.writeValueAsString(less).length() + one.length() < LONGEST_DATA / 2) {
                less.put(key, value);
            }
        });
        less.put(CUT, true);
        return json.writeValueAsString(less);
    }

    /** Is there any that has no place yet? */
    boolean anyNew() {
        return !jdbc.query(
                        "select id from outbox_event where place = 0 fetch first 1 rows only",
                        (row, n) -> row.getLong(1))
                .isEmpty();
    }

    /** A row that has no place yet. @param told one of the same key has a place already */
    private record Unplaced(long id, String key, boolean told) {}

    /**
     * Gives a place to what has none, the older first. Within a transaction that holds the row of the last place, so that
     * no other node does the same.
     *
     * @param last the last place that was given
     * @return the last place now
     */
    long place(long last, int most) {
        List<Unplaced> rows = jdbc.query(
                "select e.id, e.event_key, (select min(o.id) from outbox_event o where o.event_key = e.event_key"
                        + " and o.place > 0) as told from outbox_event e where e.place = 0 order by e.id fetch first "
                        + most + " rows only",
                (row, n) -> new Unplaced(row.getLong(1), row.getString(2), row.getObject(3) != null));
        Map<String, Long> first = new LinkedHashMap<>();
        rows.forEach(row -> first.putIfAbsent(row.key(), row.id()));
        long place = last;
        List<Object[]> places = new java.util.ArrayList<>();
        for (Unplaced row : rows) {
            boolean again = row.told() || Objects.requireNonNull(first.get(row.key())) != row.id();
            places.add(new Object[] {again ? -1 : ++place, row.id()});
        }
        jdbc.batchUpdate("update outbox_event set place = ? where id = ?", places);
        return place;
    }

    /** One with its place. */
    record Placed(long place, OutboxListener.Told told) {}

    /** What stands behind a place, the older first. */
    List<Placed> after(long place, int most) {
        return jdbc.query(
                "select * from outbox_event where place > ? order by place fetch first " + most + " rows only",
                this::read,
                place);
    }

    /** Since when the oldest of those waits that stand behind a place or have none. @param place the least of all listeners */
    Optional<Instant> oldest(long place) {
        return jdbc
                .query(
                        "select put_at from outbox_event where place > ? or place = 0 order by put_at"
                                + " fetch first 1 rows only",
                        (row, n) -> row.getObject(1, OffsetDateTime.class).toInstant(),
                        place)
                .stream()
                .findFirst();
    }

    private Placed read(ResultSet row, int n) throws SQLException {
        String connector = row.getString("connector");
        return new Placed(
                row.getLong("place"),
                new OutboxListener.Told(
                        "evt_" + row.getString("event_key").substring(0, 32),
                        new OutboxEvent(
                                row.getString("type"),
                                connector == null ? null : new ConnectorName(connector),
                                row.getString("cause"),
                                row.getObject("happened_at", OffsetDateTime.class)
                                        .toInstant(),
                                row.getString("sentence"),
                                row.getString("address"),
                                json.readValue(row.getString("data"), DATA))));
    }

    /** What was put before is forgotten. */
    public OffsetDateTime oldestKept() {
        return column(clock.instant().minus(KEPT));
    }

    private static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static String bounded(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
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
