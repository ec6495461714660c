package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnPushesAreDurableTest extends RouteTest {

    private final List<String> done = new ArrayList<>();

    OwnPushesAreDurableTest() {
        super("own-push");
    }

    @Override
    void arrange() throws Exception {
        replace("own-push", "open-own-push", "keep-own-receipt", "close-own-push");
        standIn("take-in-items");
    }

    @BeforeEach
    void noteSteps() {
        done.clear();
        for (String step : List.of("open-own-push", "take-in-items", "keep-own-receipt", "close-own-push")) {
            mock(step).whenAnyExchangeReceived(exchange -> done.add(step));
        }
    }

    @Test
    void the_receipt_is_kept_once_the_items_are_on_the_queue() {
        assertThat(send("own-push", "lines").getException()).isNull();
        assertThat(done).containsExactly("open-own-push", "take-in-items", "keep-own-receipt", "close-own-push");
    }

    @Test
    void when_the_queue_does_not_take_them_who_pushes_is_told_and_nothing_is_left_open() {
        mock("take-in-items").whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("the broker is away");
        });
        Exchange push = send("own-push", "lines");
        assertThat(push.getException()).hasMessage("the broker is away");
        assertThat(done).containsExactly("open-own-push", "close-own-push");
    }
}
