package io.silkroute.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jms.JmsException;
import tools.jackson.databind.JsonNode;

class PimInboxAcceptanceTest extends InboundTest {

    @Autowired
    PimInbox inbox;

    @Autowired
    CamelContext camel;

    private static final String GOOD = "{\"type\":\"product\",\"id\":\"SKU-1\"}\n";

    @Test
    void a_good_file_goes_to_done() throws Exception {
        drop("demo", "good.jsonl", GOOD.getBytes(StandardCharsets.UTF_8));

        awaitMoved("demo/done/good.jsonl");

        assertThat(INBOX.resolve("demo/done/good.jsonl.report.json")).doesNotExist();
        assertThat(queued()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"packed.json.gz", "PACKED.JSON.GZ"})
    void a_packed_list_is_taken_in_as_well(String name) throws Exception {
        drop("demo", name, packed("[" + GOOD + "," + GOOD + "]"));

        awaitMoved("demo/done/" + name);

        assertThat(queued()).hasSize(1);
    }

    @Test
    void a_file_with_some_invalid_items_goes_to_done_with_a_report() throws Exception {
        drop("demo", "mixed.jsonl", (GOOD + "{\"id\":\"no-type\"}\n").getBytes(StandardCharsets.UTF_8));

        awaitMoved("demo/done/mixed.jsonl");

        JsonNode report = report("demo/done/mixed.jsonl");
        assertThat(report.path("accepted").asInt()).isEqualTo(1);
        assertThat(report.at("/rejections/0/id").asString()).isEqualTo("no-type");
        assertThat(report.at("/rejections/0/reason").asString()).contains("type");
    }

    @Test
    void a_malformed_file_goes_to_failed_and_nothing_of_it_is_taken_in() throws Exception {
        drop("demo", "broken.jsonl", (GOOD.repeat(1_000) + "{").getBytes(StandardCharsets.UTF_8));

        awaitMoved("demo/failed/broken.jsonl");

        assertThat(report("demo/failed/broken.jsonl").path("sentence").asString())
                .contains("line 1001");
        assertThat(queued()).isEmpty();
    }

    @Test
    void a_file_for_an_unknown_connector_goes_to_failed() throws Exception {
        drop("nowhere", "lost.jsonl", GOOD.getBytes(StandardCharsets.UTF_8));

        awaitMoved("nowhere/failed/lost.jsonl");

        assertThat(report("nowhere/failed/lost.jsonl").path("sentence").asString())
                .contains("\"nowhere\"");
        assertThat(queued()).isEmpty();
    }

    @Test
    void a_failure_that_may_pass_leaves_the_file_where_it_is() {
        Exchange exchange = new DefaultExchange(camel);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new JmsException("broker away") {});

        assertThatThrownBy(() -> inbox.refuse(exchange)).hasMessage("broker away");
    }

    private static void drop(String connector, String name, byte[] content) throws IOException {
        Path folder = Files.createDirectories(INBOX.resolve(connector));
        Path writing = Files.write(folder.resolve("." + name), content);
        Files.move(writing, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void awaitMoved(String path) {
        await().until(() -> Files.exists(INBOX.resolve(path)));
    }

    private static JsonNode report(String file) throws IOException {
        return JSON.readTree(INBOX.resolve(file + ".report.json").toFile());
    }
}
