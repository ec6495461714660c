package io.silkroute.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTest {

    private static List<String> words(String text) {
        return SearchText.parts(text, 50).stream()
                .flatMap(part -> part.words().stream())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "Été, ete",
        "ÉTÉ, ete",
        "e\u0301te\u0301, ete",
        "Straße, strasse",
        "STRASSE, strasse",
        "Ｓｋｕ－１２, sku-12",
        "İstanbul, istanbul",
        "ISPARTA, isparta",
        "ısparta, isparta",
        "Øre, ore",
        "Łódź, lodz",
        "Þór, thor",
        "œuvre, oeuvre",
        "ﬁn, fin",
        "ΟΔΟΣ, οδοσ",
        "οδός, οδοσ",
        "Ёлка, елка",
        "ПУЛОВЕР, пуловер",
        "ｶﾀｶﾅ, カタカナ",
        "ガラス, カラス",
        "№ 5, no 5",
        "①, 1"
    })
    void what_is_written_otherwise_is_the_same(String text, String folded) {
        assertThat(SearchText.folded(text)).isEqualTo(folded);
    }

    @Test
    void what_nobody_sees_is_not_there() {
        assertThat(SearchText.folded("a\u200Bb\u202Ec\u00ADd\uFEFFe\u2066f")).isEqualTo("abcdef");
        assertThat(SearchText.folded("half \uD83D")).isEqualTo("half ");
        assertThat(words("a\u0000b\tc\u00A0d")).containsExactly("a", "b", "c", "d");
    }

    @Test
    void words_are_letters_and_digits() {
        assertThat(words("LAMP-1 (Crème, 20%)")).containsExactly("lamp", "1", "creme", "20");
        assertThat(words("--- !? %_")).isEmpty();
        assertThat(words("नमस्ते दुनिया")).hasSize(2);
        assertThat(words("سجادة صلاة")).containsExactly("سجادة", "صلاة");
    }

    @Test
    void scripts_without_spaces_are_cut_into_pairs() {
        assertThat(words("東京タワー")).containsExactly("東京", "京タ", "タワ", "ワー");
        assertThat(words("本")).containsExactly("本");
        assertThat(words("赤いLamp椅子")).containsExactly("赤い", "lamp", "椅子");
    }

    @Test
    void a_long_word_is_cut_and_never_in_the_middle_of_a_letter() {
        assertThat(words("x".repeat(500))).containsExactly("x".repeat(SearchText.LONGEST_WORD));
        String letters = "\uD835\uDD38".repeat(3) + "𐐀".repeat(60);
        assertThat(words(letters).get(0).codePoints().noneMatch(letter -> letter >= 0xD800 && letter <= 0xDFFF))
                .isTrue();
        assertThat(SearchText.parts("a ".repeat(10_000), 7)).hasSize(7);
    }
}
