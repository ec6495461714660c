package io.silkroute.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** When each user has read what; a row for all of it takes the place of the single ones. */
@Repository
class ReadNotifications {

    static final String ALL = "*";

    private static final Duration KEPT = Duration.ofDays(60); // longer than anything is told
    private static final int PERSON = 255;

    /** A tip that was read stays away for as long as it is the same, however old what it is about. */
    private static final String BUT_ALL_AND_TIPS = " and id <> '" + ALL + "' and id not like '" + Tips.KIND + ":%'";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ReadNotifications(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    Map<String, Instant> of(String person) {
        Map<String, Instant> read = new HashMap<>();
        jdbc.query(
                "select id, read_at from notification_read where person = ?",
                row -> {
                    read.put(
                            row.getString("id"),
                            row.getObject("read_at", OffsetDateTime.class).toInstant());
                },
                cut(person));
        return read;
    }

    /** @param upTo what is told of it by then; what comes later is new again */
    void read(String person, String id, Instant upTo) {
        transaction.executeWithoutResult(status -> {
            forget(person);
            note(person, id, upTo);
        });
    }

    /** @param tips those that were shown: each is read by itself */
    void readAll(String person, Instant upTo, Collection<String> tips) {
        transaction.executeWithoutResult(status -> {
            jdbc.update(
                    "delete from notification_read where person = ? and read_at <= ?" + BUT_ALL_AND_TIPS,
                    cut(person),
                    column(upTo));
            note(person, ALL, upTo);
            tips.forEach(tip -> note(person, tip, upTo));
        });
    }

    private void forget(String person) {
        jdbc.update(
                "delete from notification_read where person = ? and read_at < ?" + BUT_ALL_AND_TIPS,
                cut(person),
                column(clock.instant().minus(KEPT)));
    }

    // A page that has stood open for long takes nothing back that was read on another one.
    private void note(String person, String id, Instant upTo) {
        Instant before = of(person).get(id);
        if (before == null) {
            jdbc.update(
                    "insert into notification_read (person, id, read_at) values (?, ?, ?)",
                    cut(person),
                    id,
                    column(upTo));
        } else if (before.isBefore(upTo)) {
            jdbc.update(
                    "update notification_read set read_at = ? where person = ? and id = ?",
                    column(upTo),
                    cut(person),
                    id);
        }
    }

    private static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static String cut(String person) {
        return person.length() <= PERSON ? person : person.substring(0, PERSON);
    }
}
