package io.silkroute.shopify.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConcurrencyTest {

    private final Concurrency concurrency = new Concurrency(64);

    /** As many calls as are let through, again and again. @param seconds an answer takes */
    private void load(int calls, String operation, double seconds) {
        int done = 0;
        while (done < calls) {
            for (int left = concurrency.limit(); left > 0; left--) {
                concurrency.answered(operation, seconds, left);
                done++;
            }
        }
    }

    @Test
    void grows_to_the_most_while_answers_are_as_quick_as_ever() {
        load(2_000, "productSet", 0.8);
        assertThat(concurrency.limit()).isEqualTo(64);
    }

    @Test
    void a_write_that_takes_longer_than_a_read_is_no_sign_of_a_slow_shop() {
        load(20, "productByCustomId", 0.06);
        load(600, "productSet", 0.8);
        assertThat(concurrency.limit()).isGreaterThan(30);
    }

    @Test
    void one_late_answer_is_no_sign_of_a_slow_shop() {
        load(1, "shop", 0.005);
        load(1, "shop", 5);
        load(100, "productSet", 0.8);
        assertThat(concurrency.limit()).isGreaterThan(10);
    }

    @Test
    void a_shop_that_became_slow_for_good_gets_as_many_calls_as_before() {
        load(2_000, "productSet", 0.2);
        load(4_000, "productSet", 1.5);
        assertThat(concurrency.limit()).isGreaterThan(30);
    }

    @Test
    void a_shop_that_takes_much_longer_all_at_once_gets_fewer() {
        load(2_000, "productSet", 0.2);
        load(100, "productSet", 2);
        assertThat(concurrency.limit()).isLessThan(20);
    }

    @Test
    void failures_make_it_fewer() {
        load(2_000, "productSet", 0.8);
        for (int i = 0; i < 100; i++) {
            concurrency.failed();
        }
        assertThat(concurrency.limit()).isEqualTo(1);
    }
}
