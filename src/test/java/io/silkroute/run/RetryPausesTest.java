package io.silkroute.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryPausesTest {

    private static final Instant FAILED_AT = Instant.parse("2026-11-20T10:00:00Z");
    private final RetryPauses pauses = new RetryPauses(List.of(Duration.ofMinutes(1), Duration.ofMinutes(5)));

    private static List<Run> runs(RunState... newestFirst) {
        return Arrays.stream(newestFirst)
                .map(state -> new Run(
                        "r",
                        new ConnectorName("c"),
                        RunMode.INCREMENTAL,
                        RunTrigger.CHANGE,
                        null,
                        state,
                        FAILED_AT,
                        FAILED_AT,
                        FAILED_AT,
                        ConnectorConfig.DEFAULTS,
                        null,
                        false,
                        false,
                        0,
                        new Counts()))
                .toList();
    }

    private boolean over(long minutes, RunState... newestFirst) {
        return pauses.over(runs(newestFirst), FAILED_AT.plus(Duration.ofMinutes(minutes)));
    }

    @Test
    void waits_longer_with_every_failure_in_a_row() {
        assertThat(over(0, RunState.FAILED, RunState.COMPLETED)).isFalse();
        assertThat(over(1, RunState.FAILED, RunState.COMPLETED)).isTrue();
        assertThat(over(4, RunState.FAILED, RunState.FAILED, RunState.COMPLETED))
                .isFalse();
        assertThat(over(5, RunState.FAILED, RunState.FAILED, RunState.COMPLETED))
                .isTrue();
    }

    @Test
    void the_last_pause_repeats() {
        assertThat(over(5, RunState.FAILED, RunState.FAILED, RunState.FAILED)).isTrue();
    }

    @Test
    void only_a_failed_run_is_followed_up() {
        assertThat(over(60)).isFalse();
        assertThat(over(60, RunState.COMPLETED, RunState.FAILED)).isFalse();
        assertThat(over(60, RunState.CANCELLED, RunState.FAILED)).isFalse();
    }
}
