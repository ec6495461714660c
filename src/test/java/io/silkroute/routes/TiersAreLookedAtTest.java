package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TiersAreLookedAtTest extends RouteTest {

    private final ExecutorService loyaltyThreads = Executors.newCachedThreadPool();
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    TiersAreLookedAtTest() {
        super("loyalty-daily");
    }

    /** Two connectors are due; one fails. */
    public class DueRounds {
        public List<String> find() {
            return List.of("bad", "good");
        }

        public void look(String connector) {
            if (connector.equals("bad")) {
                throw new IllegalStateException("a defect");
            }
            done.add("looked at " + connector);
        }

        public void broke(String connector, Exception failure) {
            done.add(connector + " broke: " + failure.getMessage());
        }
    }

    @Override
    void arrange() {
        bind("dueRounds", new DueRounds());
        bind("loyaltyThreads", loyaltyThreads);
    }

    @BeforeEach
    void empty() {
        done.clear();
    }

    @AfterAll
    void shutDown() {
        loyaltyThreads.shutdown();
    }

    @Test
    void a_connector_that_fails_is_told_and_holds_no_other_up() {
        assertThat(send("loyalty-daily", null).getException()).isNull();
        await().untilAsserted(
                        () -> assertThat(done).containsExactlyInAnyOrder("bad broke: a defect", "looked at good"));
    }
}
