package io.silkroute.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTest {

    private static final URI SETTINGS = URI.create("https://silkroute.example.com/connectors/c/config/notifications");
    private static final String EVIL = "<img src=x onerror=alert(1)>&\"'\r\nBcc: everybody@example.com";

    private static Letter.Written written(Letter letter) {
        return letter.written(SETTINGS);
    }

    @Test
    void no_text_becomes_markup_or_a_header() {
        Letter.Written mail = written(new Letter(
                EVIL,
                List.of(EVIL),
                List.of(EVIL),
                List.of(new Letter.Row(EVIL, List.of(EVIL))),
                URI.create("https://silkroute.example.com/runs/1"),
                EVIL));
        Document html = Jsoup.parse(mail.html());
        assertThat(html.select("img")).isEmpty();
        assertThat(html.select("a")).hasSize(2);
        assertThat(html.select("p").get(0).text()).startsWith("<img src=x").contains("Bcc:");
        assertThat(mail.subject()).doesNotContain("\r", "\n");
        assertThat(mail.plain().lines()).noneMatch(line -> line.startsWith("Bcc:"));
    }

    @Test
    void both_parts_say_the_same() {
        Letter.Written mail = written(new Letter(
                "Summary",
                List.of("What runs came to."),
                List.of("today", "before"),
                List.of(new Letter.Row("Runs", List.of("3", "2"))),
                URI.create("https://silkroute.example.com/connectors/c/performance?from=2026-11-19&step=hour"),
                "See it"));
        assertThat(mail.plain())
                .containsPattern("Runs +3 +2\n")
                .contains("See it: https://silkroute.example.com/connectors/c/performance?from=2026-11-19&step=hour\n")
                .endsWith(SETTINGS + "\n");
        Document html = Jsoup.parse(mail.html());
        assertThat(html.select("td").eachText()).contains("3", "2");
        assertThat(html.select("a").eachAttr("href"))
                .containsExactly(
                        "https://silkroute.example.com/connectors/c/performance?from=2026-11-19&step=hour",
                        SETTINGS.toString());
    }

    @Test
    void what_is_long_is_cut() {
        Letter.Written mail = written(Letter.of("s".repeat(1000), List.of("l".repeat(9000)), SETTINGS, "See it"));
        assertThat(mail.subject()).hasSize(200).endsWith("…");
        assertThat(mail.plain().length()).isLessThan(2500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anna",
                "anna@",
                "@example.com",
                "anna@example.com,bo@example.com",
                "anna@example.com\r\nBcc: bo@example.com",
                "Anna <anna@example.com>",
                "anna @example.com"
            })
    void what_is_not_one_address_is_none(String text) {
        assertThat(MailAddress.is(text)).isFalse();
    }

    @Test
    void an_address_is_one() {
        assertThat(MailAddress.is("anna.o'brien+shop@mail.example.com")).isTrue();
        assertThat(MailAddress.domain("anna@example.com")).isEqualTo("example.com");
    }

    @Test
    void pages_stand_below_the_address_that_people_use() {
        ConsoleAddress console = new ConsoleAddress("https://silkroute.example.com/pim/", 8080);
        assertThat(console.page("/runs/1")).hasToString("https://silkroute.example.com/pim/runs/1");
        assertThat(console.page("//evil.example.com")).hasToString("https://silkroute.example.com/pim/");
        assertThat(console.page("javascript:alert(1)")).hasToString("https://silkroute.example.com/pim/");
        assertThat(new ConsoleAddress("", 9090).page("/")).hasToString("http://localhost:9090/");
        assertThatThrownBy(() -> new ConsoleAddress("silkroute.example.com", 8080))
                .hasMessageContaining("silkroute.address");
    }
}
