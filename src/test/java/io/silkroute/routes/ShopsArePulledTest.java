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

class ShopsArePulledTest extends RouteTest {

    private final ExecutorService pullThreads = Executors.newCachedThreadPool();
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    ShopsArePulledTest() {
        super("shop-pull");
    }

    /** A stream; one is read for the first time, one cannot be read. */
    public record Task(String stream) {
        public boolean everything() {
            return stream.equals("first");
        }
    }

    public class Due {
        public void ask() {
            done.add("asked");
        }
    }

    public class Work {
        public List<String> take() {
            return List.of("p");
        }

        public void begin(String pull, Exchange exchange) {
            exchange.setProperty("pull", pull);
            exchange.getMessage().setBody(List.of(new Task("bad"), new Task("first"), new Task("good")));
        }

        public void beginStream(Task task) {
            done.add("begin " + task.stream());
        }

        public void endStream(Task task) {
            done.add("end " + task.stream());
        }

        public void broke(Task task, Exception failure) {
            done.add(task.stream() + " broke: " + failure.getMessage());
        }

        public void end(String pull) {
            done.add("ended " + pull);
        }

        public void forget() {
            done.add("forgotten");
        }
    }

    public class News {
        public void readChanged(Task task) {
            if (task.stream().equals("bad")) {
                throw new IllegalStateException("a defect");
            }
            done.add("changed " + task.stream());
        }

        public void readDeleted(Task task) {
            done.add("deleted " + task.stream());
        }
    }

    public class All {
        public Task ask(Task task) {
            done.add("ask " + task.stream());
            return task;
        }

        public Task read(Task task) {
            done.add("read " + task.stream());
            return task;
        }

        public void settle(Task task) {
            done.add("settle " + task.stream());
        }
    }

    public class Changes {
        public List<String> find() {
            return List.of("bad", "good");
        }

        public void tell(String connector) {
            if (connector.equals("bad")) {
                throw new IllegalStateException("a defect");
            }
            done.add("told " + connector);
        }

        public void broke(String connector, Exception failure) {
            done.add(connector + " broke: " + failure.getMessage());
        }
    }

    @Override
    void arrange() {
        bind("duePulls", new Due());
        bind("pullWork", new Work());
        bind("pullNews", new News());
        bind("pullEverything", new All());
        bind("toldChanges", new Changes());
        bind("pullThreads", pullThreads);
    }

    @BeforeEach
    void empty() {
        done.clear();
    }

    @AfterAll
    void shutDown() {
        pullThreads.shutdown();
    }

    @Test
    void each_stream_is_read_everything_first_where_it_is_to_be_and_one_that_fails_holds_no_other_up() {
        assertThat(send("shop-pulls", null).getException()).isNull();
        Awaitility.await().until(() -> done.contains("ended p"));
        assertThat(done)
                .containsExactly(
                        "asked",
                        "begin bad",
                        "bad broke: a defect",
                        "begin first",
                        "ask first",
                        "read first",
                        "settle first",
                        "changed first",
                        "deleted first",
                        "end first",
                        "begin good",
                        "changed good",
                        "deleted good",
                        "end good",
                        "ended p");
    }

    @Test
    void what_one_connector_s_listeners_do_not_take_holds_no_other_up() {
        assertThat(send("found-changes", null).getException()).isNull();
        assertThat(done).containsExactly("bad broke: a defect", "told good");
    }

    @Test
    void old_pulls_are_forgotten() {
        assertThat(send("pull-retention", null).getException()).isNull();
        assertThat(done).containsExactly("forgotten");
    }
}
