package io.silkroute.console.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDifferenceTest {

    private static String of(String earlier, String later) {
        return Objects.requireNonNull(LineDifference.of(earlier, later)).stream()
                .map(line -> line.sign() + line.text())
                .collect(Collectors.joining("|"));
    }

    @Test
    void what_was_added_and_taken_stands_among_a_few_lines_around_it() {
        assertThat(of("a\nb\nc\n", "a\nB\nc\nd\n")).isEqualTo(" a|-b|+B| c|+d");
        String long1 = IntStream.range(0, 20).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
        assertThat(of(long1, long1.replace("\n10\n", "\nten\n")))
                .isEqualTo("… 7| 8| 9|-10|+ten| 11| 12| 13|…".replaceFirst("^…", ""));
    }

    @Test
    void the_same_text_differs_in_nothing_and_a_very_long_one_is_not_compared() {
        assertThat(of("a\n", "a\n")).isEmpty();
        assertThat(LineDifference.of("a\n".repeat(2_000), "b")).isNull();
    }
}
