package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrdersAreImportedTest extends RouteTest {

    private final ExecutorService importThreads = Executors.newCachedThreadPool();
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    OrdersAreImportedTest() {
        super("order-import");
    }

    /** A phase, or the end, that is read as it says. */
    public record Step(String step) {}

    public class Work {
        public List<String> take() {
            return List.of("i");
        }

        public void begin(String id, Exchange exchange) {
            exchange.setProperty("import", id);
            exchange.setProperty("importHolder", "h");
            exchange.getMessage()
                    .setBody(List.of(
                            new Step("choose"),
                            new Step("bulk"),
                            new Step("customers"),
                            new Step("bad"),
                            new Step("end")));
        }

        public Step beginStep(Step step) {
            done.add("begin " + step.step());
            if (step.step().equals("bad")) {
                throw new IllegalStateException("a defect");
            }
            return step.step().equals("choose") ? new Step("pages") : step;
        }

        public void endStep(Step step) {
            done.add("end " + step.step());
        }

        public void broke(Step step, Exception failure) {
            done.add(step.step() + " broke: " + failure.getMessage());
        }

        public void end(String id, String holder) {
            done.add("ended " + id + " of " + holder);
        }
    }

    public class InPages {
        public void read(Step step) {
            done.add("read " + step.step());
        }
    }

    public class InBulk {
        public Step ask(Step step) {
            done.add("ask " + step.step());
            return step;
        }

        public void read(Step step) {
            done.add("read " + step.step());
        }
    }

    public class Follower {
        public List<String> find() {
            return List.of("bad", "good");
        }

        public void read(String connector) {
            if (connector.equals("bad")) {
                throw new IllegalStateException("a defect");
            }
            done.add("booked " + connector);
        }

        public void broke(String connector, Exception failure) {
            done.add(connector + " broke: " + failure.getMessage());
        }
    }

    public class Kept {
        public void forget() {
            done.add("forgotten");
        }
    }

    @Override
    void arrange() {
        bind("importWork", new Work());
        bind("ordersInPages", new InPages());
        bind("customersByPull", new InPages());
        bind("ordersInBulk", new InBulk());
        bind("orderFollower", new Follower());
        bind("importRetention", new Kept());
        bind("importThreads", importThreads);
    }

    @BeforeEach
    void empty() {
        done.clear();
    }

    @AfterAll
    void shutDown() {
        importThreads.shutdown();
    }

    @Test
    void each_phase_is_read_in_its_way_and_whatever_came_of_it_the_import_is_let_go() {
        assertThat(send("order-imports", null).getException()).isNull();
        Awaitility.await().until(() -> done.contains("ended i of h"));
        assertThat(done)
                .containsExactly(
                        "begin choose",
                        "read pages",
                        "end pages",
                        "begin bulk",
                        "ask bulk",
                        "read bulk",
                        "end bulk",
                        "begin customers",
                        "read customers",
                        "end customers",
                        "begin bad",
                        "bad broke: a defect",
                        "begin end",
                        "end end",
                        "ended i of h");
    }

    @Test
    void changed_orders_of_a_shop_that_fails_hold_no_other_up() {
        assertThat(send("changed-orders", null).getException()).isNull();
        Awaitility.await().until(() -> done.size() == 2);
        assertThat(done).containsExactlyInAnyOrder("bad broke: a defect", "booked good");
    }

    @Test
    void old_imports_are_forgotten() {
        assertThat(send("import-retention", null).getException()).isNull();
        assertThat(done).containsExactly("forgotten");
    }
}
