package io.silkroute.metrics;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * The time that is asked for: each parameter is checked, and an unknown one is no silent "all".
 *
 * @param to exclusive
 */
record MetricsParameters(Instant from, Instant to, Step step) {

    private static final Set<String> NAMES = Set.of("from", "to", "step");
    private static final Duration USUAL_DAYS = Duration.ofDays(30);
    private static final Duration USUAL_HOURS = Duration.ofDays(2);
    private static final int LONGEST = 40;

    /** Each that is given is known and given once. */
    static void check(Map<String, String[]> given) {
        given.forEach((name, values) -> {
            if (!NAMES.contains(name)) {
                throw refused(name, "is none that is known here; known are from, step, to");
            }
            if (values.length > 1) {
                throw refused(name, "may be given only once");
            }
        });
    }

    /** @param zone whose days a date without a time is of */
    static MetricsParameters of(
            @Nullable String first,
            @Nullable String last,
            @Nullable String word,
            Instant now,
            Duration most,
            ZoneId zone) {
        Step step = absent(word)
                ? Step.DAY
                : Step.of(String.valueOf(word)).orElseThrow(() -> refused("step", "must be hour or day"));
        Instant to = absent(last) ? now : time("to", String.valueOf(last), zone);
        Instant from = absent(first)
                ? to.minus(step == Step.DAY ? USUAL_DAYS : USUAL_HOURS)
                : time("from", String.valueOf(first), zone);
        if (!from.isBefore(to)) {
            throw refused("from", "must be before to");
        }
        if (Duration.between(from, to).compareTo(most.plusDays(1)) > 0) {
            throw refused("from", "must not be more than %d days before to".formatted(most.toDays()));
        }
        return new MetricsParameters(from, to, step);
    }

    private static boolean absent(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    private static Instant time(String name, String text, ZoneId zone) {
        try {
            if (text.length() <= LONGEST) {
                Instant time = text.indexOf('T') < 0
                        ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                        : OffsetDateTime.parse(text).toInstant();
                int year = time.atZone(zone).getYear();
                if (year >= 1970 && year <= 9998) {
                    return time;
                }
            }
        } catch (DateTimeException notATime) {
            // told below
        }
        throw refused(
                name,
                "must be a time with offset such as 2026-11-20T10:00:00Z, or a day such as 2026-11-20, between 1970 and 9998");
    }

    private static ErrorResponseException refused(String field, String what) {
        String shown = field.length() > LONGEST ? field.substring(0, LONGEST) + "…" : field;
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The parameter \"%s\" %s.".formatted(shown, what));
        problem.setTitle("Invalid parameter");
        problem.setProperty("field", shown);
        return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
    }
}
