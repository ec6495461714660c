package io.silkroute.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CachedCountTest {

    private static final long MANY = CachedCount.SHORT;

    private final AtomicLong pending = new AtomicLong(MANY + 7);
    private long milliseconds;
    private final CachedCount counts = new CachedCount(connectors -> {
        long number = pending.get();
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return connectors.stream().collect(Collectors.toMap(one -> one, one -> number));
    });

    @Test
    void a_number_that_took_long_is_told_again_for_a_while() {
        milliseconds = 1_000;
        assertThat(counts.of(new ConnectorName("c"), "r1 running")).isEqualTo(MANY + 7);
        pending.set(MANY + 5);
        assertThat(counts.of(new ConnectorName("c"), "r1 running")).isEqualTo(MANY + 7);
        assertThat(counts.of(new ConnectorName("other"), "r1 running")).isEqualTo(MANY + 5);
    }

    @Test
    void a_number_that_took_long_is_never_older_than_the_end_of_a_run() {
        milliseconds = 1_000;
        assertThat(counts.of(new ConnectorName("c"), "r1 running")).isEqualTo(MANY + 7);
        pending.set(0);
        assertThat(counts.of(new ConnectorName("c"), "r1 completed")).isZero();
        assertThat(counts.of(new ConnectorName("c"), "r1 completed")).isZero();
    }

    @Test
    void a_short_queue_is_counted_anew_however_long_that_takes_on_a_busy_machine() {
        milliseconds = 200;
        pending.set(7);
        assertThat(counts.of(new ConnectorName("c"), "r1 running")).isEqualTo(7);
        pending.set(5);
        assertThat(counts.of(new ConnectorName("c"), "r1 running")).isEqualTo(5);
    }

    @Test
    void a_number_that_was_soon_there_is_counted_anew_each_time() {
        assertThat(counts.of(new ConnectorName("c"), "r1 running")).isEqualTo(MANY + 7);
        pending.set(MANY + 5);
        assertThat(counts.of(new ConnectorName("c"), "r1 running")).isEqualTo(MANY + 5);
    }
}
