package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndedDiscountsAreToldTest extends RouteTest {

    EndedDiscountsAreToldTest() {
        super("discount-ends");
    }

    @Override
    void arrange() throws Exception {
        replace("discount-ends", "tell-ended-discounts");
    }

    @Test
    void each_look_asks_once() {
        send("discount-ends", null);
        assertThat(reached("tell-ended-discounts")).containsValue(1);
    }

    @Test
    void a_look_that_fails_is_followed_by_another() {
        fails("tell-ended-discounts", new IllegalStateException("the database is away"));
        assertThat(send("discount-ends", null).getException()).hasMessage("the database is away");
        send("discount-ends", null);
        assertThat(reached("tell-ended-discounts")).containsValue(2);
    }
}
