package io.silkroute.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.platform.SettableClock;
import io.silkroute.platform.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Up to when a user has read what. */
class ReadNotificationsTest {

    private static final Instant NINE = Instant.parse("2026-11-20T09:00:00Z");
    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");

    private final DataSource database = TestDatabase.hsqldb();
    private final ReadNotifications read = new ReadNotifications(
            new JdbcTemplate(database),
            new TransactionTemplate(new JdbcTransactionManager(database)),
            SettableClock.at("2026-11-20T12:00:00Z"));

    @Test
    void all_is_what_was_shown_and_not_what_has_come_since() {
        read.readAll("vera", NINE, List.of());

        assertThat(read.of("vera")).containsExactlyEntriesOf(Map.of(ReadNotifications.ALL, NINE));
    }

    @Test
    void an_old_page_takes_nothing_back_that_was_read_since() {
        read.read("vera", "run:1", TEN);
        read.readAll("vera", TEN, List.of());
        read.read("vera", "run:2", Instant.parse("2026-11-20T11:00:00Z"));

        read.readAll("vera", NINE, List.of());
        read.read("vera", "run:2", NINE);

        assertThat(read.of("vera"))
                .containsOnly(
                        Map.entry(ReadNotifications.ALL, TEN),
                        Map.entry("run:2", Instant.parse("2026-11-20T11:00:00Z")));
    }

    @Test
    void a_tip_that_was_read_stays_read_whatever_is_read_later_and_however_old_it_is() {
        Instant longAgo = Instant.parse("2026-08-01T09:00:00Z");
        read.read("vera", "tip:parked:c:PRICE", longAgo);
        read.read("vera", "run:1", NINE);
        read.readAll("vera", TEN, List.of("tip:interval:c:24h"));
        read.readAll("vera", Instant.parse("2026-11-20T11:00:00Z"), List.of());

        assertThat(read.of("vera"))
                .containsOnly(
                        Map.entry(ReadNotifications.ALL, Instant.parse("2026-11-20T11:00:00Z")),
                        Map.entry("tip:parked:c:PRICE", longAgo),
                        Map.entry("tip:interval:c:24h", TEN));
    }

    @Test
    void each_user_has_a_mind_of_their_own() {
        read.readAll("vera", NINE, List.of());

        assertThat(read.of("olga")).isEmpty();
    }
}
