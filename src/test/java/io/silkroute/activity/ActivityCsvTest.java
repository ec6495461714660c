package io.silkroute.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityCsvTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1",
                "+1",
                "-1",
                "@a",
                "\t=1",
                "\r=1",
                "\n=1",
                "  =1",
                "\u00a0=1",
                "\u3000=1",
                "\u200b=1",
                "\ufeff=1",
                "＝1",
                "＋1",
                "－1",
                "＠a",
                " ＝1",
                "−1"
            })
    void what_a_spreadsheet_takes_for_a_formula_is_led_by_an_apostrophe(String text) {
        assertThat(Csv.safe(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=1", " a", "1-2", "a@b", " "})
    void other_texts_stay(String text) {
        assertThat(Csv.safe(text)).isEqualTo(text);
    }
}
