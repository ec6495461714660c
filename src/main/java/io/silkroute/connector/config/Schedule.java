package io.silkroute.connector.config;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/**
 * When a connector synchronizes by the clock: {@code manual} (never), {@code 15m}, {@code 1h}, {@code 6h},
 * {@code daily} (at 02:00), or Quartz cron expressions. Times are those of the given zone.
 */
public record Schedule(List<String> words) {

    private static final String MANUAL = "manual";

    private static final Map<String, String> CRON_OF_WORD = Map.of(
            "15m", "0 0/15 * * * ?",
            "1h", "0 0 * * * ?",
            "6h", "0 0 0/6 * * ?",
            "daily", "0 0 2 * * ?");

    /** @throws IllegalArgumentException with a sentence, if a word is none and no cron expression either */
    public Schedule {
        words = List.copyOf(words);
        for (String word : words) {
            String problem = problem(word);
            if (problem != null) {
                throw new IllegalArgumentException(problem);
            }
        }
        if (words.size() > 1 && words.contains(MANUAL)) {
            throw new IllegalArgumentException("\"manual\" stands alone; leave it out or remove the other entries.");
        }
    }

    public boolean manual() {
        return words.isEmpty() || words.contains(MANUAL);
    }

    /** The Quartz cron expressions; none if manual. */
    public List<String> cron() {
        return manual()
                ? List.of()
                : words.stream()
                        .map(word -> CRON_OF_WORD.getOrDefault(word, word))
                        .toList();
    }

    /** The first time after the given one; empty if manual, or if the expressions lie in the past. */
    public Optional<Instant> nextAfter(Instant time, ZoneId zone) {
        return cron().stream()
                .map(cron -> next(cron, time, zone))
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    /** The next times after the given one, each once; fewer if the expressions end. */
    public List<Instant> nextAfter(Instant time, ZoneId zone, int n) {
        List<Instant> times = new ArrayList<>();
        Optional<Instant> next = nextAfter(time, zone);
        while (next.isPresent() && times.size() < n) {
            times.add(next.get());
            next = nextAfter(next.get(), zone);
        }
        return times;
    }

    private static @Nullable Instant next(String cron, Instant time, ZoneId zone) {
        try {
            CronExpression expression = new CronExpression(cron);
            expression.setTimeZone(TimeZone.getTimeZone(zone));
            Date next = expression.getNextValidTimeAfter(Date.from(time));
            return next == null ? null : next.toInstant();
        } catch (ParseException e) {
            throw new IllegalStateException("a schedule was not checked: " + cron, e);
        }
    }

    private static @Nullable String problem(String word) {
        if (word.equals(MANUAL) || CRON_OF_WORD.containsKey(word)) {
            return null;
        }
        try {
            CronExpression.validateExpression(word);
            return null;
        } catch (ParseException e) {
            return "\"%s\" is none of manual, 15m, 1h, 6h, daily and no Quartz cron expression (%s)."
                    .formatted(word, e.getMessage());
        }
    }
}
