package io.silkroute.connector.lifecycle;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.secret.SecretBox;
import io.silkroute.connector.secret.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/**
 * Connectors in the database, read through a short memory: what another node writes is seen within a second, what
 * this one writes at once.
 */
@Repository
class JdbcConnectors implements Connectors {

    private static final String SELECT = "select name, active, config, secrets, created_at from connector";
    private static final long MEMORY_NANOS = Duration.ofMillis(900).toNanos();

    private final JdbcTemplate jdbc;
    private final SecretBox box;
    private final ObjectMapper json;
    private final Clock clock;
    private final AtomicLong writes = new AtomicLong();
    private volatile @Nullable Remembered remembered;

    JdbcConnectors(JdbcTemplate jdbc, SecretBox box, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.box = box;
        this.json = json;
        this.clock = clock;
    }

    private record Row(Connector connector, byte @Nullable [] sealed) {}

    private record Remembered(Map<String, Row> rows, long write, long at) {}

    @Override
    public Optional<Connector> find(ConnectorName name) {
        return Optional.ofNullable(rows().get(name.text())).map(Row::connector);
    }

    @Override
    public Optional<Connector> findNow(ConnectorName name) {
        return jdbc.query(SELECT + " where name = ?", (row, n) -> row(row).connector(), name.text()).stream()
                .findFirst();
    }

    @Override
    public List<Connector> all() {
        return rows().values().stream().map(Row::connector).toList();
    }

    @Override
    public Secrets secrets(ConnectorName name) {
        Row row = rows().get(name.text());
        return row == null ? Secrets.NONE : box.open(name.text(), row.sealed());
    }

    void add(ConnectorName name, boolean active, ConnectorConfig config, Secrets secrets) {
        jdbc.update(
                "insert into connector (name, active, config, secrets, created_at) values (?, ?, ?, ?, ?)",
                name.text(),
                active,
                write(config),
                box.seal(secrets),
                clock.instant().atOffset(ZoneOffset.UTC));
        forget();
    }

    void save(ConnectorName name, ConnectorConfig config, Secrets secrets) {
        jdbc.update(
                "update connector set config = ?, secrets = ? where name = ?",
                write(config),
                box.seal(secrets),
                name.text());
        forget();
    }

    /** False if it was so already. */
    boolean setActive(ConnectorName name, boolean active) {
        boolean changed = jdbc.update(
                        "update connector set active = ? where name = ? and active <> ?", active, name.text(), active)
                > 0;
        forget();
        return changed;
    }

    /** Locks the connector's row until the transaction ends; false if there is none. Reads after it are fresh. */
    boolean lock(ConnectorName name) {
        boolean there = jdbc.update("update connector set run_owner = run_owner where name = ?", name.text()) > 0;
        forget();
        return there;
    }

    void delete(ConnectorName name) {
        jdbc.update("delete from connector where name = ?", name.text());
        forget();
    }

    private Map<String, Row> rows() {
        Remembered now = remembered;
        if (now == null || now.write() != writes.get() || System.nanoTime() - now.at() > MEMORY_NANOS) {
            long write = writes.get(); // read first: a write during the query makes the answer stale
            long at = System.nanoTime();
            Map<String, Row> rows = new LinkedHashMap<>();
            jdbc.query(SELECT + " order by name", row -> {
                rows.put(row.getString("name"), row(row));
            });
            now = new Remembered(rows, write, at);
            remembered = now;
        }
        return now.rows();
    }

    private void forget() {
        writes.incrementAndGet();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    writes.incrementAndGet();
                }
            });
        }
    }

    private Row row(ResultSet row) throws SQLException {
        ConnectorName name = new ConnectorName(row.getString("name"));
        Connector connector = new Connector(
                name,
                row.getBoolean("active"),
                read(name, row.getString("config")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
        return new Row(connector, row.getBytes("secrets"));
    }

    private ConnectorConfig read(ConnectorName name, String text) {
        try {
            return json.readValue(text, ConnectorConfig.class);
        } catch (JacksonException e) {
            throw new IllegalStateException("The stored configuration of connector " + name + " cannot be read", e);
        }
    }

    private String write(ConnectorConfig config) {
        return json.writeValueAsString(config);
    }
}
