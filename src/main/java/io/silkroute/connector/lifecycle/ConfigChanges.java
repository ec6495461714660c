package io.silkroute.connector.lifecycle;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import io.silkroute.connector.config.ConfigJson.Difference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.ObjectMapper;

/** Who changed what of each connector's configuration, and when: the latest {@value #KEPT} changes. */
@Repository
public class ConfigChanges implements ConnectorData {

    static final int KEPT = 200;

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    ConfigChanges(JdbcTemplate jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Newest first. @param before the id of the last one that was read; null: from the newest on */
    public List<ConfigChange> of(ConnectorName connector, @Nullable Long before, int limit) {
        return jdbc.query(
                "select * from config_change where connector = ? and id < ? order by id desc fetch first " + limit
                        + " rows only",
                this::read,
                connector.text(),
                before == null ? Long.MAX_VALUE : before);
    }

    public Optional<ConfigChange> find(ConnectorName connector, long id) {
        return jdbc
                .query("select * from config_change where connector = ? and id = ?", this::read, connector.text(), id)
                .stream()
                .findFirst();
    }

    /** The newest one's id; less than any if there is none, for HSQLDB begins with 0. */
    public long latest(ConnectorName connector) {
        return of(connector, null, 1).stream().findFirst().map(ConfigChange::id).orElse(-1L);
    }

    /** Those behind one, newest first. */
    List<ConfigChange> after(ConnectorName connector, long id) {
        return jdbc.query(
                "select * from config_change where connector = ? and id > ? order by id desc",
                this::read,
                connector.text(),
                id);
    }

    void add(
            ConnectorName connector,
            String actor,
            List<Difference> differences,
            List<String> secrets,
            @Nullable Long undoes) {
        jdbc.update(
                "insert into config_change (connector, changed_at, actor, differences, secrets, undoes)"
                        + " values (?, ?, ?, ?, ?, ?)",
                connector.text(),
                clock.instant().atOffset(ZoneOffset.UTC),
                actor.length() <= 100 ? actor : actor.substring(0, 100),
                json.writeValueAsString(differences),
                secrets.isEmpty() ? null : String.join(" ", secrets),
                undoes);
        new ConnectorTable(jdbc, "config_change", "id").keepLatest(connector, KEPT);
    }

    private ConfigChange read(ResultSet row, int n) throws SQLException {
        String secrets = row.getString("secrets");
        long undoes = row.getLong("undoes");
        boolean undid = !row.wasNull();
        return new ConfigChange(
                row.getLong("id"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                List.of(json.readValue(row.getString("differences"), Difference[].class)),
                secrets == null ? List.of() : List.of(secrets.split(" ")),
                undid ? undoes : null);
    }

    @Override
    public void purge(ConnectorName connector) {
        new ConnectorTable(jdbc, "config_change", "id").purge(connector);
    }
}
