package io.silkroute.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.acceptance.RecordingProxy.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A run's batches go out side by side, and no item is in two of them. */
class BatchesAcceptanceTest {

    private static final int BATCH = 5;
    private static final int PRODUCTS = 40;

    private static RunningApplication application;
    private static RecordingProxy proxy;
    private static Silkroute silkroute;

    @BeforeAll
    static void start() {
        application = RunningApplication.start();
        silkroute = application.silkroute;
        proxy = new RecordingProxy(silkroute.address());
    }

    @AfterAll
    static void stop() {
        proxy.close();
        application.close();
    }

    @AfterEach
    void quickAgain() {
        silkroute.control("{\"latency\":0}");
        proxy.passages.clear();
    }

    private static void connect(String connector) {
        silkroute.connect(
                connector, "{\"batchSize\":%d,\"shop\":{\"endpoint\":\"%s\"}}".formatted(BATCH, proxy.address()));
    }

    private static Pim[] products(String prefix, int version) {
        List<Pim> products = new ArrayList<>();
        for (int i = 0; i < PRODUCTS; i++) {
            products.add(Pim.product(prefix + i).named(prefix + i + " v" + version));
        }
        return products.toArray(Pim[]::new);
    }

    /** Of every product the calls that wrote it. */
    private static Map<String, List<Passage>> writes() {
        return proxy.passages.stream()
                .filter(passage -> title(passage) != null)
                .collect(Collectors.groupingBy(passage -> title(passage).split(" ")[0]));
    }

    private static Stream<String> titlesOf(String prefix) {
        return silkroute.products().values().stream()
                .map(product -> product.path("title").asString())
                .filter(title -> title.startsWith(prefix));
    }

    private static String title(Passage passage) {
        return Silkroute.JSON
                .readTree(passage.body())
                .at("/variables/input/title")
                .stringValue(null);
    }

    private static long beside(Passage one, List<Passage> all) {
        return all.stream()
                .filter(other -> other.from() < one.to() && one.from() < other.to())
                .count();
    }

    @Test
    void the_shop_is_not_idle_while_a_batch_ends() {
        connect("beside");
        silkroute.control("{\"latency\":400}");

        JsonNode run = silkroute.synchronize("beside", products("beside", 1));

        assertThat(run.at("/counts/created").asInt()).as(run.toString()).isEqualTo(PRODUCTS);
        List<Passage> writes = writes().values().stream().flatMap(List::stream).toList();
        assertThat(writes).hasSize(PRODUCTS);
        assertThat(writes).anyMatch(write -> beside(write, writes) > BATCH);
    }

    @Test
    void an_item_that_comes_again_while_it_is_sent_waits_for_the_answer() throws InterruptedException {
        connect("again");
        silkroute.control("{\"latency\":150}");

        int last = 8;
        for (int version = 1; version <= last; version++) {
            silkroute.push("again", List.of(products("again", version)));
            Thread.sleep(100); // so that versions come while earlier ones are on their way
        }
        silkroute.settled("again");

        writes().forEach((product, calls) -> assertThat(calls)
                .as("calls that write " + product)
                .allSatisfy(call -> assertThat(beside(call, calls)).isEqualTo(1)));
        assertThat(titlesOf("again")).hasSize(PRODUCTS).allMatch(title -> title.endsWith(" v" + last));
    }
}
