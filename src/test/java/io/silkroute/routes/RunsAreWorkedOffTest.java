package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.ConnectorName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RunsAreWorkedOffTest extends RouteTest {

    private static final String[] STEPS = {
        "give-run-back",
        "ready-shop",
        "settle-earlier-operations",
        "export-each-batch",
        "end-run",
        "announce-following-run",
        "lose-run",
        "let-run-go"
    };

    private final ExecutorService batchThreads = Executors.newCachedThreadPool();

    RunsAreWorkedOffTest() {
        super("run-synchronize");
    }

    /** Two batches. */
    public static class PendingStream {
        public Iterator<String> of() {
            return List.of("batch 1", "batch 2").iterator();
        }
    }

    @Override
    void arrange() throws Exception {
        bind("pendingStream", new PendingStream());
        bind("batchThreads", batchThreads);
        replaceAll("synchronize");
    }

    @AfterAll
    void shutDown() {
        batchThreads.shutdown();
    }

    /** What was reached, in the order of the route. */
    private List<String> reached() {
        List<String> reached = new ArrayList<>();
        reached(STEPS).forEach((step, times) -> reached.addAll(Collections.nCopies(times, step)));
        return reached;
    }

    /** An error that the route catches; its package keeps the making of it to itself. */
    private Exception caught(String name) throws ReflectiveOperationException {
        var made = Class.forName(caughtTypes().stream()
                        .filter(type -> type.endsWith("." + name))
                        .findFirst()
                        .orElseThrow())
                .getDeclaredConstructor(ConnectorName.class);
        made.setAccessible(true);
        return (Exception) made.newInstance(new ConnectorName("demo"));
    }

    /** Given back on purpose, which is no error. */
    private boolean comesAgainQuietly() {
        Exchange run = send("synchronize", "01RUN");
        return run.isRollbackOnly() && run.getException() == null;
    }

    @Test
    void a_run_flows_batch_by_batch_and_announces_what_follows() {
        answers("begin-run", "the run");
        answers("end-run", "the following run");
        Exchange run = send("synchronize", "01RUN");
        assertThat(run.getException()).isNull();
        assertThat(reached())
                .containsExactly(
                        "ready-shop",
                        "settle-earlier-operations",
                        "export-each-batch",
                        "export-each-batch",
                        "end-run",
                        "announce-following-run");
        assertThat(mock("announce-following-run")
                        .getExchanges()
                        .get(0)
                        .getMessage()
                        .getBody())
                .isEqualTo("the following run");
    }

    @Test
    void the_last_of_its_connector_announces_nothing() {
        answers("begin-run", "the run");
        answers("end-run", null);
        assertThat(send("synchronize", "01RUN").getException()).isNull();
        assertThat(reached()).contains("end-run").doesNotContain("announce-following-run");
    }

    @Test
    void a_message_whose_run_has_ended_is_taken_off() {
        answers("begin-run", null);
        Exchange run = send("synchronize", "01RUN");
        assertThat(run.getException()).isNull();
        assertThat(run.isRollbackOnly()).isFalse();
        assertThat(reached()).isEmpty();
    }

    @Test
    void while_another_node_works_for_its_connector_it_comes_again() throws Exception {
        fails("begin-run", caught("LeaseHeld"));
        assertThat(comesAgainQuietly()).isTrue();
        assertThat(reached()).containsExactly("give-run-back");
    }

    @Test
    void one_that_another_node_has_taken_up_comes_again_until_that_one_has_ended_it() throws Exception {
        answers("begin-run", "the run");
        fails("end-run", caught("LeaseLost"));
        assertThat(comesAgainQuietly()).isTrue();
        assertThat(reached()).contains("lose-run").doesNotContain("let-run-go", "announce-following-run");
    }

    @Test
    void one_that_cannot_be_worked_off_is_let_go_and_its_message_comes_again() {
        IllegalStateException cause = new IllegalStateException("a batch broke off");
        answers("begin-run", "the run");
        fails("end-run", cause);
        fails("let-run-go", cause);
        assertThat(send("synchronize", "01RUN").getException()).isSameAs(cause);
        assertThat(reached()).contains("let-run-go").doesNotContain("announce-following-run");
    }

    @Test
    void a_shop_that_is_not_ready_gets_no_batch() {
        answers("begin-run", "the run");
        fails("ready-shop", new IllegalStateException("no token"));
        send("synchronize", "01RUN");
        assertThat(reached()).containsExactly("ready-shop", "let-run-go");
    }
}
