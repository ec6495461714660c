package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportsAreWorkedOffTest extends RouteTest {

    ReportsAreWorkedOffTest() {
        super("drift-reports");
    }

    @Override
    void arrange() throws Exception {
        replace("drift-reports", "work-on-reports");
    }

    @Test
    void each_tick_asks_once() {
        send("drift-reports", null);
        assertThat(reached("work-on-reports")).containsValue(1);
    }

    @Test
    void a_tick_that_fails_is_followed_by_another() {
        fails("work-on-reports", new IllegalStateException("the database is away"));
        assertThat(send("drift-reports", null).getException()).hasMessage("the database is away");
        send("drift-reports", null);
        assertThat(reached("work-on-reports")).containsValue(2);
    }
}
