package io.silkroute.shopify.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @ParameterizedTest
    @CsvSource({"2000, 100, 16", "4000, 200, 16", "20000, 1000, 64", "40000, 2000, 128"})
    void spends_what_is_granted_and_is_never_throttled(double maximum, double rate, int concurrency) {
        SimulatedShop.Result result = new SimulatedShop(maximum, rate, concurrency, 0.3, 1).run(FIVE_MINUTES);
        assertThat(result.throttled()).isZero();
        assertThat(result.used()).isGreaterThan(0.98);
    }

    @Test
    void notices_that_somebody_else_spends_points_too() {
        SimulatedShop shop = new SimulatedShop(2000, 100, 16, 0.3, 2);
        shop.foreignPerSecond = 50;
        SimulatedShop.Result result = shop.run(FIVE_MINUTES);
        assertThat(result.throttled()).isZero();
        assertThat(result.spent()).isGreaterThan(0.95 * (2000 + 50 * 300));
    }

    @Test
    void notices_that_the_shops_plan_has_changed() {
        SimulatedShop shop = new SimulatedShop(2000, 100, 64, 0.3, 3);
        shop.at(60, () -> {
            shop.maximum = 20_000;
            shop.rate = 1_000;
        });
        SimulatedShop.Result result = shop.run(FIVE_MINUTES);
        assertThat(result.throttled()).isZero();
        assertThat(result.used()).isGreaterThan(0.97);
    }
}
