package io.silkroute.inbound.item;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T10:00:00Z",
                "2026-11-20T10:00:00.1Z",
                "2026-11-20T10:00:00.123456789Z",
                "2026-12-31T23:59:59Z",
                "2024-02-29T00:00:00Z",
                "2026-11-20T10:00Z",
                "2026-11-20T10:00:00-08:00",
                "2000-01-01T00:00:00Z"
            })
    void a_time_with_offset_is_an_instant(String text) {
        assertThat(isInstant(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-20",
                "2026-11-20T10:00:00",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-11-20T24:00:01Z",
                "2026-11-20T10:60:00Z",
                "2026-11-20 10:00:00Z",
                "2026-11-20T10:00:00.1234567890Z",
                "0000-01-01T00:00:00Z",
                "+12026-11-20T10:00:00Z",
                "9999-12-31T23:59:59Z"
            })
    void anything_else_is_none(String text) {
        assertThat(isInstant(text)).isFalse();
    }

    private static boolean isInstant(String text) {
        return Times.isInstant(("x" + text + "y").toCharArray(), 1, text.length());
    }
}
