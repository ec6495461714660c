package io.silkroute.connector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
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

    private static final ZoneId BERLIN =
            ZoneId.of("Europe/Berlin"); // 2027-03-28 without 02:xx, 2026-10-25 with it twice

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            daily                | 2027-03-26T23:00:00Z | 2027-03-27T01:00:00Z 2027-03-28T01:00:00Z 2027-03-29T00:00:00Z
            0 30 2 * * ?         | 2027-03-27T12:00:00Z | 2027-03-28T01:30:00Z 2027-03-29T00:30:00Z
            0 0,30 2,3 * * ?     | 2027-03-28T00:30:00Z | 2027-03-28T01:00:00Z 2027-03-28T01:30:00Z 2027-03-29T00:00:00Z
            daily                | 2026-10-24T12:00:00Z | 2026-10-25T00:00:00Z 2026-10-26T01:00:00Z
            0 30 2 * * ?         | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z
            0 30 2 * * ?         | 2026-10-25T01:10:00Z | 2026-10-26T01:30:00Z
            1h                   | 2026-10-24T23:30:00Z | 2026-10-25T00:00:00Z 2026-10-25T01:00:00Z 2026-10-25T02:00:00Z
            15m                  | 2026-10-25T00:40:00Z | 2026-10-25T00:45:00Z 2026-10-25T01:00:00Z 2026-10-25T01:15:00Z
            15m                  | 2027-03-28T00:40:00Z | 2027-03-28T00:45:00Z 2027-03-28T01:00:00Z 2027-03-28T01:15:00Z
            6h                   | 2026-10-24T23:00:00Z | 2026-10-25T05:00:00Z 2026-10-25T11:00:00Z
            0 0 0,6,12 * * ?     | 2026-11-20T12:00:00Z | 2026-11-20T23:00:00Z 2026-11-21T05:00:00Z 2026-11-21T11:00:00Z
            """)
    void comes_at_the_wall_clocks_times_neither_twice_nor_never_when_it_is_changed(
            String word, Instant after, String times) {
        List<Instant> told = Stream.of(times.split(" ")).map(Instant::parse).toList();
        assertThat(new Schedule(List.of(word)).nextAfter(after, BERLIN, told.size()))
                .isEqualTo(told);
    }
}
