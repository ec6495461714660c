package io.silkroute.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunStateTest {

    private static Set<RunState> from(RunState state) {
        Set<RunState> next = EnumSet.noneOf(RunState.class);
        Arrays.stream(RunState.values()).filter(state::canBecome).forEach(next::add);
        return next;
    }

    @Test
    void a_queued_run_starts_or_never_does() {
        assertThat(from(RunState.QUEUED))
                .containsExactlyInAnyOrder(RunState.RUNNING, RunState.SUPERSEDED, RunState.CANCELLED, RunState.FAILED);
    }

    @Test
    void a_run_at_work_ends_stops_or_is_interrupted() {
        assertThat(from(RunState.RUNNING))
                .containsExactlyInAnyOrder(
                        RunState.QUEUED,
                        RunState.STOPPING,
                        RunState.INTERRUPTED,
                        RunState.COMPLETED,
                        RunState.COMPLETED_WITH_FAILURES,
                        RunState.FAILED);
        assertThat(from(RunState.STOPPING)).contains(RunState.RUNNING, RunState.INTERRUPTED);
    }

    @Test
    void an_interrupted_run_goes_on_only_through_the_queue() {
        assertThat(from(RunState.INTERRUPTED))
                .containsExactlyInAnyOrder(RunState.QUEUED, RunState.SUPERSEDED, RunState.CANCELLED);
    }

    @Test
    void an_ended_run_stays_as_it_is() {
        assertThat(RunState.values())
                .filteredOn(RunState::finished)
                .containsExactlyInAnyOrder(
                        RunState.SUPERSEDED,
                        RunState.CANCELLED,
                        RunState.COMPLETED,
                        RunState.COMPLETED_WITH_FAILURES,
                        RunState.FAILED)
                .allMatch(state -> from(state).isEmpty());
    }

    @Test
    void every_state_is_found_by_its_word() {
        assertThat(RunState.values()).allMatch(state -> RunState.of(state.word()) == state);
        assertThat(RunState.COMPLETED_WITH_FAILURES.word()).isEqualTo("completed-with-failures");
    }
}
