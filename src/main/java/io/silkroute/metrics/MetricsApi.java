package io.silkroute.metrics;

import io.silkroute.activity.Csv;
import io.silkroute.activity.CsvAnswer;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The figures of a connector's runs by hours or days, as JSON or with {@code Accept: text/csv} as CSV. */
@RestController
class MetricsApi {

    private final Connectors connectors;
    private final Metrics metrics;
    private final Clock clock;

    MetricsApi(Connectors connectors, Metrics metrics, Clock clock) {
        this.connectors = connectors;
        this.metrics = metrics;
        this.clock = clock;
    }

    @GetMapping("/api/connectors/{connector}/metrics")
    @Nullable
    ResponseEntity<List<ToldFigure>> figures(
            @PathVariable("connector") String name,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String step,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        MetricsParameters.check(request.getParameterMap());
        List<ToldFigure> figures = figures(name, from, to, step);
        if (Csv.preferred(request.getHeader(HttpHeaders.ACCEPT))) {
            csv(figures, response);
            return null;
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(figures);
    }

    /** The same as {@code Accept: text/csv}, for a link. */
    @GetMapping("/api/connectors/{connector}/metrics.csv")
    void file(
            @PathVariable("connector") String name,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String step,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        MetricsParameters.check(request.getParameterMap());
        csv(figures(name, from, to, step), response);
    }

    private List<ToldFigure> figures(String name, @Nullable String from, @Nullable String to, @Nullable String step) {
        ConnectorName connector = connectors.asked(name).name();
        ZoneId zone = metrics.zone(connector);
        MetricsParameters asked = MetricsParameters.of(from, to, step, clock.instant(), metrics.kept(), zone);
        return metrics.of(connector, asked.from(), asked.to(), asked.step(), zone).stream()
                .map(figure -> ToldFigure.of(figure, asked.step() == Step.DAY ? zone : ZoneOffset.UTC))
                .toList();
    }

    private static void csv(List<ToldFigure> figures, HttpServletResponse response) throws IOException {
        PrintWriter out = CsvAnswer.begin(response, "metrics");
        CsvAnswer csv = new CsvAnswer(
                out,
                "at",
                "runs",
                "durationP50",
                "durationP95",
                "items",
                "successRate",
                "errorRate",
                "conflictRate",
                "points");
        for (ToldFigure one : figures) {
            csv.line(
                    one.at(),
                    one.runs(),
                    one.duration().p50(),
                    one.duration().p95(),
                    one.items(),
                    one.successRate(),
                    one.errorRate(),
                    one.conflictRate(),
                    one.points());
        }
        out.flush();
    }
}
