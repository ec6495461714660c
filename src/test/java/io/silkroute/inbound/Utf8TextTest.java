package io.silkroute.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

class Utf8TextTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static byte[] passed(byte[] text, long longest) throws IOException {
        return new Utf8Text(new ByteArrayInputStream(text), longest).readAllBytes();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"\"}",
                "{\"a\":\"\\\"\\\\\\u00e9\\n\",\"b\":[1,\"ü€😀\",\"\\ud83d\\ude00\"]}",
                "\uFEFF[]",
                "\"\\\\\"",
                "\"\\\\\\\"\""
            })
    void what_is_short_enough_is_passed_as_it_is(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(passed(bytes, 100)).isEqualTo(bytes);
    }

    @Test
    void a_long_text_is_cut_between_characters_and_the_rest_stays() throws IOException {
        String[] units = {"a", "é", "€", "😀", "\\n", "\\\"", "\\\\", "\\u00e9", "\\ud83d\\ude00"};
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder("[\"");
            int n = random.nextInt(60);
            for (int i = 0; i < n; i++) {
                text.append(units[random.nextInt(units.length)]);
            }
            text.append("\",\"after\"]");
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            int longest = random.nextInt(40);
            var whole = JSON.readTree(bytes);
            var cut = JSON.readTree(passed(bytes, longest));
            assertThat(whole.get(0).asString()).startsWith(cut.get(0).asString());
            assertThat(cut.get(1).asString().length()).isLessThanOrEqualTo(5);
            if (cut.get(0).asString().length() < whole.get(0).asString().length()) {
                assertThat(cut.get(0).asString().length()).isGreaterThan(longest);
            }
        }
    }

    @Test
    void what_is_passed_of_a_text_without_end_is_bounded() throws IOException {
        InputStream endless = new InputStream() {
            private int left = 50 << 20;

            @Override
            public int read() {
                return left-- == 50 << 20 ? '"' : left < 0 ? -1 : 'x';
            }

            @Override
            public int read(byte[] into, int from, int n) {
                if (left <= 0) {
                    return -1;
                }
                int some = Math.min(n, left);
                for (int i = 0; i < some; i++) {
                    into[from + i] = (byte) read();
                }
                return some;
            }
        };
        assertThat(new Utf8Text(endless, 1_000).readAllBytes()).hasSize(1_002);
    }

    @Test
    void a_character_that_is_cut_off_by_the_end_is_none() {
        byte[] cut = {'[', '"', (byte) 0xe2, (byte) 0x82};
        assertThatThrownBy(() -> passed(cut, 100)).hasMessageContaining("byte 2");
    }
}
