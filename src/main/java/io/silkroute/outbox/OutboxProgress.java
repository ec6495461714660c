package io.silkroute.outbox;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** How far each listener was told, and who tells it. */
@Repository
class OutboxProgress {

    private static final String LAST = "*";
    private static final int LONGEST = 1000;

    private final JdbcTemplate jdbc;

    OutboxProgress(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param attempts that failed since it was last told something */
    record Stand(long place, int attempts) {}

    /** The last place that was given. */
    long last() {
        return of(LAST).place();
    }

    /** The same, which nobody else gives on until the transaction ends. */
    long hold() {
        jdbc.update("update outbox_listener set attempts = attempts where name = '" + LAST + "'");
        return last();
    }

    void give(long place) {
        jdbc.update("update outbox_listener set place = ? where name = '" + LAST + "'", place);
    }

    void ensure(String listener, long place) {
        boolean there = !jdbc.query(
                        "select name from outbox_listener where name = ?", (row, n) -> row.getString(1), listener)
                .isEmpty();
        if (!there) {
            jdbc.update("insert into outbox_listener (name, place, attempts) values (?, ?, 0)", listener, place);
        }
    }

    Stand of(String listener) {
        return jdbc
                .query(
                        "select place, attempts from outbox_listener where name = ?",
                        (row, n) -> new Stand(row.getLong(1), row.getInt(2)),
                        listener)
                .stream()
                .findFirst()
                .orElse(new Stand(0, 0));
    }

    /** Those that were not told all that has a place. */
    Set<String> behind(long last) {
        return new HashSet<>(jdbc.query(
                "select name from outbox_listener where place < ?", (row, n) -> row.getString("name"), last));
    }

    /** The place of the listener that is furthest behind. */
    long least() {
        return Objects.requireNonNullElse(
                jdbc.queryForObject("select min(place) from outbox_listener where name <> '" + LAST + "'", Long.class),
                0L);
    }

    /** Takes a listener for this node; false if there is nothing for it, its time has not come, or another node tells it. */
    boolean take(String listener, long last, Instant now, Instant until) {
        return jdbc.update(
                        "update outbox_listener set lease_until = ? where name = ? and place < ?"
                                + " and (due_at is null or due_at <= ?) and (lease_until is null or lease_until < ?)",
                        column(until),
                        listener,
                        last,
                        column(now),
                        column(now))
                > 0;
    }

    void told(String listener, long place, Instant until) {
        jdbc.update(
                "update outbox_listener set place = ?, attempts = 0, due_at = null, problem = null, lease_until = ?"
                        + " where name = ?",
                place,
                column(until),
                listener);
    }

    void release(String listener) {
        jdbc.update("update outbox_listener set lease_until = null where name = ?", listener);
    }

    void failed(String listener, String problem, Instant due) {
        jdbc.update(
                "update outbox_listener set attempts = attempts + 1, due_at = ?, problem = ?, lease_until = null"
                        + " where name = ?",
                column(due),
                problem.length() <= LONGEST ? problem : problem.substring(0, LONGEST),
                listener);
    }

    /** A database that only one process can open has no other nodes: what is taken at start-up was a dead one's. */
    void releaseAll() {
        jdbc.update("update outbox_listener set lease_until = null where lease_until is not null");
    }

    private static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
