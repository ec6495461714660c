package io.silkroute.console.runs;

import io.silkroute.metrics.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What runs came to over time, as bars whose measures the server computes. */
final class HistoryCharts {

    private static final int OF_RUNS = 4;
    private static final int WIDTH = 600;
    private static final int HEIGHT = 96;
    private static final double SEEN = 2;
    private static final double WHOLE = 100; // percent: a chart of success is not stretched

    private HistoryCharts() {}

    /** @param top from above */
    record Bar(String kind, String from, String width, String top, String height) {}

    /**
     * One chart.
     *
     * @param most what its height stands for
     * @param told all of it in words
     */
    record Chart(String title, String legend, String most, List<Bar> bars, String told) {}

    /** Duration, items, success and errors. */
    static List<Chart> of(List<Figure> figures) {
        return all(figures).subList(0, OF_RUNS);
    }

    /** Also conflicts and points. */
    static List<Chart> all(List<Figure> figures) {
        return List.of(
                chart(
                        "Duration",
                        "half of the runs (in front) and 95 of 100 (behind) took no longer",
                        figures,
                        List.of(seconds(Figure::p95), seconds(Figure::p50)),
                        List.of("p95", "p50"),
                        0,
                        HistoryCharts::took),
                chart(
                        "Items",
                        "looked at by runs",
                        figures,
                        List.of(figure -> (double) figure.items()),
                        List.of("items"),
                        0,
                        n -> String.format(Locale.ROOT, "%,.0f", n)),
                chart(
                        "Success rate",
                        "of the items",
                        figures,
                        List.of(inPercent(Figure::successRate)),
                        List.of("success"),
                        WHOLE,
                        HistoryCharts::percent),
                chart(
                        "Error rate",
                        "of the items: rejected, parked or in conflict",
                        figures,
                        List.of(inPercent(Figure::errorRate)),
                        List.of("errors"),
                        0,
                        HistoryCharts::percent),
                chart(
                        "Conflict rate",
                        "of the items: in conflict",
                        figures,
                        List.of(inPercent(Figure::conflictRate)),
                        List.of("conflicts"),
                        0,
                        HistoryCharts::percent),
                chart(
                        "Points",
                        "of the shop's bucket, by runs",
                        figures,
                        List.of(figure -> (double) figure.points()),
                        List.of("points"),
                        0,
                        n -> String.format(Locale.ROOT, "%,.0f", n)));
    }

    private static Function<Figure, @Nullable Double> inPercent(Function<Figure, @Nullable Double> rate) {
        return figure -> {
            Double share = rate.apply(figure);
            return share == null ? null : WHOLE * share;
        };
    }

    private static Function<Figure, @Nullable Double> seconds(Function<Figure, @Nullable Duration> of) {
        return figure -> {
            Duration took = of.apply(figure);
            return took == null ? null : took.toMillis() / 1000.0;
        };
    }

    /** @param atLeast what the height stands for, whatever is smaller */
    private static Chart chart(
            String title,
            String legend,
            List<Figure> figures,
            List<Function<Figure, @Nullable Double>> layers,
            List<String> kinds,
            double atLeast,
            Function<Double, String> shown) {
        double most = atLeast;
        int with = 0;
        for (Figure figure : figures) {
            Double highest = layers.get(0).apply(figure);
            if (highest != null && figure.runs() > 0) {
                with++;
                most = Math.max(most, highest);
            }
        }
        double step = (double) WIDTH / Math.max(1, figures.size());
        List<Bar> bars = new ArrayList<>();
        for (int layer = 0; layer < layers.size(); layer++) {
            for (int i = 0; i < figures.size(); i++) {
                Double value = layers.get(layer).apply(figures.get(i));
                if (value != null && value > 0) {
                    double height = Math.max(SEEN, HEIGHT * value / most);
                    bars.add(new Bar(
                            kinds.get(layer),
                            measure(i * step + step * 0.1),
                            measure(step * 0.8),
                            measure(HEIGHT - height),
                            measure(height)));
                }
            }
        }
        return new Chart(
                title,
                legend,
                with == 0 ? "" : shown.apply(most),
                bars,
                title + ", " + legend + ": "
                        + (with == 0
                                ? "no run in this time."
                                : "the height is " + shown.apply(most) + "; the table below has each figure."));
    }

    private static String took(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    /** As a table shows it; empty where nothing was measured. */
    static String took(@Nullable Duration time) {
        return time == null ? "" : took(time.toMillis() / 1000.0);
    }

    /** @param share 0 to 1 */
    static String share(@Nullable Double share) {
        return share == null ? "" : percent(WHOLE * share);
    }

    private static String percent(double percent) {
        return String.format(Locale.ROOT, percent == 0 || percent == 100 ? "%.0f %%" : "%.1f %%", percent);
    }

    private static String measure(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
