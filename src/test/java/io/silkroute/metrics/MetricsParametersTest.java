package io.silkroute.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsParametersTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:07:00Z");

    private static MetricsParameters of(String... given) {
        Map<String, String[]> parameters = new HashMap<>();
        for (String one : given) {
            String[] parts = one.split("=", 2);
            parameters.put(parts[0], new String[] {parts[1]});
        }
        MetricsParameters.check(parameters);
        return MetricsParameters.of(
                value(parameters, "from"),
                value(parameters, "to"),
                value(parameters, "step"),
                NOW,
                Duration.ofDays(90),
                ZoneId.of("Europe/Berlin"));
    }

    private static @Nullable String value(Map<String, String[]> parameters, String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Test
    void without_any_it_is_the_last_thirty_days_and_by_hour_the_last_two() {
        assertThat(of()).isEqualTo(new MetricsParameters(NOW.minus(Duration.ofDays(30)), NOW, Step.DAY));
        assertThat(of("step=hour").from()).isEqualTo(NOW.minus(Duration.ofDays(2)));
    }

    @Test
    void a_day_begins_where_the_zones_does() {
        assertThat(of("from=2026-11-01", "to=2026-11-02T00:00:00Z").from()).isEqualTo("2026-10-31T23:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            step=minute                                           | hour or day
            from=yesterday                                        | must be a time
            to=2026-13-01                                         | must be a time
            to=+999999999-01-01                                   | must be a time
            from=2026-11-20T12:07:00Z                             | before to
            from=2026-01-01                                       | not be more than 90 days
            limit=5                                               | known are from, step, to
            """)
    void what_is_wrong_is_told(String given, String told) {
        assertThatThrownBy(() -> of(given)).hasMessageContaining(told);
    }
}
