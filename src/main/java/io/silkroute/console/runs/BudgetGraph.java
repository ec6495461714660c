package io.silkroute.console.runs;

import io.silkroute.run.budget.Budget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A shop's bucket over a run, as a drawing whose measures the server computes, and in words.
 *
 * @param level the bucket, a path in a box of {@value #WIDTH} by {@value #HEIGHT}
 * @param ground the same, closed to an area
 * @param spent points that were spent, each part of the most
 * @param told all of it in words
 * @param rows some of the samples, evenly chosen
 */
record BudgetGraph(
        String level,
        String ground,
        String spent,
        long maximum,
        long spentInAll,
        Instant from,
        Instant until,
        String told,
        List<Budget.Point> rows) {

    static final int WIDTH = 600;
    static final int HEIGHT = 120;
    private static final int ROWS = 12;

    /** Of a run with two samples at least. */
    static BudgetGraph of(Budget budget) {
        List<Budget.Point> points = budget.points();
        Budget.Point last = points.get(points.size() - 1);
        Instant from = points.get(0).at();
        double millis = Math.max(1, last.at().toEpochMilli() - from.toEpochMilli());
        double most = Math.max(1, last.spent());
        double maximum = Math.max(1, budget.maximum());
        StringBuilder level = new StringBuilder();
        StringBuilder spent = new StringBuilder();
        for (Budget.Point point : points) {
            double x = WIDTH * (point.at().toEpochMilli() - from.toEpochMilli()) / millis;
            level.append(level.isEmpty() ? "M" : "L").append(at(x, point.level() / maximum));
            spent.append(spent.isEmpty() ? "M" : "L").append(at(x, point.spent() / most));
        }
        double lowest = points.stream().mapToDouble(Budget.Point::level).min().orElse(0);
        double mean = points.stream().mapToDouble(Budget.Point::level).average().orElse(0);
        String told = String.format(
                Locale.ROOT,
                "Of at most %,.0f points the bucket held %,.0f at the start, %,.0f on average, %,.0f at the lowest and"
                        + " %,.0f at the end; %,.0f points were spent.",
                budget.maximum(),
                points.get(0).level(),
                mean,
                lowest,
                last.level(),
                last.spent());
        return new BudgetGraph(
                level.toString(),
                level + "L" + WIDTH + " " + HEIGHT + "L0 " + HEIGHT + "Z",
                spent.toString(),
                Math.round(budget.maximum()),
                Math.round(last.spent()),
                from,
                last.at(),
                told,
                some(points));
    }

    private static List<Budget.Point> some(List<Budget.Point> points) {
        int n = Math.min(ROWS, points.size());
        List<Budget.Point> some = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            some.add(points.get(n == 1 ? 0 : i * (points.size() - 1) / (n - 1)));
        }
        return some;
    }

    private static String at(double x, double share) {
        return String.format(Locale.ROOT, "%.1f %.1f", x, HEIGHT * (1 - Math.max(0, Math.min(1, share))));
    }
}
