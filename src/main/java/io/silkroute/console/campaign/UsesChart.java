package io.silkroute.console.campaign;

import io.silkroute.promotion.UsageFigures.Day;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's uses as a row of columns, one a day, drawn by the server.
 *
 * @param told the same in words
 */
record UsesChart(List<Column> columns, int width, int height, String told) {

    private static final int STEP = 12;
    private static final int HEIGHT = 60;
    private static final int LOWEST = 2; // of a day on which there was a use

    record Column(int from, int top, int height, String told) {}

    /** Null where there is nothing to be drawn. */
    static @Nullable UsesChart of(List<Day> days) {
        Day busiest = days.stream().max(Comparator.comparingLong(Day::uses)).orElse(null);
        if (busiest == null || busiest.uses() == 0) {
            return null;
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            Day day = days.get(i);
            if (day.uses() > 0) {
                int height = (int) Math.max(LOWEST, Math.round((double) HEIGHT * day.uses() / busiest.uses()));
                columns.add(new Column(i * STEP, HEIGHT - height, height, day.day() + ": " + day.uses()));
            }
        }
        long all = days.stream().mapToLong(Day::uses).sum();
        return new UsesChart(
                List.copyOf(columns),
                days.size() * STEP,
                HEIGHT,
                "Uses a day from %s to %s: %d in all, most on %s (%d)"
                        .formatted(
                                days.get(0).day(),
                                days.get(days.size() - 1).day(),
                                all,
                                busiest.day(),
                                busiest.uses()));
    }
}
