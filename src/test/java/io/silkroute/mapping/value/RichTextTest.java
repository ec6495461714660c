package io.silkroute.mapping.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.silkroute.omission.Omission;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.StringNode;

class RichTextTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Texts TEXTS = new Texts(new Locales(List.of("en_US")));

    private final Subject subject = Subject.of(JSON.createObjectNode());

    private @Nullable String of(String text, boolean markdown) {
        return new MetafieldForm(markdown, null).richText(StringNode.valueOf(text), TEXTS, subject);
    }

    /** A short form: {@code p(text *bold* /italic/ [link])}. */
    private String html(String html) {
        return shown(of(html, false));
    }

    private String markdown(String text) {
        return shown(of(text, true));
    }

    private static String shown(@Nullable String json) {
        return json == null ? "nothing" : shown(JSON.readTree(json));
    }

    private static String shown(JsonNode node) {
        StringBuilder inside = new StringBuilder();
        node.path("children").forEach(child -> inside.append(shown(child)));
        return switch (node.path("type").asString("")) {
            case "root" -> inside.toString();
            case "paragraph" -> "p(" + inside + ")";
            case "heading" -> "h" + node.path("level").asInt() + "(" + inside + ")";
            case "list" -> node.path("listType").asString("").charAt(0) + "(" + inside + ")";
            case "list-item" -> "i(" + inside + ")";
            case "link" -> "[" + inside + "](" + node.path("url").asString("") + ")";
            default -> {
                String text = node.path("value").asString("").replace("\n", "~");
                text = node.path("bold").asBoolean(false) ? "*" + text + "*" : text;
                yield node.path("italic").asBoolean(false) ? "/" + text + "/" : text;
            }
        };
    }

    @Test
    void paragraphs_headings_and_lists_become_blocks() {
        assertThat(html("<h2>Care</h2><p>Wash  by\n hand.</p><ul><li>cold</li><li>slow</li></ul><ol><li>1</li></ol>"))
                .isEqualTo("h2(Care)p(Wash by hand.)u(i(cold)i(slow))o(i(1))");
        assertThat(subject.leftOut()).isEmpty();
    }

    @Test
    void bold_italic_and_links_are_kept_wherever_they_stand() {
        assertThat(html("<p>A <strong>b <em>c</em></strong> <a href='https://e.com/x' title='T'>d <b>e</b></a>.</p>"))
                .isEqualTo("p(A *b */*c*/ [d *e*](https://e.com/x).)");
        assertThat(html("loose <i>text</i><br>in lines")).isEqualTo("p(loose /text~/in lines)");
    }

    @Test
    void what_there_is_no_place_for_goes_as_text_or_not_at_all_and_is_told() {
        assertThat(html("<p onclick='x()'>a<script>b()</script><img src='c.jpg'></p>"
                        + "<table><tr><td>1</td><td>2</td></tr></table><a href='javascript:x()'>d</a>"))
                .isEqualTo("p(a)p(1 2)p(d)");
        assertThat(subject.leftOut()).hasSize(1);
        assertThat(subject.leftOut().get(0).cause()).isEqualTo(Omission.MARKUP);
        assertThat(subject.leftOut().get(0).sentence()).contains("script", "img", "table", "a,");
    }

    @Test
    void a_list_within_a_list_goes_on_in_it() {
        assertThat(html("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>"))
                .isEqualTo("u(i(a)i(b)i(c~d))");
        assertThat(subject.notes()).hasSize(1);
    }

    @Test
    void nothing_to_be_seen_is_nothing() {
        assertThat(html("<p> </p><ul><li></li></ul>")).isEqualTo("nothing");
    }

    @Test
    void plain_text_keeps_its_lines_and_its_signs() {
        assertThat(html("5*3*2 & <4\n\nnext_line_here")).isEqualTo("p(5*3*2 & <4)p(next_line_here)");
    }

    @Test
    void markdown_has_headings_lists_and_signs() {
        assertThat(markdown("# Care\nWash **by hand**,\n*slowly*.\n\n1. one\n2. [two](https://e.com)\n- three"))
                .isEqualTo("h1(Care)p(Wash *by hand*, /slowly/.)o(i(one)i([two](https://e.com)))u(i(three))");
        assertThat(markdown("5*3*2, a * b, snake_case_name, **open, \\*kept\\*, <b>tag</b>"))
                .isEqualTo("p(5*3*2, a * b, snake_case_name, **open, *kept*, <b>tag</b>)");
    }

    @Test
    void rich_text_that_is_there_already_is_taken_if_it_is_sound() {
        JsonNode sound = JSON.readTree(
                "{\"type\":\"root\",\"children\":[{\"type\":\"paragraph\",\"children\":[{\"type\":\"text\",\"value\":\"a\"}]}]}");
        assertThat(MetafieldForm.NONE.richText(sound, TEXTS, subject)).isEqualTo(sound.toString());

        JsonNode text = JSON.readTree("{\"type\":\"root\",\"children\":[{\"type\":\"text\",\"value\":\"a\"}]}");
        assertThat(MetafieldForm.NONE.richText(text, TEXTS, subject)).isNull();
    }

    @Test
    void hostile_texts_take_no_time() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            of("<div>".repeat(20_000) + "deep", false);
            of("<ul><li>".repeat(10_000) + "deep", false);
            of("*a ".repeat(200_000), true);
            of("[".repeat(200_000), true);
            of("**[a](".repeat(50_000), true);
        });
    }
}
