package io.silkroute.mail;

import io.silkroute.connector.ConnectorData;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ConnectorTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The store of mails. */
@Repository
class Mails implements ConnectorData {

    private static final int LONGEST_PROBLEM = 1_000;
    private static final int SLICE = 1_000;
    private static final String WAITING = "waiting";

    /** Troubles of which nobody tells that they are over, so long after the last mail about each. */
    private static final String PASSED = IncidentMails.LASTING.stream()
            .map(event -> "event <> '" + event + "' and ")
            .collect(Collectors.joining("", "", "untold = 0 and mailed_at < ?"));

    private final JdbcTemplate jdbc;
    private final List<ConnectorTable> tables;

    Mails(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.tables = List.of(
                new ConnectorTable(jdbc, "mail", "id"),
                new ConnectorTable(jdbc, "mail_incident", "connector", "event", "cause"),
                new ConnectorTable(jdbc, "mail_report", "connector", "kind"));
    }

    /** Within the caller's transaction; false, and nothing done, if it is there already. */
    boolean add(Mail mail) {
        boolean there = !jdbc.query("select id from mail where id = ?", (row, n) -> row.getString(1), mail.id())
                .isEmpty();
        if (there) {
            return false;
        }
        jdbc.update(
                "insert into mail (id, connector, event, sender, recipient, subject, plain, html, made_at, due_at, attempts,"
                        + " state) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '" + WAITING + "')",
                mail.id(),
                mail.connector().text(),
                mail.event(),
                mail.sender(),
                mail.recipient(),
                mail.letter().subject(),
                mail.letter().plain(),
                mail.letter().html(),
                column(mail.madeAt()),
                column(mail.madeAt()));
        return true;
    }

    /** Some whose time has come, for this node; no other node sends them meanwhile. */
    List<Mail> take(Instant now, Duration lease, int most) {
        List<Mail> due = jdbc.query(
                "select * from mail where state = '" + WAITING + "' and due_at <= ? and (lease_until is null or"
                        + " lease_until < ?) order by state, due_at fetch first " + most + " rows only",
                this::read,
                column(now),
                column(now));
        List<Mail> taken = new ArrayList<>();
        for (Mail mail : due) {
            if (jdbc.update(
                            "update mail set lease_until = ? where id = ? and state = '" + WAITING
                                    + "' and due_at <= ? and (lease_until is null or lease_until < ?)",
                            column(now.plus(lease)),
                            mail.id(),
                            column(now),
                            column(now))
                    > 0) {
                taken.add(mail);
            }
        }
        return taken;
    }

    void sent(String id, Instant now) {
        end(id, "sent", now, null);
    }

    void gaveUp(String id, Instant now, String problem) {
        end(id, "given-up", now, problem);
    }

    private void end(String id, String state, Instant now, @Nullable String problem) {
        jdbc.update(
                "update mail set state = ?, ended_at = ?, problem = ?, attempts = attempts + 1, lease_until = null"
                        + " where id = ? and state = '" + WAITING + "'",
                state,
                column(now),
                cut(problem),
                id);
    }

    void postpone(String id, Instant due, String problem) {
        jdbc.update(
                "update mail set due_at = ?, problem = ?, attempts = attempts + 1, lease_until = null where id = ?"
                        + " and state = '" + WAITING + "'",
                column(due),
                cut(problem),
                id);
    }

    /** The server is away: none is tried before this time. */
    void pause(Instant until) {
        jdbc.update(
                "update mail set due_at = ? where state = '" + WAITING + "' and due_at < ?",
                column(until),
                column(until));
    }

    /** What waits for another attempt is tried now. */
    void hurry(Instant now) {
        jdbc.update(
                "update mail set due_at = ? where state = '" + WAITING + "' and due_at > ?", column(now), column(now));
    }

    /** Does a mail wait after an attempt that failed for this very reason? */
    boolean waitsFor(String problem) {
        return !jdbc.query(
                        "select id from mail where state = '" + WAITING + "' and problem = ? fetch first 1 rows only",
                        (row, n) -> row.getString(1),
                        cut(problem))
                .isEmpty();
    }

    /** How many the server has not taken yet. */
    long waiting() {
        return Objects.requireNonNull(
                jdbc.queryForObject("select count(*) from mail where state = '" + WAITING + "'", Long.class));
    }

    /**
     * How mail goes.
     *
     * @param waiting mails that the server has not taken yet
     * @param since when the oldest of them was made; null if none waits
     * @param problem why the last attempt for one of them failed; null: none did
     */
    record Stand(
            long waiting, @Nullable Instant since, @Nullable String problem) {}

    Stand stand() {
        Stand counted = jdbc.query(
                        "select count(*), min(made_at) from mail where state = '" + WAITING + "'",
                        (row, n) -> new Stand(row.getLong(1), instant(row.getObject(2, OffsetDateTime.class)), null))
                .get(0);
        Optional<String> problem = counted.waiting() == 0
                ? Optional.empty()
                : jdbc
                        .query(
                                "select problem from mail where state = '" + WAITING + "' and problem is not null"
                                        + " order by attempts desc fetch first 1 rows only",
                                (row, n) -> row.getString(1))
                        .stream()
                        .findFirst();
        return new Stand(counted.waiting(), counted.since(), problem.orElse(null));
    }

    /** @return how many went, a slice at most */
    int forget(Instant before) {
        return jdbc.update(
                        "delete from mail where id in (select id from mail where ended_at < ? order by ended_at"
                                + " fetch first " + SLICE + " rows only)",
                        column(before))
                + jdbc.update(
                        "delete from mail_incident where recovered_at < ? and cause in (select cause from mail_incident"
                                + " where recovered_at < ? order by recovered_at fetch first " + SLICE + " rows only)",
                        column(before),
                        column(before))
                + jdbc.update(
                        "delete from mail_incident where " + PASSED + " and cause in (select cause from mail_incident"
                                + " where " + PASSED + " order by mailed_at fetch first " + SLICE + " rows only)",
                        column(before),
                        column(before));
    }

    private Mail read(ResultSet row, int n) throws SQLException {
        return new Mail(
                row.getString("id"),
                new ConnectorName(row.getString("connector")),
                row.getString("event"),
                row.getString("sender"),
                row.getString("recipient"),
                new Letter.Written(row.getString("subject"), row.getString("plain"), row.getString("html")),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getInt("attempts"));
    }

    private static @Nullable String cut(@Nullable String problem) {
        return problem == null ? null : Letter.oneLine(problem, LONGEST_PROBLEM);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
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
