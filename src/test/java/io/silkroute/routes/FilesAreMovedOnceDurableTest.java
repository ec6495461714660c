package io.silkroute.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFileFilter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesAreMovedOnceDurableTest extends RouteTest {

    @TempDir
    static Path inbox;

    FilesAreMovedOnceDurableTest() {
        super("pim-inbox");
    }

    private final AtomicInteger lanes = new AtomicInteger();

    @Override
    void arrange() throws Exception {
        Files.createDirectories(inbox.resolve("demo"));
        property("silkroute.inbox", inbox.toString());
        property("silkroute.inbox-poll", "50");
        bind("inboxLooks", (GenericFileFilter<File>)
                file -> !file.isDirectory() || !List.of("done", "failed").contains(file.getFileNameOnly()));
        bind("inboxLanes", (Processor) exchange -> lanes.incrementAndGet());
        replaceAll("pim-inbox");
        replaceAll("late-files");
    }

    @Override
    boolean startsItself(String uri) {
        return uri.startsWith("file:");
    }

    private static Path drop(String name) throws IOException {
        return Files.writeString(inbox.resolve("demo").resolve(name), "{}");
    }

    private static void appears(String folder, String name) {
        Path there = inbox.resolve("demo").resolve(folder).resolve(name);
        Awaitility.await().until(() -> Files.exists(there));
    }

    private void closed(int files) {
        Awaitility.await().until(() -> mock("close-file").getReceivedCounter() == files);
    }

    /** The step that plays the bean answers the file. */
    private void moves(String step, String folder) {
        mock(step).whenAnyExchangeReceived(exchange -> {
            Path file =
                    inbox.resolve("demo").resolve(exchange.getIn().getHeader(Exchange.FILE_NAME_ONLY, String.class));
            Path target = Files.createDirectories(file.resolveSibling(folder));
            Files.move(file, target.resolve(file.getFileName()));
        });
    }

    @Test
    void a_file_is_moved_after_its_items_are_durable() throws Exception {
        moves("settle-file", "done");
        Path file = drop("lamps.jsonl");
        mock("take-in-file")
                .whenAnyExchangeReceived(exchange -> assertThat(file).exists());
        appears("done", "lamps.jsonl");
        closed(1);
        assertThat(file).doesNotExist();
        assertThat(lanes).hasPositiveValue();
        assertThat(reached("open-file", "take-in-file", "settle-file", "refuse-file", "close-file")
                        .values())
                .containsExactly(1, 1, 1, 0, 1);
    }

    @Test
    void a_file_of_any_kind_comes_to_an_answer() throws Exception {
        fails("open-file", new IOException("no connector of this name"));
        moves("refuse-file", "failed");
        drop("odd.csv");
        appears("failed", "odd.csv");
        closed(1);
        assertThat(reached("take-in-file", "settle-file", "close-file").values())
                .containsExactly(0, 0, 1);
    }

    @Test
    void while_the_broker_is_away_a_file_stays_and_is_tried_again() throws Exception {
        IOException away = new IOException("the broker is away");
        moves("settle-file", "done");
        mock("take-in-file").whenExchangeReceived(1, exchange -> {
            throw away;
        });
        Path file = inbox.resolve("demo").resolve("later.jsonl.gz");
        AtomicBoolean stayed = new AtomicBoolean();
        mock("refuse-file").whenAnyExchangeReceived(exchange -> {
            stayed.set(Files.exists(file));
            throw exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        });
        drop("later.jsonl.gz");
        appears("done", "later.jsonl.gz");
        closed(2);
        assertThat(stayed).isTrue();
        assertThat(reached("refuse-file", "close-file").values()).containsExactly(1, 2);
    }

    @Test
    void files_that_were_moved_are_looked_at_again() {
        send("late-files", null);
        assertThat(reached("bring-back")).containsValue(1);
    }
}
