package io.silkroute.console.runs;

import io.silkroute.connector.ConnectorName;
import io.silkroute.metrics.Figure;
import io.silkroute.metrics.Metrics;
import io.silkroute.metrics.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far back the charts of a connector's runs go; a day can be looked at by its hours. */
enum HistoryRange {
    DAY("24h", "24 hours", Duration.ofHours(23), Step.HOUR), // and the one that is going on
    WEEK("7d", "7 days", Duration.ofDays(6), Step.DAY),
    MONTH("30d", "30 days", Duration.ofDays(29), Step.DAY),
    QUARTER("90d", "90 days", Duration.ofDays(89), Step.DAY);

    private final String word;
    private final String label;
    private final Duration back;
    private final Step step;

    HistoryRange(String word, String label, Duration back, Step step) {
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
        return step == Step.HOUR;
    }

    Step step() {
        return step;
    }

    List<Figure> of(Metrics metrics, ConnectorName connector, Instant now) {
        return metrics.of(connector, now.minus(back), now, step, metrics.zone(connector));
    }

    /** The hours of one day of the connector's zone; null if the text is none. */
    static @Nullable List<Figure> day(Metrics metrics, ConnectorName connector, String text) {
        ZoneId zone = metrics.zone(connector);
        LocalDate day = date(text);
        return day == null
                ? null
                : metrics.of(
                        connector,
                        day.atStartOfDay(zone).toInstant(),
                        day.plusDays(1).atStartOfDay(zone).toInstant(),
                        Step.HOUR,
                        zone);
    }

    private static @Nullable LocalDate date(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() >= 1970 && day.getYear() <= 9998 ? day : null;
        } catch (DateTimeParseException none) {
            return null;
        }
    }
}
