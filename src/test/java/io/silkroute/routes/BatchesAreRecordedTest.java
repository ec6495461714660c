package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchesAreRecordedTest extends RouteTest {

    private static final String[] STEPS = {
        "record-recognised",
        "load-batch",
        "guard-removals",
        "choose-path",
        "link-existing",
        "decide-on-each-item",
        "note-intents",
        "write-each-item",
        "join-codes-of-batch",
        "write-in-bulk",
        "publish-new",
        "record-batch"
    };

    private final ExecutorService itemThreads = Executors.newCachedThreadPool();
    private final List<String> ends = Collections.synchronizedList(new ArrayList<>());

    BatchesAreRecordedTest() {
        super("export-batch");
    }

    /** As much of a batch as the routes look at. */
    public record Batch(String kind, String run) {}

    public class RunLifecycle {
        public void abort(String run, Throwable cause) {
            ends.add(run + " broken off: " + cause.getMessage());
        }
    }

    public class PendingStream {
        public void end(Batch batch) {
            ends.add(batch.run() + " ended");
        }
    }

    @Override
    void arrange() throws Exception {
        AggregationStrategy gathered = new GroupedBodyAggregationStrategy();
        bind("decisions", gathered);
        bind("outcomes", gathered);
        bind("itemThreads", itemThreads);
        bind("runLifecycle", new RunLifecycle());
        bind("pendingStream", new PendingStream());
        replaceAll("export-batch");
    }

    @AfterAll
    void shutDown() {
        itemThreads.shutdown();
    }

    @BeforeEach
    void loadTwo() {
        ends.clear();
        answers("load-batch", List.of("P1", "P2"));
    }

    private void export(String kind) {
        assertThat(send("export-batch", new Batch(kind, "01RUN")).getException())
                .isNull();
    }

    @Test
    void changed_items_are_decided_on_written_and_recorded_together() throws Exception {
        mock("write-each-item").expectedBodiesReceivedInAnyOrder("P1", "P2");
        mock("record-batch").expectedMessageCount(1);
        export("pending");
        mock("write-each-item").assertIsSatisfied();
        assertThat(reached(STEPS).values()).containsExactly(0, 1, 1, 1, 1, 2, 1, 2, 1, 1, 1, 1);
        assertThat(mock("record-batch").getExchanges().get(0).getMessage().getBody(List.class))
                .containsExactlyInAnyOrder("P1", "P2");
        Awaitility.await().untilAsserted(() -> assertThat(ends).containsExactly("01RUN ended"));
    }

    @Test
    void what_was_recognised_as_unchanged_is_only_recorded() {
        export("unchanged");
        var reached = reached(STEPS);
        assertThat(reached.remove("record-recognised")).isOne();
        assertThat(reached.values()).containsOnly(0);
    }

    @Test
    void nothing_is_written_before_its_intent_is_noted() {
        fails("note-intents", new IllegalStateException("the database is away"));
        export("pending");
        assertThat(reached("write-each-item", "write-in-bulk", "record-batch").values())
                .containsOnly(0);
    }

    @Test
    void a_batch_that_cannot_be_recorded_breaks_its_run_off_and_has_ended() {
        fails("record-batch", new IllegalStateException("the database is away"));
        export("pending");
        Awaitility.await()
                .untilAsserted(() -> assertThat(ends)
                        .containsExactlyInAnyOrder("01RUN broken off: the database is away", "01RUN ended"));
    }
}
