package io.silkroute.run.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration EVERY = Duration.ofMillis(500);

    private static void work(Samples samples, Instant from, Duration time) {
        for (Instant now = from; now.isBefore(from.plus(time)); now = now.plus(EVERY)) {
            if (samples.due(now)) {
                double seconds = Duration.between(START, now).toMillis() / 1000.0;
                samples.add(new Budget.Point(now, seconds == 100 ? 3 : 1_000, seconds));
            }
        }
    }

    @Test
    void a_short_run_keeps_each_sample() {
        Samples samples = new Samples(EVERY);
        work(samples, START, Duration.ofSeconds(10));
        assertThat(samples.points()).hasSize(20);
    }

    @Test
    void a_long_run_needs_no_more_room_and_its_lowest_level_is_seen_still() {
        Samples samples = new Samples(EVERY);
        work(samples, START, Duration.ofHours(3));
        List<Budget.Point> points = samples.points();
        assertThat(points.size()).isBetween(Samples.MOST / 2, Samples.MOST);
        assertThat(points).extracting(Budget.Point::level).contains(3.0);
        assertThat(points).extracting(Budget.Point::at).isSorted().startsWith(START);
        assertThat(points.get(points.size() - 1).at()).isAfter(START.plus(Duration.ofMinutes(175)));
        assertThat(points).extracting(Budget.Point::spent).isSorted();
    }

    @Test
    void a_run_that_goes_on_elsewhere_goes_on_with_its_samples() {
        Samples samples = new Samples(EVERY);
        work(samples, START, Duration.ofHours(1));
        Samples onwards = new Samples(EVERY, samples.points());
        work(onwards, START.plus(Duration.ofHours(2)), Duration.ofHours(1));
        assertThat(onwards.points().size()).isLessThanOrEqualTo(Samples.MOST);
        assertThat(onwards.points().get(0).at()).isEqualTo(START);
    }
}
