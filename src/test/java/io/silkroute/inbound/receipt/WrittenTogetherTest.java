package io.silkroute.inbound.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class WrittenTogetherTest {

    @Test
    void who_comes_while_one_is_written_is_written_with_the_next() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<List<Integer>> groups = new ArrayList<>();
        WrittenTogether<Integer> together = new WrittenTogether<>(group -> {
            groups.add(group);
            begun.countDown();
            await(goOn);
        });
        ExecutorService threads = Executors.newFixedThreadPool(9);
        try {
            List<Future<?>> all = new ArrayList<>();
            all.add(threads.submit(() -> together.write(0)));
            begun.await();
            for (int i = 1; i < 9; i++) {
                int number = i;
                all.add(threads.submit(() -> together.write(number)));
            }
            while (together.waiting() < 8) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(groups).hasSize(2);
        assertThat(groups.get(1)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void a_failure_is_told_to_whose_wish_it_was_and_to_no_other() {
        WrittenTogether<String> together = new WrittenTogether<>(group -> {
            if (group.contains("bad")) {
                throw new IllegalStateException("no");
            }
        });
        assertThatThrownBy(() -> together.write("bad")).hasMessage("no");
        together.write("good");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
