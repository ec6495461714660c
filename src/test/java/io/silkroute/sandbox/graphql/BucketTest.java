package io.silkroute.sandbox.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BucketTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Bucket bucket = new Bucket(2000, 100, nanos::get);

    private void after(double seconds) {
        nanos.addAndGet((long) (seconds * 1e9));
    }

    @Test
    void is_full_at_first_and_refuses_what_it_cannot_pay() {
        assertThat(bucket.reserve(1000)).isTrue();
        assertThat(bucket.reserve(1000)).isTrue();
        assertThat(bucket.reserve(1)).isFalse();
        assertThat(bucket.available()).isZero();
    }

    @Test
    void is_refilled_with_time_and_never_overflows() {
        bucket.reserve(1000);
        after(2.5);
        assertThat(bucket.available()).isEqualTo(1250);
        after(3600);
        assertThat(bucket.available()).isEqualTo(2000);
    }

    @Test
    void gets_back_what_was_reserved_and_not_spent() {
        bucket.reserve(862);
        bucket.refund(862 - 158);
        assertThat(bucket.status().get("currentlyAvailable")).isEqualTo(1842L);
    }

    @Test
    void another_consumer_takes_its_share_of_the_refill() {
        bucket.fill(0);
        bucket.drain(60);
        after(10);
        assertThat(bucket.available()).isEqualTo(400);
        assertThat(bucket.status().get("restoreRate")).isEqualTo(100.0);
    }

    @Test
    void becomes_another_plans() {
        bucket.become(1000, 50);
        assertThat(bucket.available()).isEqualTo(1000);
        bucket.become(4000, 200);
        after(1);
        assertThat(bucket.available()).isEqualTo(1200);
    }
}
