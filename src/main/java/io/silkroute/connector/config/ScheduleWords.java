package io.silkroute.connector.config;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A schedule as people say it; what is rarer than that stands as it is written, with the zone whose times it means. */
public final class ScheduleWords {

    private static final Map<String, String> WORDS =
            Map.of("15m", "every 15 minutes", "1h", "every hour", "6h", "every 6 hours", "daily", "every day at 02:00");

    // Quartz: seconds, minutes, hours, days of the month, months, days of the week.
    private static final Pattern AT = Pattern.compile("0 (\\d{1,2}) (\\d{1,2}(?:,\\d{1,2})*) [*?] \\* (\\S+)(?: \\*)?");
    private static final Map<String, String> DAYS = Map.of(
            "*", "every day",
            "?", "every day",
            "MON-FRI", "on weekdays",
            "2-6", "on weekdays",
            "SAT,SUN", "at weekends",
            "SUN,SAT", "at weekends");

    private ScheduleWords() {}

    /** Empty if the clock starts nothing. */
    public static String of(ConnectorConfig.Trigger trigger, ZoneId zone) {
        return trigger.schedule().stream()
                .filter(word -> !word.equals("manual"))
                .map(word -> word(word, zone(zone)))
                .collect(Collectors.joining("; "));
    }

    /** A zone as people say it. */
    public static String zone(ZoneId zone) {
        return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    private static String word(String word, String zone) {
        Matcher at = AT.matcher(word);
        String known = WORDS.get(word);
        if (known != null) {
            return known.contains(":") ? known + " " + zone : known;
        }
        if (!at.matches()) {
            return "by cron " + word + " (" + zone + ")";
        }
        String day = at.group(3).toUpperCase(Locale.ROOT);
        if (!DAYS.containsKey(day) && !day.matches("[A-Z]{3}(,[A-Z]{3})*")) {
            return "by cron " + word + " (" + zone + ")";
        }
        String hours = List.of(at.group(2).split(",")).stream()
                .map(hour -> "%02d:%02d".formatted(Integer.parseInt(hour), Integer.parseInt(at.group(1))))
                .collect(Collectors.joining(" and "));
        return DAYS.getOrDefault(day, "on " + named(day)) + " at " + hours + " " + zone;
    }

    private static String named(String days) {
        return List.of(days.split(",")).stream()
                .map(day -> day.charAt(0) + day.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
