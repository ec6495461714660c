package io.silkroute.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.activity.Entry;
import io.silkroute.platform.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final List<Entry> told = new ArrayList<>();
    private final SettableClock clock = SettableClock.at("2026-11-20T10:00:00Z");
    private final Backoff backoff = new Backoff(told::addAll, clock);

    private void fail(int times, String name, String address) {
        for (int i = 0; i < times; i++) {
            backoff.failed(name, address);
        }
    }

    @Test
    void the_wait_begins_with_the_fifth_failure_and_doubles() {
        fail(4, "ann", "a");
        assertThat(backoff.wait("ann", "a")).isEmpty();
        fail(1, "ann", "a");
        assertThat(backoff.wait("ann", "a")).hasValue(Duration.ofSeconds(5));
        fail(2, "ann", "a");
        assertThat(backoff.wait("ann", "a")).hasValue(Duration.ofSeconds(20));
        assertThat(backoff.wait("ann", "b")).as("from elsewhere").isEmpty();
        assertThat(backoff.wait("ben", "a")).as("of another name").isEmpty();
        assertThat(told).hasSize(1);
        clock.set(NOW.plusSeconds(20));
        assertThat(backoff.wait("ann", "a")).isEmpty();
    }

    @Test
    void an_address_waits_for_whatever_name() {
        for (int i = 0; i < 20; i++) {
            backoff.failed("name" + i, "a");
        }
        assertThat(backoff.wait("another", "a")).isPresent();
        assertThat(backoff.wait("another", "b")).isEmpty();
    }

    @Test
    void a_name_that_many_addresses_try_waits_for_seconds_only() {
        for (int i = 0; i < 500; i++) {
            backoff.failed("ann", "address" + i);
        }
        assertThat(backoff.wait("ann", "mine")).hasValue(Duration.ofSeconds(10));
    }

    @Test
    void a_success_forgets_the_failures_of_the_name_from_there() {
        fail(5, "ann", "a");
        backoff.succeeded("ann", "a");
        assertThat(backoff.wait("ann", "a")).isEmpty();
    }

    @Test
    void control_characters_of_a_name_are_not_written_into_the_log() {
        fail(5, "ann\n2026 ERROR all is lost", "a");
        assertThat(told.get(0).actor()).doesNotContain("\n");
    }
}
