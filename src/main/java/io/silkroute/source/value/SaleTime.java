package io.silkroute.source.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a sale begins or ends, as exports write it. {@code 3/4/2026} may be read in two ways: it tells something where
 * both say the same. A day lasts to its end.
 */
public final class SaleTime {

    private static final String TIME =
            "(?:(?:,?\\s+|T)(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d{1,9})?)?\\s*([AaPp][Mm])?\\s*(Z|[+-]\\d{2}:?\\d{2})?)?";
    private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})" + TIME);
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}|\\d{2})" + TIME);
    private static final Pattern EITHER = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d{2})" + TIME);
    private static final Pattern NEVER = Pattern.compile("0000-00-00.{0,20}");
    private static final int LONGEST = 40;

    private final List<Span> readings;

    private SaleTime(List<Span> readings) {
        this.readings = readings;
    }

    private record Span(Instant from, Instant until) {}

    /** Null if it is none. @param zone of times that name none */
    public static @Nullable SaleTime read(String cell, ZoneId zone) {
        if (cell.length() > LONGEST) {
            return null;
        }
        if (NEVER.matcher(cell).matches()) {
            return new SaleTime(List.of());
        }
        List<Span> readings = new ArrayList<>();
        Matcher first = YEAR_FIRST.matcher(cell);
        Matcher day = DAY_FIRST.matcher(cell);
        Matcher either = EITHER.matcher(cell);
        if (first.matches()) {
            add(first, first.group(1), first.group(2), first.group(3), zone, readings);
        } else if (day.matches()) {
            add(day, day.group(3), day.group(2), day.group(1), zone, readings);
        } else if (either.matches()) {
            add(either, either.group(3), either.group(1), either.group(2), zone, readings);
            add(either, either.group(3), either.group(2), either.group(1), zone, readings);
        }
        return readings.isEmpty() ? null : new SaleTime(readings);
    }

    private static void add(Matcher all, String year, String month, String day, ZoneId zone, List<Span> readings) {
        try {
            int y = Integer.parseInt(year);
            LocalDate date = LocalDate.of(y < 100 ? 2000 + y : y, Integer.parseInt(month), Integer.parseInt(day));
            ZoneId at = all.group(8) == null ? zone : ZoneOffset.of(all.group(8));
            LocalTime time = time(all);
            boolean wholeDay = time.equals(LocalTime.MIDNIGHT) && all.group(8) == null;
            readings.add(new Span(
                    date.atTime(time).atZone(at).toInstant(),
                    wholeDay
                            ? date.plusDays(1).atStartOfDay(at).toInstant()
                            : date.atTime(time).atZone(at).toInstant()));
        } catch (DateTimeException none) {
            // there is no such day, or no such time
        }
    }

    private static LocalTime time(Matcher all) {
        if (all.group(4) == null) {
            return LocalTime.MIDNIGHT;
        }
        int hour = Integer.parseInt(all.group(4));
        if (all.group(7) != null) {
            hour = hour % 12 + (all.group(7).equalsIgnoreCase("pm") ? 12 : 0);
        }
        return LocalTime.of(
                hour, Integer.parseInt(all.group(5)), all.group(6) == null ? 0 : Integer.parseInt(all.group(6)));
    }

    /** Has what begins then begun? Null if that depends on how it is read. */
    public @Nullable Boolean begun(Instant now) {
        return agreed(reading -> !now.isBefore(reading.from()), true);
    }

    /** Has what ends then ended? Null if that depends on how it is read. */
    public @Nullable Boolean over(Instant now) {
        return agreed(reading -> !now.isBefore(reading.until()), false);
    }

    private @Nullable Boolean agreed(Predicate<Span> test, boolean without) {
        if (readings.isEmpty()) {
            return without;
        }
        boolean all = readings.stream().allMatch(test);
        return all || readings.stream().noneMatch(test) ? all : null;
    }
}
