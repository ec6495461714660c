package io.silkroute.console.runs;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ScheduleWords;
import io.silkroute.metrics.Figure;
import io.silkroute.metrics.Metrics;
import io.silkroute.metrics.Step;
import io.silkroute.preview.Statuses;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What a connector's runs came to by days or hours of any time that is kept. */
@Controller
class PerformancePage {

    private static final int USUAL_DAYS = 30;
    private static final int USUAL_DAYS_BY_HOUR = 2;
    private static final int MOST_DAYS_BY_HOUR = 31; // more bars than a page can draw

    private final Statuses statuses;
    private final Metrics metrics;
    private final Clock clock;

    PerformancePage(Statuses statuses, Metrics metrics, Clock clock) {
        this.statuses = statuses;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** @param from, to days of the connector's zone, both included; what is none is told, and the usual time is shown */
    @GetMapping("/connectors/{connector}/performance")
    String page(
            @PathVariable("connector") String name,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(name = "to", defaultValue = "") String to,
            @RequestParam(name = "step", defaultValue = "day") String step,
            Model model) {
        ConnectorName connector = statuses.known(name).name();
        ZoneId zone = metrics.zone(connector);
        boolean hourly = step.equals(Step.HOUR.word());
        LocalDate today = clock.instant().atZone(zone).toLocalDate();
        LocalDate last = to.isEmpty() ? today : day(to);
        LocalDate first = day(from);
        String problem = problem(from, first, last, hourly);
        LocalDate end = problem != null || last == null ? today : last;
        LocalDate begin = problem != null || first == null
                ? end.minusDays((hourly ? USUAL_DAYS_BY_HOUR : USUAL_DAYS) - 1L)
                : first;
        List<Figure> drawn = metrics.of(
                connector,
                begin.atStartOfDay(zone).toInstant(),
                end.plusDays(1).atStartOfDay(zone).toInstant(),
                hourly ? Step.HOUR : Step.DAY,
                zone);
        model.addAttribute("connector", name);
        model.addAttribute("problem", problem);
        model.addAttribute("hourly", hourly);
        model.addAttribute("step", hourly ? Step.HOUR.word() : Step.DAY.word());
        model.addAttribute("zone", ScheduleWords.zone(zone));
        model.addAttribute("zoneKnown", metrics.zoneKnown(connector));
        model.addAttribute("fromDay", begin.toString());
        model.addAttribute("toDay", end.toString());
        model.addAttribute("from", begin.toString());
        model.addAttribute("to", end.plusDays(1).toString());
        model.addAttribute("charts", HistoryCharts.all(drawn));
        model.addAttribute("figures", ShownFigure.of(drawn, zone));
        return "console/performance";
    }

    private @Nullable String problem(String from, @Nullable LocalDate first, @Nullable LocalDate last, boolean hourly) {
        if (!from.isEmpty() && first == null || last == null) {
            return "A day is written such as 2026-11-20; the usual time is shown.";
        }
        if (first != null && first.isAfter(last)) {
            return "The time ends before it begins; the usual time is shown.";
        }
        long most = hourly ? MOST_DAYS_BY_HOUR : metrics.kept().toDays();
        return first != null && first.plusDays(most).isBefore(last.plusDays(1))
                ? "At most %d days are shown at once%s; the usual time is shown."
                        .formatted(most, hourly ? " by hour" : "")
                : null;
    }

    private static @Nullable LocalDate day(String text) {
        try {
            LocalDate day = text.isEmpty() ? null : LocalDate.parse(text);
            return day != null && day.getYear() >= 1970 && day.getYear() <= 9998 ? day : null;
        } catch (DateTimeParseException none) {
            return null;
        }
    }
}
