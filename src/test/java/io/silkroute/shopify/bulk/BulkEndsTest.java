package io.silkroute.shopify.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.shopify.ShopifyId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulkEndsTest {

    private static final ShopifyId OPERATION = new ShopifyId("gid://shopify/BulkOperation/1");

    private final List<Duration> pauses = new ArrayList<>();
    private BulkEnds ends = new BulkEnds(pauses::add);

    private Duration waited() {
        return pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void a_pause_is_as_long_as_it_is_when_nothing_is_told() throws InterruptedException {
        ends.await(OPERATION, Duration.ofMillis(3_050));
        assertThat(waited()).isEqualTo(Duration.ofMillis(3_050));
    }

    @Test
    void a_pause_is_over_when_the_shop_tells_of_the_end_and_another_one_goes_on() throws InterruptedException {
        ends = new BulkEnds(time -> {
            pauses.add(time);
            if (pauses.size() == 3) {
                ends.ended(new ShopifyId("gid://shopify/BulkOperation/2"));
            }
            if (pauses.size() == 5) {
                ends.ended(OPERATION);
            }
        });
        ends.await(OPERATION, Duration.ofSeconds(30));
        assertThat(waited()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void what_is_told_of_an_operation_that_nobody_waits_for_is_forgotten() throws InterruptedException {
        ends.ended(OPERATION);
        ends.await(OPERATION, Duration.ofMillis(200));
        assertThat(waited()).isEqualTo(Duration.ofMillis(200));
    }
}
