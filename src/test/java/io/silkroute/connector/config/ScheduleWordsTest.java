package io.silkroute.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.silkroute.connector.config.ConnectorConfig.Trigger;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            manual                |
            15m                   | every 15 minutes
            daily                 | every day at 02:00 UTC
            0 30 22 * * ?         | every day at 22:30 UTC
            0 0 6 ? * MON-FRI     | on weekdays at 06:00 UTC
            0 0 6,18 ? * MON,WED  | on Mon, Wed at 06:00 and 18:00 UTC
            0 0 6 1 * ?           | by cron 0 0 6 1 * ? (UTC)
            0 0 6 ? * 2#1         | by cron 0 0 6 ? * 2#1 (UTC)
            0 0/5 * * * ?         | by cron 0 0/5 * * * ? (UTC)
            0 0 6 ? 3 MON-FRI     | by cron 0 0 6 ? 3 MON-FRI (UTC)
            """)
    void a_schedule_is_told_as_people_say_it_or_as_it_is_written(String written, String told) {
        assertThat(ScheduleWords.of(new Trigger(true, List.of(written)), ZoneId.of("Etc/UTC")))
                .isEqualTo(told == null ? "" : told);
    }

    @Test
    void several_are_told_one_after_the_other() {
        assertThat(ScheduleWords.of(new Trigger(true, List.of("1h", "0 0 6 * * ?", "6h")), ZoneId.of("Europe/Berlin")))
                .isEqualTo("every hour; every day at 06:00 Europe/Berlin; every 6 hours");
    }
}
