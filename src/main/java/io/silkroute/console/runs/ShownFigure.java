package io.silkroute.console.runs;

import io.silkroute.metrics.Figure;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A line of the charts' table.
 *
 * @param day by which its hours are asked for
 */
record ShownFigure(
        Figure figure,
        String day,
        String hour,
        String p50,
        String p95,
        String success,
        String errors,
        String conflicts) {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /** Those with a run, the newest first. */
    static List<ShownFigure> of(List<Figure> figures, ZoneId zone) {
        List<ShownFigure> newestFirst = new ArrayList<>();
        figures.stream().filter(figure -> figure.runs() > 0).forEach(figure -> newestFirst.add(0, of(figure, zone)));
        return newestFirst;
    }

    private static ShownFigure of(Figure figure, ZoneId zone) {
        return new ShownFigure(
                figure,
                figure.at().atZone(zone).toLocalDate().toString(),
                HOUR.format(figure.at().atZone(zone)),
                HistoryCharts.took(figure.p50()),
                HistoryCharts.took(figure.p95()),
                HistoryCharts.share(figure.successRate()),
                HistoryCharts.share(figure.errorRate()),
                HistoryCharts.share(figure.conflictRate()));
    }
}
