package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

class PushesAreDurableOrRefusedTest extends RouteTest {

    private final List<String> done = new ArrayList<>();

    PushesAreDurableOrRefusedTest() {
        super("pim-push");
    }

    private final class Broker extends AbstractPlatformTransactionManager {

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            done.add("begin");
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            done.add("commit");
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            done.add("rollback");
        }
    }

    @Override
    void arrange() throws Exception {
        SpringTransactionPolicy jmsRequired = new SpringTransactionPolicy(new Broker());
        jmsRequired.setPropagationBehaviorName("PROPAGATION_REQUIRED");
        bind("jmsRequired", jmsRequired);
        replace("pim-push", "open-push", "answer-push", "refuse-push", "close-push");
        replace("pim-files", "open-sent-file", "answer-sent-file", "refuse-sent-file", "close-sent-file");
        replaceAll("take-in-items");
    }

    @BeforeEach
    void openTwoChunks() {
        done.clear();
        answers("open-push", List.of("chunk 1", "chunk 2"));
        answers("open-sent-file", List.of("chunk"));
        for (String step : List.of(
                "queue-chunk",
                "answer-push",
                "refuse-push",
                "close-push",
                "answer-sent-file",
                "refuse-sent-file",
                "close-sent-file")) {
            mock(step).whenAnyExchangeReceived(exchange -> done.add(step));
        }
    }

    @Test
    void every_chunk_of_a_push_is_queued_before_it_is_answered() {
        Exchange push = send("pim-push", "a request");
        assertThat(push.getException()).isNull();
        assertThat(done).containsExactly("begin", "queue-chunk", "queue-chunk", "commit", "answer-push", "close-push");
        assertThat(reached("address-chunk")).containsValue(2);
    }

    @Test
    void when_one_cannot_be_queued_none_is_and_the_push_is_refused() {
        mock("queue-chunk").whenExchangeReceived(2, exchange -> {
            throw new IllegalStateException("the broker is away");
        });
        Exchange push = send("pim-push", "a request");
        assertThat(push.getException()).isNull();
        assertThat(done).containsExactly("begin", "queue-chunk", "rollback", "refuse-push", "close-push");
    }

    @Test
    void a_sender_who_may_not_is_refused_before_anything_is_read() {
        fails("open-push", new IllegalArgumentException("this is not the token"));
        send("pim-push", "a request");
        assertThat(done).containsExactly("refuse-push", "close-push");
    }

    @Test
    void a_file_of_rows_is_queued_before_it_is_answered() {
        assertThat(send("pim-files", "a request").getException()).isNull();
        assertThat(done).containsExactly("begin", "queue-chunk", "commit", "answer-sent-file", "close-sent-file");
    }

    @Test
    void a_file_of_which_nothing_can_be_made_is_refused_and_freed() {
        fails("open-sent-file", new IllegalArgumentException("nobody knows these columns"));
        assertThat(send("pim-files", "a request").getException()).isNull();
        assertThat(done).containsExactly("refuse-sent-file", "close-sent-file");
    }
}
