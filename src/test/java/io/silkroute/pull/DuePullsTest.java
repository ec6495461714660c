package io.silkroute.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.config.ConnectorConfig.Pull;
import io.silkroute.connector.config.ConnectorConfig.Pull.PullOn;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DuePullsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Pull HALF_HOUR = new Pull(List.of(Stream.PRODUCTS), "30m", List.of(PullOn.WEBHOOK), "5m");
    private static final Pull WITHOUT_WEBHOOKS = new Pull(List.of(Stream.PRODUCTS), "30m", List.of(), "5m");

    private static StreamStand ended(@Nullable Duration ago, @Nullable Duration heard) {
        return new StreamStand(
                Stream.PRODUCTS,
                null,
                null,
                null,
                null,
                ago == null ? null : NOW.minus(ago),
                heard == null ? null : NOW.minus(heard),
                null);
    }

    private static boolean due(StreamStand stand, Pull config) {
        return DuePulls.due(stand, config, NOW);
    }

    @Test
    void a_stream_that_was_never_read_is_due_at_once() {
        assertThat(due(ended(null, null), HALF_HOUR)).isTrue();
    }

    @Test
    void it_is_due_when_nothing_was_heard_of_it_for_so_long() {
        assertThat(due(ended(Duration.ofMinutes(29), null), HALF_HOUR)).isFalse();
        assertThat(due(ended(Duration.ofMinutes(30), null), HALF_HOUR)).isTrue();
        assertThat(due(ended(Duration.ofMinutes(40), Duration.ofMinutes(29)), HALF_HOUR))
                .isFalse();
        assertThat(due(ended(Duration.ofMinutes(40), Duration.ofMinutes(31)), HALF_HOUR))
                .isTrue();
        assertThat(due(ended(Duration.ofMinutes(10), Duration.ofMinutes(40)), HALF_HOUR))
                .isFalse();
    }

    @Test
    void webhooks_count_only_where_the_connector_says_so() {
        assertThat(due(ended(Duration.ofMinutes(40), Duration.ofMinutes(1)), WITHOUT_WEBHOOKS))
                .isTrue();
    }

    @Test
    void webhooks_put_it_off_by_no_more_than_a_day() {
        assertThat(due(ended(Duration.ofHours(23), Duration.ofMinutes(1)), HALF_HOUR))
                .isFalse();
        assertThat(due(ended(Duration.ofHours(24), Duration.ofMinutes(1)), HALF_HOUR))
                .isTrue();
    }

    @Test
    void what_is_being_read_is_not_due() {
        assertThat(due(new StreamStand(Stream.PRODUCTS, null, null, "p", null, null, null, null), HALF_HOUR))
                .isFalse();
    }
}
