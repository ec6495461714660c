package io.silkroute.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {

    private static final ZoneId BERLIN =
            ZoneId.of("Europe/Berlin"); // 2027-03-28 without 02:xx, 2026-10-25 with it twice

    @ParameterizedTest
    @CsvSource({
        "DAILY,  07:00, 2026-11-20T06:00:00Z, 2026-11-20T06:00:00Z",
        "DAILY,  07:00, 2026-11-20T05:59:00Z, 2026-11-19T06:00:00Z",
        "DAILY,  02:30, 2027-03-28T01:29:00Z, 2027-03-27T01:30:00Z",
        "DAILY,  02:30, 2027-03-28T01:30:00Z, 2027-03-28T01:30:00Z",
        "DAILY,  02:30, 2026-10-25T01:40:00Z, 2026-10-25T00:30:00Z",
        "WEEKLY, 07:00, 2026-11-20T12:00:00Z, 2026-11-16T06:00:00Z",
        "WEEKLY, 07:00, 2026-11-23T05:00:00Z, 2026-11-16T06:00:00Z",
        "WEEKLY, 07:00, 2026-11-23T06:00:00Z, 2026-11-23T06:00:00Z"
    })
    void its_latest_time_is_the_shops_and_each_day_has_one(Report report, LocalTime at, Instant now, Instant latest) {
        assertThat(report.latest(now, BERLIN, at, DayOfWeek.MONDAY)).isEqualTo(latest);
    }

    @ParameterizedTest
    @CsvSource({
        "DAILY,  2026-11-20T06:00:00Z, 2026-11-19,               2026-11-18",
        "WEEKLY, 2026-11-23T06:00:00Z, 2026-11-16 to 2026-11-22, 2026-11-09 to 2026-11-15"
    })
    void it_tells_of_whole_days_and_of_as_many_before(Report report, Instant time, String told, String before) {
        Report.Period period = report.period(time, BERLIN);
        assertThat(period.shown()).isEqualTo(told);
        assertThat(report.before(period).shown()).isEqualTo(before);
        assertThat(period.end(BERLIN)).isEqualTo(time.minusSeconds(7 * 3600));
    }
}
