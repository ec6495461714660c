package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StagedChangesAskForARunTest extends RouteTest {

    private static final Map<String, Object> CHUNK = Map.of("connector", "demo", "receipt", "R-1", "arrival", 17L);

    private final List<String> done = new ArrayList<>();
    private @Nullable RuntimeException refusal;
    private @Nullable String newRun;

    StagedChangesAskForARunTest() {
        super("stage-changes");
    }

    class Staging {
        public void stage(String connector, String receipt, long arrival, @Nullable String traceparent, byte[] chunk) {
            if (refusal != null) {
                throw refusal;
            }
            done.add("staged for " + connector + " of " + receipt + " from " + arrival + ": "
                    + new String(chunk, java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    public static class FormerConnectors {
        public boolean isOfToday(String connector, long arrival) {
            return connector.equals("demo") && arrival == 17;
        }
    }

    class RunRequests {
        public @Nullable String onChange(String connector) {
            done.add("changed: " + connector);
            return newRun;
        }
    }

    @Override
    void arrange() throws Exception {
        bind("formerConnectors", new FormerConnectors());
        bind("staging", new Staging());
        bind("runRequests", new RunRequests());
        standIn("announce-run");
    }

    @BeforeEach
    void empty() {
        done.clear();
        refusal = null;
        newRun = null;
    }

    private @Nullable Exception send() {
        return send("stage-changes", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8), CHUNK)
                .getException();
    }

    @Test
    void a_chunk_is_staged_and_joins_the_run_in_progress() {
        assertThat(send()).isNull();
        assertThat(done).containsExactly("staged for demo of R-1 from 17: {}", "changed: demo");
        assertThat(reached("announce-run")).containsValue(0);
    }

    @Test
    void a_run_that_it_begins_is_announced() throws Exception {
        newRun = "01RUN";
        mock("announce-run").expectedBodiesReceived(List.of("01RUN"));
        assertThat(send()).isNull();
        mock("announce-run").assertIsSatisfied();
    }

    @Test
    void a_chunk_that_is_not_staged_stays_on_the_queue_and_asks_for_nothing() {
        refusal = new IllegalStateException("the database is away");
        assertThat(send()).hasMessage("the database is away");
        assertThat(done).isEmpty();
        assertThat(reached("announce-run")).containsValue(0);
    }

    @Test
    void a_chunk_for_a_connector_that_was_deleted_is_dropped() {
        Map<String, Object> late = Map.of("connector", "demo", "receipt", "R-1", "arrival", 16L);
        assertThat(send("stage-changes", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8), late)
                        .getException())
                .isNull();
        assertThat(done).isEmpty();
    }
}
