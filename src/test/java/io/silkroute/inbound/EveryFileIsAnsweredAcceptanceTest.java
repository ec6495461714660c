package io.silkroute.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.silkroute.inbound.file.LeftForNow;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class EveryFileIsAnsweredAcceptanceTest extends InboundTest {

    private static final String ONE = "{\"type\":\"product\",\"id\":\"SKU-1\"}\n";
    private static final String TWO = "{\"type\":\"product\",\"id\":\"SKU-2\"}\n";

    @Autowired
    PimInbox inbox;

    @Autowired
    CamelContext camel;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "products.csv  | No profile knows a file with the columns sku, price.",
                "FEED.XML      | No profile knows a file with the columns sku, price.",
                "old.xls       | A \".xls\" file is not taken in.",
                "list.ods      | Taken in are .json",
                "list.csv.gz   | the gzip data is damaged",
                "all.zip       | Unpack it and put the files themselves there.",
                "README        | A file without an ending such as .jsonl is not taken in.",
                "items.json5   | Give it the ending of what it holds.",
                "report.report.json.txt | No profile knows a file with the columns sku, price."
            })
    void another_kind_of_file_goes_to_failed_with_what_to_do(String name, String said) throws Exception {
        drop("demo", name, "sku;price\n1;2\n");

        awaitThere("demo/failed/" + name);

        JsonNode report = report("demo/failed/" + name);
        assertThat(report.path("sentence").asString()).contains(said);
        JsonNode receipt = receipt(report.path("receipt").asString());
        assertThat(receipt.path("file").asString()).isEqualTo(name);
        assertThat(receipt.path("reason").asString())
                .isEqualTo(report.path("sentence").asString());
        assertThat(INBOX.resolve("demo").resolve(name)).doesNotExist();
        assertThat(told()).anyMatch(sentence -> sentence.contains(name) && sentence.contains(said));
    }

    @ParameterizedTest
    @CsvSource({"empty.json,''", "empty.jsonl,''", "blank.jsonl,'\n \n'", "blank.ndjson,' '", "blank.json,'\n'"})
    void an_empty_file_goes_to_failed(String name, String content) throws Exception {
        drop("demo", name, content);

        awaitThere("demo/failed/" + name);

        assertThat(report("demo/failed/" + name).path("sentence").asString()).contains("is empty");
    }

    @Test
    void an_empty_list_is_no_mistake() throws Exception {
        drop("demo", "nothing-new.json", "[]");

        awaitThere("demo/done/nothing-new.json");
    }

    @Test
    void files_that_come_to_nothing_hold_up_no_other() throws Exception {
        for (int i = 0; i < 20; i++) {
            drop("demo", "hollow-" + i + ".jsonl", "");
        }
        drop("bare", "good.jsonl", ONE);

        await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(INBOX.resolve("bare/done/good.jsonl")));
        awaitThere("demo/failed/hollow-19.jsonl");
    }

    @Test
    void a_file_beside_or_below_a_connectors_folder_is_told_where_to_lie() throws Exception {
        drop("", "stray.jsonl", ONE);
        drop("demo/2026/11", "deep.jsonl", ONE);
        drop("nowhere/deep", "lost.csv", ONE);

        awaitThere("failed/stray.jsonl");
        awaitThere("demo/2026/11/failed/deep.jsonl");
        awaitThere("nowhere/deep/failed/lost.csv");

        assertThat(report("failed/stray.jsonl").path("sentence").asString())
                .contains("Put it into the folder of its connector", "demo/");
        JsonNode deep = report("demo/2026/11/failed/deep.jsonl");
        assertThat(deep.path("sentence").asString()).contains("Put it into demo/ itself.");
        assertThat(receipt(deep.path("receipt").asString()).path("accepted").asInt())
                .isZero();
        assertThat(report("nowhere/deep/failed/lost.csv").path("sentence").asString())
                .contains("no connector");
        assertThat(queued()).isEmpty();
    }

    @Test
    void what_is_named_as_unfinished_is_passed_over() throws Exception {
        drop("demo", "later.jsonl.part", ONE);
        drop("demo", ".hidden.jsonl", ONE);
        drop("demo", "later.json.filepart", ONE);
        drop("demo", "after.jsonl", ONE);

        awaitThere("demo/done/after.jsonl");
        everythingWasLookedAt();

        assertThat(INBOX.resolve("demo/later.jsonl.part")).exists();
        assertThat(INBOX.resolve("demo/.hidden.jsonl")).exists();
        assertThat(INBOX.resolve("demo/later.json.filepart")).exists();
        Files.move(INBOX.resolve("demo/later.jsonl.part"), INBOX.resolve("demo/later.jsonl"));
        awaitThere("demo/done/later.jsonl");
    }

    @Test
    void no_link_is_followed_and_that_is_said_once() throws Exception {
        Path secret = Files.writeString(DATA.resolve("secret.jsonl"), ONE);
        Path folder = Files.createDirectories(DATA.resolve("elsewhere"));
        Files.writeString(folder.resolve("inner.jsonl"), ONE);
        Files.createDirectories(INBOX.resolve("demo"));
        Path link = Files.createSymbolicLink(INBOX.resolve("demo/linked.jsonl"), secret);
        Path linkedFolder = Files.createSymbolicLink(INBOX.resolve("demo/linked"), folder);

        await().until(() -> told().stream()
                        .filter(one -> one.contains("links are not followed"))
                        .count()
                == 2);
        everythingWasLookedAt();

        assertThat(told().stream().filter(one -> one.contains("links are not followed")))
                .hasSize(2);
        assertThat(queued()).noneMatch(message -> textOf(message).contains("SKU-1"));
        assertThat(folder.resolve("inner.jsonl")).exists();
        Files.delete(link);
        Files.delete(linkedFolder);
    }

    @ParameterizedTest
    @CsvSource({"n,csv,failed", "ü,csv,failed", "n,jsonl,done"})
    void a_name_as_long_as_can_be_is_answered(String letter, String ending, String folder) throws Exception {
        int room = 255 - ending.length() - 1;
        String name = letter.repeat(room / letter.getBytes(StandardCharsets.UTF_8).length) + "." + ending;
        drop("demo", name, ONE + "{}\n");

        awaitThere("demo/" + folder + "/" + name);

        try (var files = Files.list(INBOX.resolve("demo/" + folder))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(file -> file.startsWith(letter.repeat(50)) && file.endsWith(".report.json"));
        }
    }

    @Test
    void of_a_file_that_cannot_be_moved_nothing_is_taken_in_and_that_is_said_once() throws Exception {
        Path folder = Files.createDirectories(INBOX.resolve("bare"));
        Path obstacle = folder.resolve("failed");
        deleteFolder(obstacle);
        Files.writeString(obstacle, "a file where a folder should be");
        drop("bare", "stays.jsonl", ONE);

        await().until(() -> told().stream().anyMatch(one -> one.contains("bare/stays.jsonl")));
        everythingWasLookedAt();

        assertThat(folder.resolve("stays.jsonl")).exists();
        assertThat(queued()).noneMatch(message -> textOf(message).contains("SKU-1"));
        assertThat(told())
                .filteredOn(one -> one.contains("bare/stays.jsonl"))
                .singleElement()
                .asString()
                .contains("bare/stays.jsonl", "failed/");
        Files.delete(obstacle);
        Files.writeString(folder.resolve("stays.jsonl"), ONE + TWO);
        awaitThere("bare/done/stays.jsonl");
    }

    @Test
    void a_writer_who_pauses_loses_nothing() throws Exception {
        Path file = Files.createDirectories(INBOX.resolve("demo")).resolve("slow.jsonl");
        try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            out.write(ONE.getBytes(StandardCharsets.UTF_8));
            awaitThere("demo/done/slow.jsonl");
            out.write(TWO.getBytes(StandardCharsets.UTF_8));
        }

        await().until(() ->
                queued().stream().anyMatch(message -> textOf(message).contains("SKU-2")));
        awaitThere("demo/done/slow.jsonl");
        assertThat(Files.readString(INBOX.resolve("demo/done/slow.jsonl"))).isEqualTo(ONE + TWO);
        assertThat(told()).anyMatch(one -> one.contains("taken in again, as a whole"));
    }

    @Test
    void half_a_list_that_was_refused_is_taken_in_once_it_is_whole() throws Exception {
        Path file = Files.createDirectories(INBOX.resolve("demo")).resolve("half.json");
        try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            out.write(("[" + ONE + ",").getBytes(StandardCharsets.UTF_8));
            awaitThere("demo/failed/half.json");
            assertThat(queued()).isEmpty();
            out.write((TWO + "]").getBytes(StandardCharsets.UTF_8));
        }

        awaitThere("demo/done/half.json");
        assertThat(INBOX.resolve("demo/failed/half.json")).doesNotExist();
        assertThat(INBOX.resolve("demo/failed/half.json.report.json")).doesNotExist();
        assertThat(queued())
                .singleElement()
                .extracting(EveryFileIsAnsweredAcceptanceTest::textOf)
                .asString()
                .contains("SKU-1", "SKU-2");
    }

    @Test
    void of_a_file_that_changes_while_it_is_read_nothing_is_taken_in() throws Exception {
        Path hidden = Files.createDirectories(INBOX.resolve("demo")).resolve(".grows.jsonl"); // from the route
        Files.writeString(hidden, ONE);
        GenericFile<File> found = new GenericFile<>();
        found.setFile(hidden.toFile());
        Exchange exchange = new DefaultExchange(camel);
        inbox.open(exchange, found);
        Delivery delivery = Objects.requireNonNull(exchange.getProperty("delivery", Delivery.class));
        Files.writeString(hidden, TWO, StandardOpenOption.APPEND);

        assertThatThrownBy(() -> delivery.forEachRemaining(chunk -> {})).isInstanceOf(LeftForNow.class);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new IllegalStateException(new LeftForNow()));
        inbox.refuse(exchange);

        assertThat(hidden).exists();
        Files.delete(hidden);
    }

    @Test
    void a_thousand_small_files_are_taken_in_within_a_minute() throws Exception {
        Path aside = Files.createDirectories(DATA.resolve("aside"));
        for (int i = 0; i < 1_000; i++) {
            Files.writeString(aside.resolve(i + ".jsonl"), "{\"type\":\"product\",\"id\":\"S" + i + "\"}\n");
        }
        Path folder = Files.createDirectories(INBOX.resolve("demo"));
        for (int i = 0; i < 1_000; i++) {
            Files.move(aside.resolve(i + ".jsonl"), folder.resolve("small-" + i + ".jsonl"));
        }

        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    try (var files = Files.list(INBOX.resolve("demo/done"))) {
                        return files.filter(file ->
                                                file.getFileName().toString().startsWith("small-"))
                                        .count()
                                == 1_000;
                    } catch (java.nio.file.NoSuchFileException notYet) {
                        return false;
                    }
                });
        assertThat(queued()).hasSize(1_000);
    }

    @Test
    void an_id_twice_is_told_in_receipt_report_and_log() throws Exception {
        drop("demo", "twice.jsonl", ONE + TWO + ONE);

        awaitThere("demo/done/twice.jsonl");

        JsonNode report = report("demo/done/twice.jsonl");
        JsonNode receipt = receipt(report.path("receipt").asString());
        assertThat(receipt.path("accepted").asInt()).isEqualTo(3);
        assertThat(receipt.at("/warnings/0/id").asString()).isEqualTo("SKU-1");
        assertThat(receipt.at("/warnings/0/reason").asString()).contains("rows 1, 3", "Row 3 counts");
        assertThat(report.at("/warnings/0/reason").asString()).contains("Row 3 counts");
        assertThat(told()).anyMatch(one -> one.contains("rows 1, 3"));
    }

    /** A file that came later is done by now. */
    private static void everythingWasLookedAt() throws IOException {
        String name = "later-" + System.nanoTime() + ".jsonl";
        drop("demo", name, "{\"type\":\"product\",\"id\":\"LATER\"}\n");
        awaitThere("demo/done/" + name);
    }

    private JsonNode receipt(String id) {
        return send(HttpRequest.newBuilder(
                                URI.create("http://localhost:" + port + "/api/connectors/demo/receipts/" + id))
                        .GET())
                .body();
    }

    private List<String> told() {
        return jdbc.query("select sentence from activity order by id", (row, n) -> row.getString("sentence"));
    }

    private static String textOf(jakarta.jms.BytesMessage message) {
        try {
            return text(message);
        } catch (jakarta.jms.JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void deleteFolder(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private static void drop(String folder, String name, String content) throws IOException {
        Path place = Files.createDirectories(INBOX.resolve(folder));
        Path writing = Files.writeString(
                Files.createDirectories(DATA.resolve("writing")).resolve("file"), content);
        Files.move(writing, place.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void awaitThere(String path) {
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(INBOX.resolve(path)));
    }

    private static JsonNode report(String file) {
        return JSON.readTree(INBOX.resolve(file + ".report.json").toFile());
    }
}
