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

class SourcesAreFetchedTest extends RouteTest {

    private final ExecutorService fetchThreads = Executors.newCachedThreadPool();
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private List<Part> parts = List.of();

    SourcesAreFetchedTest() {
        super("source-fetch");
    }

    /** A part with so many pages; of one without records nothing is taken in. */
    public record Part(String name, int pages, boolean any) {
        public boolean more() {
            return pages > 0;
        }
    }

    public class Due {
        public void ask() {
            done.add("asked");
        }
    }

    public class Work {
        public List<String> take() {
            return List.of("f");
        }

        public void begin(String fetch, Exchange exchange) {
            exchange.setProperty("fetch", fetch);
            exchange.getMessage().setBody(parts);
        }

        public String rows(Part part) {
            return "rows of " + part.name();
        }

        public void received(Part part, String receipt) {
            done.add(receipt + " for " + part.name());
        }

        public void taken(Part part) {
            done.add("taken " + part.name());
        }

        public void broke(String fetch, Exception failure) {
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            done.add(fetch + " broke: " + cause.getMessage());
        }

        public void end(String fetch) {
            done.add("ended " + fetch);
        }

        public void forget() {
            done.add("forgotten");
        }
    }

    public class Pages {
        public Part next(Part part) {
            if (part.name().equals("bad")) {
                throw new IllegalStateException("the PIM is away");
            }
            done.add("page of " + part.name());
            return new Part(part.name(), part.pages() - 1, part.any());
        }
    }

    /** The door. */
    public class Door {
        public void openRows(Exchange exchange) {
            done.add("open " + exchange.getMessage().getBody());
        }

        public void keep(Exchange exchange) {
            exchange.getMessage().setBody("receipt");
        }

        public void close() {
            done.add("closed");
        }
    }

    @Override
    void arrange() throws Exception {
        bind("dueFetches", new Due());
        bind("fetchWork", new Work());
        bind("fetchPages", new Pages());
        bind("ownPush", new Door());
        bind("fetchThreads", fetchThreads);
        standIn("take-in-items");
    }

    @BeforeEach
    void empty() {
        done.clear();
    }

    @AfterAll
    void shutDown() {
        fetchThreads.shutdown();
    }

    @Test
    void each_part_is_read_to_its_last_page_and_taken_in_before_the_next() {
        parts = List.of(new Part("categories", 1, false), new Part("products", 2, true));
        assertThat(send("source-fetches", null).getException()).isNull();
        Awaitility.await().until(() -> done.contains("ended f"));
        assertThat(done)
                .containsExactly(
                        "asked",
                        "page of categories",
                        "taken categories",
                        "page of products",
                        "page of products",
                        "open rows of products",
                        "closed",
                        "receipt for products",
                        "taken products",
                        "ended f");
    }

    @Test
    void what_follows_a_part_that_cannot_be_read_is_not_and_it_is_told() {
        parts = List.of(new Part("bad", 1, true), new Part("products", 1, true));
        assertThat(send("fetch-source", "f").getException()).isNull();
        assertThat(done).containsExactly("f broke: the PIM is away", "ended f");
    }

    @Test
    void what_the_door_does_not_take_is_not_said_to_be_taken() {
        parts = List.of(new Part("products", 0, true));
        mock("take-in-items").whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("the broker is away");
        });
        assertThat(send("fetch-source", "f").getException()).isNull();
        assertThat(done).containsExactly("open rows of products", "closed", "f broke: the broker is away", "ended f");
    }

    @Test
    void old_fetches_are_forgotten() {
        assertThat(send("fetch-retention", null).getException()).isNull();
        assertThat(done).containsExactly("forgotten");
    }
}
