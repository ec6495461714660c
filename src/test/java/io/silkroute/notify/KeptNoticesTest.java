package io.silkroute.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.outbox.OutboxEvent;
import io.silkroute.outbox.OutboxListener;
import io.silkroute.platform.SettableClock;
import io.silkroute.platform.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the bell keeps of what the outbox tells, and what time brings. */
class KeptNoticesTest {

    private final SettableClock clock = SettableClock.at("2026-11-20T12:00:00Z");
    private final KeptNotices kept = new KeptNotices(new JdbcTemplate(TestDatabase.hsqldb()), clock);
    private final List<OutboxEvent> told = new ArrayList<>();
    private @Nullable String lack;

    private OutboxListener.Told told(String id, String type, Map<String, Object> data) {
        return new OutboxListener.Told(
                id,
                new OutboxEvent(
                        type, new ConnectorName("c"), id, clock.instant(), "It is " + type + ".", "/here", data));
    }

    private List<String> shown() {
        return kept.since(clock.instant().minus(Duration.ofDays(30)), 50).stream()
                .map(one -> one.kind() + " " + one.event())
                .toList();
    }

    @Test
    void what_no_feature_keeps_is_kept_once_and_nothing_twice() {
        List<OutboxListener.Told> events = List.of(
                told("1", "run-failed", Map.of()),
                told("2", "conflict", Map.of()),
                told("3", "code-used", Map.of()),
                told("4", "app-uninstalled", Map.of()),
                told("5", "sync-completed", Map.of("mode", "incremental")),
                told("6", "sync-completed", Map.of("mode", "force-refresh", "askedBy", "olga")),
                told("7", "sync-completed", Map.of("mode", "incremental", "askedBy", "olga")),
                told("8", "threshold-reached", Map.of()),
                told("9", "codes-generated", Map.of("failed", 0)),
                told("10", "codes-generated", Map.of("failed", 3)),
                told("11", "receiver-disabled", Map.of()));
        kept.happened(events);
        kept.happened(events);
        assertThat(shown())
                .containsExactly(
                        "error receiver-disabled",
                        "warning codes-generated",
                        "success codes-generated",
                        "success threshold-reached",
                        "success sync-completed");
    }

    @Test
    void old_ones_are_forgotten() {
        kept.happened(List.of(told("1", "threshold-reached", Map.of())));
        clock.set(clock.instant().plus(Duration.ofDays(121)));
        kept.happened(List.of());
        assertThat(kept.since(Instant.EPOCH, 50)).isEmpty();
    }

    private Outlook outlook() {
        return new Outlook(() -> Optional.ofNullable(lack), kept, told::add, clock);
    }

    private void lookAt(Outlook outlook, String time) {
        clock.set(Instant.parse(time));
        int before = told.size();
        outlook.look();
        for (int i = before; i < told.size(); i++) {
            kept.happened(List.of(new OutboxListener.Told("evt" + i, told.get(i))));
        }
    }

    @Test
    void the_end_of_an_api_version_is_told_three_times_whoever_restarts() {
        Outlook outlook = outlook();
        lookAt(outlook, "2027-06-01T00:00:00Z");
        assertThat(told).isEmpty();
        lookAt(outlook, "2027-08-01T00:00:00Z");
        lookAt(outlook, "2027-08-02T00:00:00Z");
        lookAt(outlook(), "2027-08-03T00:00:00Z");
        assertThat(told)
                .singleElement()
                .extracting(OutboxEvent::sentence)
                .asString()
                .contains("2027-10-16", "90");
        Outlook restarted = outlook();
        lookAt(restarted, "2027-09-20T00:00:00Z");
        lookAt(restarted, "2027-10-12T00:00:00Z");
        lookAt(restarted, "2027-10-13T00:00:00Z");
        assertThat(told).extracting(OutboxEvent::cause).containsExactly("2026-10 90", "2026-10 30", "2026-10 7");
    }

    @Test
    void a_disk_that_fills_up_is_told_once_until_there_was_room() {
        Outlook outlook = outlook();
        lookAt(outlook, "2026-11-20T12:00:00Z");
        lack = "The disk of data has 3 MB left.";
        lookAt(outlook, "2026-11-20T12:01:00Z");
        lookAt(outlook, "2026-11-20T12:02:00Z");
        assertThat(told).extracting(OutboxEvent::type).containsExactly("disk-short");
        lack = null;
        lookAt(outlook, "2026-11-20T12:03:00Z");
        lack = "The disk of data has 2 MB left.";
        lookAt(outlook, "2026-11-20T12:04:00Z");
        assertThat(told).hasSize(2);
    }
}
