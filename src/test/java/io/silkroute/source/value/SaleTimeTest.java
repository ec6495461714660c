package io.silkroute.source.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaleTimeTest {

    private static final Instant NOW = Instant.parse("2026-05-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "unsure",
            value = {
                "2026-05-31 | true | false",
                "2026-05-31 00:00:00 | true | false",
                "2026-05-31T14:00:00+0200 | true | true",
                "2026-05-31T14:00+03:00 | true | true",
                "2026-05-31 12:00:01 | false | false",
                "2026-05-30 | true | true",
                "2026-06-01 | false | false",
                "31.05.2026 | true | false",
                "31.5.26 12:01 | false | false",
                "5/31/2026 | true | false",
                "31/05/2026 | true | false",
                "5/31/26, 11:59 PM | false | false",
                "06/05/2026 | unsure | unsure",
                "01/02/2026 | true | true",
                "0000-00-00 00:00:00 | true | false"
            })
    void tells_what_has_begun_and_what_is_over(String cell, Boolean begun, Boolean over) {
        assertThat(SaleTime.read(cell, ZoneOffset.UTC)).satisfies(time -> {
            assertThat(time.begun(NOW)).isEqualTo(begun);
            assertThat(time.over(NOW)).isEqualTo(over);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "2026-02-30", "13/13/2026", "2026", "46143", "2026-05-31T25:00:00"})
    void takes_nothing_else_for_a_date(String cell) {
        assertThat(SaleTime.read(cell, ZoneOffset.UTC)).isNull();
    }

    @Test
    void a_day_lasts_to_its_end() {
        SaleTime day = Objects.requireNonNull(SaleTime.read("2026-05-31", ZoneOffset.UTC));
        assertThat(day.over(Instant.parse("2026-05-31T23:59:59Z"))).isFalse();
        assertThat(day.over(Instant.parse("2026-06-01T00:00:00Z"))).isTrue();
    }
}
