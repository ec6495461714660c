package io.silkroute.source.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12 | 12 |",
                "12.50 USD | 12.50 | USD",
                "USD 12.50 | 12.50 | USD",
                "€ 1.299,90 | 1299.90 | EUR",
                "1.299,90€ | 1299.90 | EUR",
                "1,299.90 | 1299.90 |",
                "1 299,90 | 1299.90 |",
                "1\u00a0299,90 | 1299.90 |",
                "1\u202f299 | 1299 |",
                "1'299.90 CHF | 1299.90 | CHF",
                "15 000 Fcfa | 15000 |",
                "$1,234,567 | 1234567 |",
                "1.234.567 | 1234567 |",
                "0.125 | 0.125 |",
                "1234.567 | 1234.567 |",
                "12,5 | 12.5 |",
                ",5 | 0.5 |",
                "-3,00 | -3.00 |",
                "$-3.00 | -3.00 |",
                "10 kr | 10 |"
            })
    void reads(String cell, String amount, String currency) {
        assertThat(NumberText.read(cell, null)).isInstanceOfSatisfying(NumberText.Exact.class, number -> {
            assertThat(number.amount().toPlainString()).isEqualTo(amount);
            assertThat(number.currency()).isEqualTo(currency);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "free",
                "12 pearls",
                "1.2.3",
                "1,23,456",
                "12 34",
                "1.299,90,00",
                "USD",
                "12-13",
                "1e5",
                "--5",
                "12 USD EUR",
                "0x10",
                "٣"
            })
    void refuses(String cell) {
        assertThat(NumberText.read(cell, null)).isInstanceOf(NumberText.NoNumber.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.234", "1,234", "12.345 €", "999,000"})
    void guesses_no_number_that_may_be_read_in_two_ways(String cell) {
        assertThat(NumberText.read(cell, null)).isInstanceOf(NumberText.Ambiguous.class);
    }

    @Test
    void reads_it_by_the_other_numbers_of_its_column() {
        assertThat(amount("1.234", Decimal.COMMA)).isEqualTo("1234");
        assertThat(amount("1.234", Decimal.POINT)).isEqualTo("1.234");
        assertThat(amount("1,234", Decimal.COMMA)).isEqualTo("1.234");
    }

    @Test
    void a_column_with_both_signs_tells_nothing() {
        DecimalVotes votes = new DecimalVotes();
        votes.add("1.5");
        assertThat(votes.decided()).isEqualTo(Decimal.POINT);
        votes.add("1,5");
        assertThat(votes.decided()).isNull();
    }

    private static String amount(String cell, Decimal column) {
        return ((NumberText.Exact) NumberText.read(cell, column)).amount().toPlainString();
    }
}
