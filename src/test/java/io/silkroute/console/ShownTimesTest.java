package io.silkroute.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.platform.SettableClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTimesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final ShownTimes times = new ShownTimes(SettableClock.at(NOW.toString()));

    @ParameterizedTest
    @CsvSource({
        "3, just now",
        "-3, just now",
        "45, 45 seconds ago",
        "60, 1 minute ago",
        "3599, 59 minutes ago",
        "7200, 2 hours ago",
        "172800, 2 days ago",
        "-300, in 5 minutes"
    })
    void a_time_is_told_as_long_ago_as_it_is(long seconds, String words) {
        assertThat(times.relative(NOW.minusSeconds(seconds))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"840, 0.8 s", "12000, 12 s", "125000, 2 min 5 s", "11520000, 3 h 12 min"})
    void a_run_took_as_long_as_it_took(long millis, String words) {
        assertThat(times.took(NOW, NOW.plusMillis(millis))).isEqualTo(words);
        assertThat(times.took(NOW.minusMillis(millis), null)).as("so far").isEqualTo(words);
    }

    @Test
    void what_has_no_time_has_no_words() {
        assertThat(times.of(null)).isEmpty();
        assertThat(times.relative(null)).isEmpty();
        assertThat(times.took(null, NOW)).isEmpty();
        assertThat(times.of(NOW)).isEqualTo("2026-11-20 10:00:00");
    }

    @Test
    void numbers_have_separators() {
        assertThat(new ShownNumbers().of(1_284)).isEqualTo("1,284");
        assertThat(new ShownNumbers().of(1, "item", "items")).isEqualTo("1 item");
        assertThat(new ShownNumbers().of(20_000, "item", "items")).isEqualTo("20,000 items");
    }
}
