package io.silkroute.console.runs;

import io.silkroute.connector.ConnectorName;
import io.silkroute.run.RunHistory;
import io.silkroute.run.RunHistory.History;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How far back the charts of a connector's runs go; a day can be looked at by its hours. */
enum HistoryRange {
    DAY("24h", "24 hours", Duration.ofHours(24), ChronoUnit.HOURS),
    WEEK("7d", "7 days", Duration.ofDays(7), ChronoUnit.DAYS),
    MONTH("30d", "30 days", Duration.ofDays(30), ChronoUnit.DAYS),
    QUARTER("90d", "90 days", Duration.ofDays(90), ChronoUnit.DAYS);

    private static final int HOURS = 24;

    private final String word;
    private final String label;
    private final Duration back;
    private final ChronoUnit step;

    HistoryRange(String word, String label, Duration back, ChronoUnit step) {
        this.word = word;
        this.label = label;
        this.back = back;
        this.step = step;
    }

    static HistoryRange of(String word) {
        return Arrays.stream(values())
                .filter(range -> range.word.equals(word))
                .findFirst()
                .orElse(MONTH);
    }

    public String word() {
        return word;
    }

    public String label() {
        return label;
    }

    public boolean hourly() {
        return step == ChronoUnit.HOURS;
    }

    History of(RunHistory history, ConnectorName connector) {
        return history.of(connector, back, step);
    }

    /** The hours of one day; null if the text is none. */
    static @Nullable History day(RunHistory history, ConnectorName connector, String day) {
        Instant from = start(day);
        return from == null ? null : history.of(connector, from, HOURS, ChronoUnit.HOURS);
    }

    private static @Nullable Instant start(String day) {
        try {
            return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException none) {
            return null;
        }
    }
}
