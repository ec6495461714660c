package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndedRunsAreAddedUpTest extends RouteTest {

    EndedRunsAreAddedUpTest() {
        super("metrics-rollup");
    }

    @Override
    void arrange() throws Exception {
        replaceAll("metrics-rollup");
    }

    @Test
    void they_are_added_up_and_what_is_old_is_forgotten() {
        assertThat(send("metrics-rollup", null).getException()).isNull();
        assertThat(reached("add-up-ended-runs", "forget-old-figures").values()).containsOnly(1);
    }

    @Test
    void while_the_database_is_away_nothing_is_forgotten_and_the_next_time_does_both() {
        fails("add-up-ended-runs", new IllegalStateException("the database is away"));
        assertThat(send("metrics-rollup", null).getException()).hasMessage("the database is away");
        assertThat(reached("forget-old-figures")).containsValue(0);
    }
}
