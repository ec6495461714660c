package io.silkroute.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.silkroute.inbound.receipt.Origin;
import io.silkroute.inbound.receipt.ReceiptDraft;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** What is wrong with a delivery is said in its sender's words, with what to do. */
class SentencesTest {

    private static final InboundSettings SETTINGS = new InboundSettings(
            DataSize.ofMegabytes(64),
            DataSize.ofMegabytes(64),
            DataSize.ofKilobytes(64),
            500,
            DataSize.ofKilobytes(256),
            4);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"product\",\"id\":\"U\",\"attributes\":{\"width\":NaN}}  | JSON knows no number NaN; send null",
                "{\"type\":\"product\",\"id\":\"U\",\"price\":-Infinity}             | JSON knows no number -Infinity",
                "{'type':'product'}                                                  | single quotes; JSON has double ones",
                "{\"type\":\"product\",\"id\":\"U\",}                                | perhaps a comma too many",
                "{\"type\":\"product\" \"id\":\"U\"}                                 | where a comma or the closing bracket",
                "{\"type\":\"product\",\"id\":\"U\"                                  | perhaps it was cut off",
                "{\"type\":product}                                                  | \"product\" is no JSON value; a text stands in double quotes",
                "{\"type\":\"product\",\"id\":007}                                   | begins with zeros",
                "{\"type\":\"product\",\"id\":True}                                  | \"True\" is no JSON value",
                "<?xml version=\"1.0\"?><items/>                                       | as in XML or HTML; send JSON",
                "id;name;price                                                       | \"id\" is no JSON value",
                "{“type”:“product”}                                                  | it has typographic quotes"
            })
    void malformed_json(String line, String said) {
        assertThat(refusal(line, StandardCharsets.UTF_8).detail())
                .contains("line 1", said)
                .doesNotContain("Feature", "enable");
    }

    @Test
    void another_encoding() {
        assertThat(refusal("{\"type\":\"product\",\"id\":\"U\",\"name\":\"Möbel\"}", StandardCharsets.ISO_8859_1)
                        .detail())
                .contains("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252"})
    void another_encoding_is_told_with_its_line(String encoding) {
        String lines = "{\"type\":\"product\",\"id\":\"A\",\"name\":\"Lamp\"}\n".repeat(2)
                + "{\"type\":\"product\",\"id\":\"U\",\"name\":\"Möbel für Kinder\"}\n";
        assertThat(refusal(lines, Charset.forName(encoding)).detail())
                .contains("line 3", "it is not UTF-8", "Save or export it as UTF-8");
    }

    @Test
    void what_is_packed_without_saying_so() throws Exception {
        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> new Delivery(
                                new ReceiptDraft("demo", Origin.PUSH, null, (draft, lines) -> {}),
                                new ByteArrayInputStream(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0}),
                                Format.LINES,
                                SETTINGS,
                                new Arrivals(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)),
                                () -> {})
                        .forEachRemaining(chunk -> {}));
        assertThat(refusal.detail()).contains("packed with gzip", ".gz");
    }

    @Test
    void lines_where_one_value_was_to_be() {
        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> new Delivery(
                                new ReceiptDraft("demo", Origin.FILE, "lines.json", (draft, lines) -> {}),
                                new ByteArrayInputStream(
                                        "{\"type\":\"product\",\"id\":\"A\"}\n{\"type\":\"product\",\"id\":\"B\"}\n"
                                                .getBytes(StandardCharsets.UTF_8)),
                                Format.JSON,
                                SETTINGS,
                                new Arrivals(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)),
                                () -> {})
                        .forEachRemaining(chunk -> {}));
        assertThat(refusal.detail()).contains("line 2", "a second value follows", "a file as .jsonl");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"tags\":[\"%s\",\"wool\"]       | [\"%s\",\"wool\"]",
                "\"tags\":[\"\",\" \",\"wool\"]  | [\"wool\"]",
                "\"tags\":[]                       | []"
            })
    void one_odd_tag_keeps_no_item_out(String member, String copied) {
        String tooLong = "x".repeat(300);
        Delivery delivery = delivery(
                "{\"type\":\"product\",\"id\":\"U\"," + member.formatted(tooLong) + "}", StandardCharsets.UTF_8);
        assertThat(new String(delivery.next().lines(), StandardCharsets.UTF_8))
                .contains("\"tags\":" + copied.formatted(tooLong));
        assertThat(delivery.receipt().rejections()).isEmpty();
    }

    @Test
    void a_parent_of_a_product_is_told_once_for_all() {
        Delivery delivery = delivery(
                "{\"type\":\"product\",\"id\":\"A\",\"parent\":\"M\"}\n{\"type\":\"product\",\"parent\":\"M\",\"id\":\"B\"}\n"
                        + "{\"type\":\"variant\",\"id\":\"V\",\"parent\":\"A\"}\n{\"type\":\"product\",\"id\":\"C\",\"parent\":\"\"}",
                StandardCharsets.UTF_8);
        delivery.forEachRemaining(chunk -> {});
        assertThat(delivery.receipt().accepted()).isEqualTo(4);
        assertThat(delivery.receipt().warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.row()).isEqualTo(1);
            assertThat(warning.reason()).startsWith("2 products name a \"parent\", this one first");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"price\":{\"EUR\":\"14,90\"}       | The price in \"EUR\" is \"14,90\", which is no number: it has a comma.",
                "\"price\":{\"USD\":\"$ 12\"}        | send the number alone, without a sign or blanks",
                "\"price\":\"15 000\"                | The price is \"15 000\", which is no number: send the number alone",
                "\"price\":{\"USD\":\"on request\"}  | send a number such as 1299.90, or null",
                "\"price\":{\"EUR\":[1]}             | The price in \"EUR\" must be a number",
                "\"updated\":\"2026-11-20T10:00:00+0100\" | write its offset with a colon",
                "\"updated\":\"2026-11-20T10:00:00\" | it must be a time with offset",
                "\"categories\":[\"\"] | An entry of \"categories\" holds an empty text.",
                "\"tags\":[\"a\\tb\"] | An entry of \"tags\" holds a control character"
            })
    void a_rejected_item(String member, String said) {
        assertThat(reason("{\"type\":\"product\",\"id\":\"U\"," + member + "}")).contains(said);
    }

    @Test
    void a_page_of_another_systems_answer() {
        assertThat(reason("{\"_links\":{},\"_embedded\":{\"items\":[{\"identifier\":\"U4\"}]}}"))
                .isEqualTo(
                        "This is no item, but holds items below \"_embedded\". Send those themselves, each with \"type\" and \"id\".");
        for (String wrapper : List.of("items", "data", "products", "results", "records")) {
            assertThat(reason("{\"count\":1,\"" + wrapper + "\":[{\"type\":\"product\",\"id\":\"U\"}],\"next\":null}"))
                    .contains("holds items below \"" + wrapper + "\"", "Send those themselves");
        }
        assertThat(reason("{\"data\":[{\"type\":\"product\",\"id\":\"U\"}]}")).contains("holds items below \"data\"");
    }

    private static String reason(String item) {
        Delivery delivery = delivery(item, StandardCharsets.UTF_8);
        delivery.forEachRemaining(chunk -> {});
        assertThat(delivery.receipt().rejections()).hasSize(1);
        return delivery.receipt().rejections().get(0).reason();
    }

    private static Refusal refusal(String line, Charset encoding) {
        return catchThrowableOfType(
                Refusal.class, () -> delivery(line, encoding).forEachRemaining(chunk -> {}));
    }

    private static Delivery delivery(String line, Charset encoding) {
        return new Delivery(
                new ReceiptDraft("demo", Origin.PUSH, null, (draft, lines) -> {}),
                new ByteArrayInputStream(line.getBytes(encoding)),
                Format.LINES,
                SETTINGS,
                new Arrivals(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)),
                () -> {});
    }
}
