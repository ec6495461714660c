package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksAreDurableOrRefusedTest extends RouteTest {

    private final List<String> done = new ArrayList<>();

    WebhooksAreDurableOrRefusedTest() {
        super("shop-webhooks");
    }

    @Override
    void arrange() throws Exception {
        replaceAll("shop-webhooks");
    }

    @BeforeEach
    void noteSteps() {
        done.clear();
        for (String step : List.of("queue-webhook", "answer-webhook", "refuse-webhook", "close-webhook")) {
            mock(step).whenAnyExchangeReceived(exchange -> done.add(step));
        }
    }

    @Test
    void a_webhook_is_on_the_queue_before_it_is_answered() {
        assertThat(send("shop-webhooks", "a request").getException()).isNull();
        assertThat(done).containsExactly("queue-webhook", "answer-webhook", "close-webhook");
    }

    @Test
    void one_that_cannot_be_queued_is_refused_so_that_the_shop_sends_it_again() {
        fails("queue-webhook", new IllegalStateException("the broker is away"));
        assertThat(send("shop-webhooks", "a request").getException()).isNull();
        assertThat(done).containsExactly("refuse-webhook", "close-webhook");
    }

    @Test
    void one_that_the_shop_did_not_sign_is_refused_before_it_is_queued() {
        fails("open-webhook", new IllegalArgumentException("this is not its signature"));
        send("shop-webhooks", "a request");
        assertThat(done).containsExactly("refuse-webhook", "close-webhook");
    }
}
