package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the configurations do, on two routes that fail when they are told to. */
class ErrorsHarmNobodyElseTest extends RouteTest {

    private static final String FAIL = "fail";

    private final List<String> done = java.util.Collections.synchronizedList(new ArrayList<>());

    ErrorsHarmNobodyElseTest() {
        super("errors");
    }

    public class Defects {
        public void park(Exchange item) {
            done.add("parked " + item.getMessage().getBody());
        }
    }

    public class RunLifecycle {
        public void abort(String run, Throwable cause) {
            done.add(run + " broken off: " + cause.getMessage());
        }
    }

    public class PendingStream {
        public void end(Batch batch) {
            done.add("ended " + batch.run());
        }
    }

    /** As much of a batch as the configuration looks at. */
    public record Batch(String run) {}

    @Override
    void arrange() throws Exception {
        bind("defects", new Defects());
        bind("runLifecycle", new RunLifecycle());
        bind("pendingStream", new PendingStream());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String kind : List.of("item", "batch")) {
                    from("direct:" + kind)
                            .routeConfigurationId(kind + "-errors")
                            .setProperty("batch", body())
                            .filter(header(FAIL).isNotNull())
                            .process(exchange -> {
                                throw exchange.getMessage().getHeader(FAIL, Exception.class);
                            });
                }
            }
        });
    }

    @BeforeEach
    void empty() {
        done.clear();
    }

    private Exchange failing(String route, Object body) {
        return send(route, body, Map.of(FAIL, new IllegalStateException("a defect")));
    }

    @Test
    void an_item_that_fails_is_parked_and_its_batch_goes_on() {
        assertThat(failing("item", "P1").getException()).isNull();
        assertThat(done).containsExactly("parked P1");
    }

    @Test
    void an_item_that_does_not_is_left_alone() {
        assertThat(send("item", "P1").getException()).isNull();
        assertThat(done).isEmpty();
    }

    @Test
    void a_batch_that_fails_breaks_its_run_off_and_has_ended() {
        assertThat(failing("batch", new Batch("01RUN")).getException()).isNull();
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(done).containsExactlyInAnyOrder("01RUN broken off: a defect", "ended 01RUN"));
    }

    @Test
    void a_batch_that_does_not_has_ended_too() {
        send("batch", new Batch("01RUN"));
        Awaitility.await().untilAsserted(() -> assertThat(done).containsExactly("ended 01RUN"));
    }
}
