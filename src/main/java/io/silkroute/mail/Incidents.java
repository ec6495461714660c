package io.silkroute.mail;

import io.silkroute.connector.ConnectorName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The store of troubles that mails tell of. */
@Repository
class Incidents {

    private static final int LONGEST_CAUSE = 300;
    private static final int LONGEST_SENTENCE = 1_000;
    private static final int LONGEST_ADDRESS = 500;
    private static final String KEY = " where connector = ? and event = ? and cause = ?";

    private final JdbcTemplate jdbc;

    Incidents(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    static String cause(String cause) {
        return Letter.oneLine(cause, LONGEST_CAUSE);
    }

    /** The trouble, which nobody else changes until the caller's transaction ends; made if there is none yet. */
    Incident hold(ConnectorName connector, String event, String cause, Instant now) {
        if (jdbc.update("update mail_incident set untold = untold" + KEY, connector.text(), event, cause) == 0) {
            jdbc.update(
                    "insert into mail_incident (connector, event, cause, opened_at, told, untold, sentence, address,"
                            + " last_event) values (?, ?, ?, ?, false, 0, '', '/', '')",
                    connector.text(),
                    event,
                    cause,
                    Mails.column(now));
        }
        return jdbc.query("select * from mail_incident" + KEY, this::read, connector.text(), event, cause)
                .get(0);
    }

    void keep(Incident incident) {
        Instant recovered = incident.recoveredAt();
        Instant mailed = incident.mailedAt();
        jdbc.update(
                "update mail_incident set opened_at = ?, recovered_at = ?, mailed_at = ?, told = ?, untold = ?, sentence = ?,"
                        + " address = ?, last_event = ?" + KEY,
                Mails.column(incident.openedAt()),
                recovered == null ? null : Mails.column(recovered),
                mailed == null ? null : Mails.column(mailed),
                incident.told(),
                incident.untold(),
                Letter.oneLine(incident.sentence(), LONGEST_SENTENCE),
                incident.address().length() <= LONGEST_ADDRESS ? incident.address() : "/",
                incident.lastEvent(),
                incident.connector().text(),
                incident.event(),
                incident.cause());
    }

    /** Those that are there, of one event. */
    List<Incident> open(ConnectorName connector, String event) {
        return jdbc.query(
                "select * from mail_incident where connector = ? and event = ? and recovered_at is null order by opened_at",
                this::read,
                connector.text(),
                event);
    }

    /** Those that are there and of which more is to be told, since the last mail is long enough ago. */
    List<Incident> overdue(Instant mailedBefore) {
        return jdbc.query(
                "select * from mail_incident where recovered_at is null and untold > 0 and (mailed_at is null or mailed_at <= ?)"
                        + " order by opened_at",
                this::read,
                Mails.column(mailedBefore));
    }

    private Incident read(ResultSet row, int n) throws SQLException {
        return new Incident(
                new ConnectorName(row.getString("connector")),
                row.getString("event"),
                row.getString("cause"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("recovered_at", OffsetDateTime.class)),
                instant(row.getObject("mailed_at", OffsetDateTime.class)),
                row.getBoolean("told"),
                row.getInt("untold"),
                row.getString("sentence"),
                row.getString("address"),
                row.getString("last_event"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
