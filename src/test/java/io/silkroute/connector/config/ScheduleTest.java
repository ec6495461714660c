package io.silkroute.connector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    private static final Instant NOON_AND_SEVEN = Instant.parse("2026-11-20T12:07:00Z");

    @ParameterizedTest
    @CsvSource({
        "15m, 2026-11-20T12:15:00Z",
        "1h, 2026-11-20T13:00:00Z",
        "6h, 2026-11-20T18:00:00Z",
        "daily, 2026-11-21T02:00:00Z",
        "0 30 9 ? * MON, 2026-11-23T09:30:00Z"
    })
    void fires_next_at(String word, Instant next) {
        assertThat(new Schedule(List.of(word)).nextAfter(NOON_AND_SEVEN, ZoneOffset.UTC))
                .contains(next);
    }

    @Test
    void of_several_expressions_the_earliest_fires() {
        assertThat(new Schedule(List.of("daily", "0 0,30 * * * ?")).nextAfter(NOON_AND_SEVEN, ZoneOffset.UTC))
                .contains(Instant.parse("2026-11-20T12:30:00Z"));
    }

    @Test
    void manual_never_fires() {
        assertThat(new Schedule(List.of("manual")).nextAfter(NOON_AND_SEVEN, ZoneOffset.UTC))
                .isEmpty();
        assertThat(new Schedule(List.of()).manual()).isTrue();
    }

    @Test
    void an_expression_of_the_past_never_fires() {
        assertThat(new Schedule(List.of("0 0 0 1 1 ? 2020")).nextAfter(NOON_AND_SEVEN, ZoneOffset.UTC))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5m", "hourly", "* * * * *", "0 0 25 * * ?", ""})
    void refuses(String word) {
        assertThatThrownBy(() -> new Schedule(List.of(word)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is none of manual, 15m, 1h, 6h, daily");
    }

    @Test
    void refuses_manual_beside_others() {
        assertThatThrownBy(() -> new Schedule(List.of("manual", "1h"))).hasMessageContaining("stands alone");
    }
}
