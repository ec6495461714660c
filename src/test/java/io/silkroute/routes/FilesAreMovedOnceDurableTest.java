package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesAreMovedOnceDurableTest extends RouteTest {

    @TempDir
    static Path inbox;

    FilesAreMovedOnceDurableTest() {
        super("pim-inbox");
    }

    @Override
    boolean startsItself(String uri) {
        return true;
    }

    @Override
    void arrange() throws Exception {
        Files.createDirectories(inbox.resolve("demo"));
        property("silkroute.inbox", inbox.toString());
        property("silkroute.inbox-poll", "50");
        property("silkroute.inbox-settle", "20");
        replaceAll("pim-inbox");
    }

    private static Path drop(String name) throws IOException {
        return Files.writeString(inbox.resolve("demo").resolve(name), "{}");
    }

    private static void appears(String folder, String name) {
        Path there = inbox.resolve("demo").resolve(folder).resolve(name);
        Awaitility.await().until(() -> Files.exists(there));
    }

    private void settles(String step, String folder) {
        mock(step).whenAnyExchangeReceived(exchange -> exchange.setProperty("settled", folder));
    }

    @Test
    void a_file_is_moved_after_its_items_are_durable() throws Exception {
        settles("settle-file", "done");
        Path file = drop("lamps.jsonl");
        mock("take-in-file")
                .whenAnyExchangeReceived(exchange -> assertThat(file).exists());
        appears("done", "lamps.jsonl");
        assertThat(file).doesNotExist();
        assertThat(reached("open-file", "take-in-file", "settle-file", "refuse-file", "close-file")
                        .values())
                .containsExactly(1, 1, 1, 0, 1);
    }

    @Test
    void a_file_of_which_nothing_is_accepted_fails() throws Exception {
        fails("open-file", new IOException("no connector of this name"));
        settles("refuse-file", "failed");
        drop("odd.json");
        appears("failed", "odd.json");
        assertThat(reached("take-in-file", "settle-file", "close-file").values())
                .containsExactly(0, 0, 1);
    }

    @Test
    void while_the_broker_is_away_a_file_stays_and_is_tried_again() throws Exception {
        AtomicBoolean away = new AtomicBoolean(true);
        settles("settle-file", "done");
        mock("take-in-file").whenAnyExchangeReceived(exchange -> {
            if (away.get()) {
                throw new IOException("the broker is away");
            }
        });
        mock("refuse-file").whenAnyExchangeReceived(exchange -> {
            throw exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        });
        Path file = drop("later.jsonl.gz");
        Awaitility.await().until(() -> mock("refuse-file").getReceivedCounter() > 1);
        assertThat(List.of("done", "failed"))
                .noneMatch(folder -> Files.exists(file.resolveSibling(folder).resolve("later.jsonl.gz")));
        away.set(false);
        appears("done", "later.jsonl.gz");
        assertThat(mock("close-file").getReceivedCounter())
                .isEqualTo(mock("refuse-file").getReceivedCounter() + 1);
    }
}
