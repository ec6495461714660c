package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotedObjectsAreReadAnewTest extends RouteTest {

    NotedObjectsAreReadAnewTest() {
        super("conflict-looks");
    }

    @Override
    void arrange() throws Exception {
        replace("conflict-looks", "look-at-what-is-due");
    }

    @Test
    void each_tick_asks_once() {
        send("conflict-looks", null);
        assertThat(reached("look-at-what-is-due")).containsValue(1);
    }

    @Test
    void a_tick_that_fails_is_followed_by_another() {
        fails("look-at-what-is-due", new IllegalStateException("the database is away"));
        assertThat(send("conflict-looks", null).getException()).hasMessage("the database is away");
        send("conflict-looks", null);
        assertThat(reached("look-at-what-is-due")).containsValue(2);
    }
}
