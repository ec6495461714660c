package io.silkroute.inbound.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepeatsTest {

    private static final Instant LATEST = Instant.parse("2026-11-21T10:00:00Z");

    private final Repeats repeats = new Repeats();
    private long index;

    private void came(String type, String id, @Nullable String updated) {
        repeats.add(new Repeats.Came(type, id, index, index + 1, updated));
        index++;
    }

    private List<Remark> remarks() {
        List<Remark> remarks = new ArrayList<>();
        repeats.each(LATEST, remarks::add);
        return remarks;
    }

    private String only() {
        assertThat(remarks()).hasSize(1);
        return remarks().get(0).reason();
    }

    @Test
    void the_last_of_two_counts() {
        came("product", "A", null);
        came("product", "B", null);
        came("product", "A", null);
        assertThat(only())
                .isEqualTo("The product \"A\" came twice in this delivery, in rows 1, 3. Row 3 counts, the last one.");
        assertThat(remarks().get(0).row()).isEqualTo(3);
    }

    @Test
    void an_older_version_does_not_count_though_it_came_last() {
        came("product", "A", "2026-11-20T10:00:00Z");
        came("product", "A", "2026-11-20T10:00:00+01:00");
        assertThat(only()).contains("Row 1 counts, because its \"updated\" is the newest.");
    }

    @Test
    void a_time_in_the_future_or_none_leaves_it_to_the_order() {
        came("product", "A", "2031-11-20T10:00:00Z");
        came("product", "A", "2026-11-20T10:00:00Z");
        came("product", "A", null);
        assertThat(only()).contains("3 times", "in rows 1, 2, 3. Row 3 counts");
    }

    @Test
    void another_type_or_another_case_is_another_item() {
        came("product", "A", null);
        came("variant", "A", null);
        came("product", "a", null);
        assertThat(remarks()).isEmpty();
    }

    @Test
    void many_rows_are_told_shortly() {
        for (int i = 0; i < 1_000; i++) {
            came("product", "A", null);
        }
        assertThat(only()).contains("1000 times", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 … 1000. Row 1000 counts");
    }

    @Test
    void ids_far_apart_are_found_and_memory_does_not_grow_with_the_delivery() throws IOException {
        long before = usedAfterGc();
        for (int i = 0; i < 500_000; i++) {
            came("product", "SKU-" + i, "2026-11-20T10:00:00Z");
        }
        came("product", "SKU-0", null);
        came("product", "SKU-499999", null);
        assertThat(usedAfterGc() - before).isLessThan(8L << 20);

        assertThat(remarks()).extracting(Remark::id).containsExactlyInAnyOrder("SKU-0", "SKU-499999");
        repeats.close();
    }

    private static long usedAfterGc() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
