package io.silkroute.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PimPushAcceptanceTest extends InboundTest {

    private static final String CREW =
            "{\"type\":\"product\",\"id\":\"SKU-1\",\"_note\":{\"a\":1}, \"price\":{\"EUR\":1.10}}";

    @Test
    void one_object_is_accepted_compacted_and_queued() throws Exception {
        Answer answer = post(CREW);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.body().path("rejected").asInt()).isZero();
        assertThat(answer.body().path("rejections")).isEmpty();
        List<BytesMessage> messages = queued();
        assertThat(messages).hasSize(1);
        BytesMessage message = messages.get(0);
        assertThat(text(message)).isEqualTo("{\"type\":\"product\",\"id\":\"SKU-1\",\"price\":{\"EUR\":1.10}}");
        assertThat(message.getStringProperty("connector")).isEqualTo("demo");
        assertThat(message.getStringProperty("JMSXGroupID")).isEqualTo("demo");
        assertThat(message.getStringProperty("receipt"))
                .isEqualTo(answer.body().path("receipt").asString());
        assertThat(message.getLongProperty("arrival")).isPositive();
        assertThat(Collections.list(message.getPropertyNames()).toString()).doesNotContainIgnoringCase("authorization");
    }

    @Test
    void a_list_is_cut_into_chunks_in_order() throws Exception {
        Answer answer = post("[" + String.join(",", Collections.nCopies(1, items(0, 1_200))) + "]");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("accepted").asInt()).isEqualTo(1_200);
        List<BytesMessage> messages = queued();
        assertThat(messages).hasSize(3);
        StringBuilder all = new StringBuilder();
        long arrival = messages.get(0).getLongProperty("arrival");
        for (BytesMessage message : messages) {
            assertThat(message.getLongProperty("arrival")).isGreaterThanOrEqualTo(arrival);
            String lines = text(message);
            arrival += lines.lines().count();
            all.append(lines).append('\n');
        }
        assertThat(all.toString().lines()).hasSize(1_200).first().isEqualTo(item(0));
    }

    @Test
    void lines_are_accepted_with_blank_lines_between() {
        Answer answer = postLines(item(1) + "\n\n" + item(2) + "\r\n");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("accepted").asInt()).isEqualTo(2);
    }

    @Test
    void a_malformed_last_line_takes_back_everything() {
        Answer answer = postLines(items(0, 3_000).replace("},{", "}\n{") + "\n{\"type\":\"product\",");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.detail()).contains("line 3001").contains("column");
        assertThat(queued()).isEmpty();
    }

    @Test
    void invalid_items_are_named_and_the_others_accepted() {
        Answer answer = post("[" + item(1) + ",{\"type\":\"toy\",\"id\":\"T-1\"},{\"type\":\"product\"},7]");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.body().path("rejected").asInt()).isEqualTo(3);
        assertThat(answer.body().at("/rejections/0/index").asInt()).isEqualTo(1);
        assertThat(answer.body().at("/rejections/0/id").asString()).isEqualTo("T-1");
        assertThat(answer.body().at("/rejections/0/reason").asString())
                .contains("toy")
                .contains("category, product");
        assertThat(jdbc.queryForList("select item from activity where outcome = 'rejected'", String.class))
                .containsExactly("T-1");
        assertThat(jdbc.queryForObject("select count(*) from activity where kind = 'note'", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void only_invalid_items_are_a_422_with_the_reasons() {
        Answer answer = post("{\"type\":\"product\",\"id\":\" \"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body().path("rejected").asInt()).isEqualTo(1);
        assertThat(answer.body().at("/rejections/0/reason").asString()).isNotEmpty();
        assertThat(queued()).isEmpty();
    }

    @Test
    void at_most_a_hundred_rejections_are_listed() {
        Answer answer = post("[" + String.join(",", Collections.nCopies(250, "{\"id\":\"x\"}")) + "]");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("rejected").asInt()).isEqualTo(250);
        assertThat(answer.body().path("rejections")).hasSize(100);
        assertThat(jdbc.queryForObject("select count(*) from activity", Integer.class))
                .isEqualTo(101);
    }

    @Test
    void an_empty_list_is_accepted_and_an_empty_body_is_not() {
        assertThat(post("[]").status()).isEqualTo(202);
        assertThat(postLines("").status()).isEqualTo(202);
        assertThat(post("").status()).isEqualTo(400);
        assertThat(post("  ").detail()).contains("empty");
    }

    @Test
    void every_kind_of_malformed_json_is_a_400() {
        for (String body : List.of(
                "{",
                "[",
                "[1,",
                "{\"a\":}",
                "{\"type\":\"product\",\"id\":\"x\",\"a\":NaN}",
                "nul",
                "[{}]]",
                item(1) + item(2))) {
            Answer answer = post(body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.detail()).as(body).contains("line 1, column").contains("Nothing was accepted");
        }
        assertThat(queued()).isEmpty();
    }

    @Test
    void text_that_is_not_utf8_is_a_400() {
        byte[] body = "{\"type\":\"product\",\"id\":\"xÿ\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(send(push("demo").POST(HttpRequest.BodyPublishers.ofByteArray(body)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_wrong_or_missing_token_is_a_401() {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(CREW);
        Answer wrong =
                send(push("demo").setHeader("Authorization", "Bearer other").POST(body));
        Answer basic =
                send(push("demo").setHeader("Authorization", "Basic eDp5").POST(body));
        Answer tokenless = send(push("bare").POST(body));

        assertThat(List.of(wrong.status(), basic.status(), tokenless.status())).containsOnly(401);
        assertThat(wrong.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(wrong.detail()).contains("token");
        assertThat(queued()).isEmpty();
    }

    @Test
    void an_unknown_connector_is_told_as_a_wrong_token_is() {
        Answer answer = send(push("nowhere").POST(HttpRequest.BodyPublishers.ofString(CREW)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.detail()).contains("no connector of this name with this PIM token");
    }

    @Test
    void another_method_is_a_405() {
        Answer answer = send(push("demo").GET());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("POST");
        assertThat(send(push("demo").PUT(HttpRequest.BodyPublishers.ofString(CREW)))
                        .status())
                .isEqualTo(405);
    }

    @Test
    void another_content_type_or_encoding_is_a_415() {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(CREW);

        assertThat(send(push("demo").setHeader("Content-Type", "text/xml").POST(body))
                        .status())
                .isEqualTo(415);
        assertThat(send(push("demo")
                                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                                .POST(body))
                        .status())
                .isEqualTo(415);
        assertThat(send(push("demo")
                                .setHeader("Content-Type", "application/json; charset=latin1")
                                .POST(body))
                        .status())
                .isEqualTo(415);
        assertThat(send(push("demo").header("Content-Encoding", "br").POST(body))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void gzip_is_unpacked() throws Exception {
        assertThat(postPacked(packed(CREW)).status()).isEqualTo(202);
        assertThat(queued()).hasSize(1);
    }

    @Test
    void damaged_gzip_is_a_400() throws Exception {
        byte[] packed = packed("[" + items(0, 2_000) + "]");

        assertThat(postPacked(java.util.Arrays.copyOf(packed, packed.length / 2))
                        .status())
                .isEqualTo(400);
        assertThat(postPacked(CREW.getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(400);
        assertThat(queued()).isEmpty();
    }

    @Test
    void a_zip_bomb_is_a_413() throws Exception {
        byte[] bomb = packed("[" + " ".repeat(65 << 20) + "]");

        Answer answer = postPacked(bomb);

        assertThat(bomb.length).isLessThan(100_000);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.detail()).contains("67,108,864");
    }

    @Test
    void an_item_over_the_bound_is_rejected_alone() {
        String huge = "{\"type\":\"product\",\"id\":\"HUGE\",\"name\":\"" + "x".repeat(10 << 20) + "\"}";

        Answer answer = post("[" + huge + "," + item(1) + "]");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.body().at("/rejections/0/id").asString()).isEqualTo("HUGE");
        assertThat(answer.body().at("/rejections/0/reason").asString()).contains("larger than");
    }

    @Test
    void deep_nesting_is_rejected_and_absurd_nesting_refused() {
        String deep = "{\"type\":\"product\",\"id\":\"D\",\"x\":" + "[".repeat(500) + "]".repeat(500) + "}";
        String absurd = "{\"type\":\"product\",\"id\":\"D\",\"x\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}";

        assertThat(post("[" + deep + "," + item(1) + "]")
                        .body()
                        .at("/rejections/0/reason")
                        .asString())
                .contains("64 levels");
        assertThat(post(absurd).status()).isEqualTo(413);
    }

    @Test
    void a_hundred_thousand_items_stream_through() {
        List<InputStream> lines = IntStream.range(0, 100)
                .mapToObj(i -> items(i * 1_000, i * 1_000 + 1_000).replace("},{", "}\n{") + "\n")
                .map(s -> (InputStream) new ByteArrayInputStream(s.getBytes(StandardCharsets.UTF_8)))
                .toList();
        Answer answer = send(push("demo")
                .setHeader("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new SequenceInputStream(Collections.enumeration(lines)))));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("accepted").asInt()).isEqualTo(100_000);
        assertThat(queued()).hasSize(200);
    }

    private static String item(int i) {
        return "{\"type\":\"product\",\"id\":\"SKU-" + i + "\",\"sku\":\"S" + i + "\"}";
    }

    private static String items(int from, int to) {
        return String.join(
                ",",
                IntStream.range(from, to).mapToObj(PimPushAcceptanceTest::item).toList());
    }
}
