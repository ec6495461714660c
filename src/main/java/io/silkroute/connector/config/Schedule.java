package io.silkroute.connector.config;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/**
 * When a connector synchronizes by the clock: {@code manual} (never), {@code 15m}, {@code 1h}, {@code 6h},
 * {@code daily} (at 02:00), or Quartz cron expressions. Times are those of the given zone; when its
 * clocks are changed, each of them comes once.
 */
public record Schedule(List<String> words) {

    private static final String MANUAL = "manual";
    private static final Duration NEAR = Duration.ofHours(3);
    private static final Pattern EVERY_HOUR = Pattern.compile("^\\S+ +\\S+ +(\\*|\\*/1|0/1) ");

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

    // A wall clock's times. One that the clock skips is at the moment of the change plus what it lies behind it; one
    // that
    // comes twice is the first. What means every hour has no time of a day: it goes on through both, each hour once.
    private static @Nullable Instant next(String cron, Instant time, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        CronExpression wall = expression(cron);
        boolean everyHour = EVERY_HOUR.matcher(cron).find();
        Duration change = changeNear(time, rules);
        LocalDateTime at = after(wall, LocalDateTime.ofInstant(time, zone).minus(change));
        Instant best = null;
        while (at != null
                && (best == null
                        || !at.isAfter(LocalDateTime.ofInstant(best, zone).plus(change)))) {
            for (Instant moment : moments(at, rules, everyHour)) {
                if (moment.isAfter(time) && (best == null || moment.isBefore(best))) {
                    best = moment;
                }
            }
            at = after(wall, at);
        }
        return best;
    }

    private static List<Instant> moments(LocalDateTime at, ZoneRules rules, boolean everyHour) {
        List<ZoneOffset> offsets = rules.getValidOffsets(at);
        if (offsets.isEmpty()) {
            return everyHour
                    ? List.of()
                    : List.of(at.toInstant(rules.getTransition(at).getOffsetBefore()));
        }
        return (everyHour ? offsets : offsets.subList(0, 1))
                .stream().map(at::toInstant).toList();
    }

    // Around a change the order of the wall clock's times is not that of moments: look so much further on both sides.
    private static Duration changeNear(Instant time, ZoneRules rules) {
        Duration back = Duration.ZERO;
        ZoneOffsetTransition last = rules.previousTransition(time.plusMillis(1));
        ZoneOffsetTransition next = rules.nextTransition(time);
        if (last != null && last.getInstant().isAfter(time.minus(NEAR))) {
            back = back.plus(last.getDuration().abs());
        }
        if (next != null && next.getInstant().isBefore(time.plus(NEAR))) {
            back = back.plus(next.getDuration().abs());
        }
        return back;
    }

    private static @Nullable LocalDateTime after(CronExpression wall, LocalDateTime time) {
        Date next = wall.getNextValidTimeAfter(Date.from(time.toInstant(ZoneOffset.UTC)));
        return next == null ? null : LocalDateTime.ofInstant(next.toInstant(), ZoneOffset.UTC);
    }

    private static CronExpression expression(String cron) {
        try {
            CronExpression expression = new CronExpression(cron);
            expression.setTimeZone(TimeZone.getTimeZone("UTC"));
            return expression;
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
