package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLettersAreKeptTest extends RouteTest {

    DeadLettersAreKeptTest() {
        super("dead-letter");
    }

    @Override
    void arrange() throws Exception {
        replaceAll("keep-dead-letters");
    }

    @Test
    void a_message_is_kept_with_what_is_needed_to_put_it_back() throws Exception {
        mock("keep-dead-letter").expectedBodiesReceived(List.of("01RUN"));
        mock("keep-dead-letter").expectedHeaderReceived("_AMQ_ORIG_QUEUE", "sync.runs");
        send("keep-dead-letters", "01RUN", Map.of("_AMQ_ORIG_QUEUE", "sync.runs"));
        mock("keep-dead-letter").assertIsSatisfied();
    }

    @Test
    void a_message_that_cannot_be_kept_stays_with_the_broker() {
        fails("keep-dead-letter", new IllegalStateException("the database is away"));
        assertThat(send("keep-dead-letters", "01RUN").getException()).hasMessage("the database is away");
    }
}
