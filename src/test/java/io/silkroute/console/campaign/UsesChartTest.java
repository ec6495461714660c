package io.silkroute.console.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.promotion.UsageFigures.Day;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class UsesChartTest {

    private static Day day(int day, long uses) {
        return new Day(LocalDate.of(2026, 11, day), uses);
    }

    @Test
    void the_busiest_day_is_highest_and_a_single_use_is_seen() {
        UsesChart chart = Objects.requireNonNull(UsesChart.of(List.of(day(1, 1), day(2, 0), day(3, 1000))));
        assertThat(chart.columns())
                .containsExactly(
                        new UsesChart.Column(0, 58, 2, "2026-11-01: 1"),
                        new UsesChart.Column(24, 0, 60, "2026-11-03: 1000"));
        assertThat(chart.width()).isEqualTo(36);
        assertThat(chart.told())
                .isEqualTo("Uses a day from 2026-11-01 to 2026-11-03: 1001 in all, most on 2026-11-03 (1000)");
    }

    @Test
    void without_uses_nothing_is_drawn() {
        assertThat(UsesChart.of(List.of())).isNull();
        assertThat(UsesChart.of(List.of(day(1, 0)))).isNull();
    }
}
