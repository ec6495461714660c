package io.silkroute.mail;

import io.silkroute.connector.config.ScheduleWords;
import io.silkroute.connector.config.ToldEvents;
import io.silkroute.metrics.Figure;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is sent by the clock: a summary of the day before, or a report of the week before with the one before that. */
enum Report {
    DAILY(ToldEvents.DAILY_SUMMARY, 1),
    WEEKLY(ToldEvents.WEEKLY_REPORT, 7);

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final String event;
    private final int days;

    Report(String event, int days) {
        this.event = event;
        this.days = days;
    }

    String event() {
        return event;
    }

    /**
     * The latest of its times up to now. One that the clock skips is at the moment of the change plus what it lies behind
     * it, one that comes twice is the first: each day has one.
     */
    Instant latest(Instant now, ZoneId zone, LocalTime at, DayOfWeek weekly) {
        LocalDate today = now.atZone(zone).toLocalDate();
        LocalDate day = this == DAILY ? today : today.with(TemporalAdjusters.previousOrSame(weekly));
        Instant time = day.atTime(at).atZone(zone).toInstant();
        return time.isAfter(now) ? day.minusDays(days).atTime(at).atZone(zone).toInstant() : time;
    }

    /** The days that it tells of. @param until exclusive */
    record Period(LocalDate from, LocalDate until) {

        Instant begin(ZoneId zone) {
            return from.atStartOfDay(zone).toInstant();
        }

        Instant end(ZoneId zone) {
            return until.atStartOfDay(zone).toInstant();
        }

        String shown() {
            LocalDate last = until.minusDays(1);
            return last.equals(from) ? from.toString() : from + " to " + last;
        }
    }

    Period period(Instant time, ZoneId zone) {
        LocalDate until = time.atZone(zone).toLocalDate();
        return new Period(until.minusDays(days), until);
    }

    Period before(Period period) {
        return new Period(period.from().minusDays(days), period.from());
    }

    static String moment(Instant time, ZoneId zone) {
        return MOMENT.format(time.atZone(zone)) + " " + ScheduleWords.zone(zone);
    }

    /** The figures side by side. */
    static List<Letter.Row> rows(List<Figure> figures) {
        return List.of(
                row("Runs", figures, figure -> number(figure.runs())),
                row("Runs that failed", figures, figure -> number(figure.broken())),
                row("Half took no longer than", figures, figure -> took(figure.p50())),
                row("95 of 100 took no longer than", figures, figure -> took(figure.p95())),
                row("Items looked at", figures, figure -> number(figure.items())),
                row("Success rate", figures, figure -> share(figure.successRate())),
                row("Error rate", figures, figure -> share(figure.errorRate())),
                row("Conflict rate", figures, figure -> share(figure.conflictRate())),
                row("Sent incomplete", figures, figure -> number(figure.incomplete())),
                row("Points of the shop's bucket", figures, figure -> number(figure.points())));
    }

    private static Letter.Row row(String name, List<Figure> figures, Function<Figure, String> value) {
        return new Letter.Row(name, figures.stream().map(value).toList());
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    private static String share(@Nullable Double share) {
        return share == null ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String took(@Nullable Duration time) {
        if (time == null) {
            return "-";
        }
        return time.toSeconds() < 60
                ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
                : String.format(Locale.ROOT, "%d min %d s", time.toMinutes(), time.toSecondsPart());
    }
}
