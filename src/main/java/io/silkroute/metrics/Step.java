package io.silkroute.metrics;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** What figures are told by. */
public enum Step {
    HOUR,
    DAY; // of a zone: when clocks are changed it has 23 or 25 hours

    private final String word = name().toLowerCase(Locale.ROOT);

    static Optional<Step> of(String word) {
        for (Step step : values()) {
            if (step.word.equals(word)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    public String word() {
        return word;
    }

    /** When the step of this moment began. Hours are those of UTC, which are as long in every zone. */
    public Instant start(Instant time, ZoneId zone) {
        return this == HOUR
                ? time.truncatedTo(ChronoUnit.HOURS)
                : time.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }

    /** When the step after the one that begins here begins. */
    public Instant next(Instant start, ZoneId zone) {
        if (this == HOUR) {
            return start.plus(1, ChronoUnit.HOURS);
        }
        ZonedDateTime day = start.atZone(zone);
        return day.toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }
}
