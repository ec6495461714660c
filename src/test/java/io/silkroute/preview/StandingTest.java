package io.silkroute.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The state of a connector, over every combination of what it is made of. */
class StandingTest {

    private static final int FACTS = 12;

    private static List<Standing> all() {
        List<Standing> all = new ArrayList<>();
        for (int bits = 0; bits < 1 << FACTS; bits++) {
            all.add(new Standing(
                    is(bits, 0),
                    is(bits, 1),
                    is(bits, 2),
                    is(bits, 3),
                    is(bits, 4),
                    n(bits, 5),
                    n(bits, 6),
                    n(bits, 7),
                    n(bits, 8),
                    n(bits, 9),
                    n(bits, 10),
                    n(bits, 11)));
        }
        return all;
    }

    private static boolean is(int bits, int place) {
        return (bits >> place & 1) == 1;
    }

    private static long n(int bits, int place) {
        return is(bits, place) ? 3 : 0;
    }

    private static boolean waitsForAPerson(Standing one) {
        return one.interrupted()
                || one.parked() > 0
                || one.rejected() > 0
                || one.refused() > 0
                || one.overdue() > 0
                || one.conflicts() > 0
                || one.failingSources() > 0;
    }

    @Test
    void the_gravest_that_is_true_is_the_state() {
        assertThat(all()).hasSize(4096).allSatisfy(one -> {
            ConnectorState expected = one.failed()
                    ? ConnectorState.FAILING
                    : waitsForAPerson(one)
                            ? ConnectorState.NEEDS_YOU
                            : one.incomplete() > 0
                                    ? ConnectorState.INCOMPLETE
                                    : !one.ended()
                                            ? ConnectorState.NEW
                                            : one.active() ? ConnectorState.HEALTHY : ConnectorState.PAUSED;
            assertThat(one.state()).as(one.toString()).isEqualTo(expected);
        });
    }

    @Test
    void a_run_under_way_changes_no_state() {
        assertThat(all())
                .allSatisfy(one -> assertThat(new Standing(
                                        one.active(),
                                        !one.working(),
                                        one.ended(),
                                        one.failed(),
                                        one.interrupted(),
                                        one.parked(),
                                        one.rejected(),
                                        one.refused(),
                                        one.overdue(),
                                        one.conflicts(),
                                        one.failingSources(),
                                        one.incomplete())
                                .state())
                        .isEqualTo(one.state()));
    }

    @Test
    void green_is_only_what_is_healthy() {
        assertThat(all())
                .filteredOn(one -> one.state() == ConnectorState.HEALTHY)
                .isNotEmpty()
                .allSatisfy(one -> {
                    assertThat(one.failed() || waitsForAPerson(one)).isFalse();
                    assertThat(one.incomplete()).isZero();
                    assertThat(one.active() && one.ended()).isTrue();
                });
    }

    @Test
    void the_indicator_says_the_same_in_four_words() {
        assertThat(all())
                .allSatisfy(one -> assertThat(one.indicator())
                        .as(one.toString())
                        .isEqualTo(
                                one.working()
                                        ? "in-progress"
                                        : switch (one.state()) {
                                            case FAILING, NEEDS_YOU -> "failed";
                                            case INCOMPLETE, HEALTHY -> "success";
                                            case PAUSED, NEW -> "idle";
                                        }));
    }
}
