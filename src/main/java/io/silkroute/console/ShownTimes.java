package io.silkroute.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Times as the pages show them: how long ago, and in UTC to the second; the viewer's zone is added in the browser. */
@Component("times")
public class ShownTimes {

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Clock clock;

    ShownTimes(Clock clock) {
        this.clock = clock;
    }

    public String of(@Nullable Instant time) {
        return time == null ? "" : SHOWN.format(time);
    }

    /** {@code 3 minutes ago}, {@code in 2 hours}, {@code just now}. */
    public String relative(@Nullable Instant time) {
        if (time == null) {
            return "";
        }
        Duration past = Duration.between(time, clock.instant());
        Duration distance = past.abs();
        if (distance.toSeconds() < 10) {
            return "just now";
        }
        String words = inWords(distance);
        return past.isNegative() ? "in " + words : words + " ago";
    }

    private static String inWords(Duration distance) {
        if (distance.toSeconds() < 60) {
            return counted(distance.toSeconds(), "second");
        }
        if (distance.toMinutes() < 60) {
            return counted(distance.toMinutes(), "minute");
        }
        return distance.toHours() < 48 ? counted(distance.toHours(), "hour") : counted(distance.toDays(), "day");
    }

    private static String counted(long n, String unit) {
        return n + " " + unit + (n == 1 ? "" : "s");
    }

    /** How long it took, or has taken so far: {@code 0.8 s}, {@code 2 min 5 s}, {@code 3 h 12 min}; empty if it has not begun. */
    public String took(@Nullable Instant from, @Nullable Instant to) {
        if (from == null) {
            return "";
        }
        Duration took = Duration.between(from, to == null ? clock.instant() : to);
        long seconds = Math.max(took.toSeconds(), 0);
        if (seconds < 10) {
            return Math.floorDiv(Math.max(took.toMillis(), 0), 100L) / 10.0 + " s";
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
