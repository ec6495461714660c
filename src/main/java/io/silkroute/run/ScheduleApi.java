package io.silkroute.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ScheduleWords;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** When a connector's clock asks for runs. */
@RestController
class ScheduleApi {

    private static final int TIMES = 5;

    private final Connectors connectors;
    private final DueRuns dueRuns;
    private final Runs runs;

    ScheduleApi(Connectors connectors, DueRuns dueRuns, Runs runs) {
        this.connectors = connectors;
        this.dueRuns = dueRuns;
        this.runs = runs;
    }

    /**
     * @param active else no time starts anything
     * @param zone whose times the schedule means
     * @param zoneFrom who said so
     * @param inWords empty: the clock starts nothing
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Told(
            List<String> schedule,
            boolean onlyIfChanged,
            boolean active,
            String zone,
            String zoneFrom,
            String inWords,
            List<Instant> next,
            DueRuns.@Nullable Check lastCheck) {}

    @GetMapping("/api/connectors/{connector}/schedule")
    Told schedule(@PathVariable("connector") String asked) {
        Connector connector = connectors.asked(asked);
        ConnectorName name = connector.name();
        DueRuns.Zone zone = dueRuns.zone(name, connector.config().trigger());
        List<Run> recent =
                Objects.requireNonNull(runs.recent(List.of(name)).get(name)).runs();
        return new Told(
                connector.config().trigger().schedule(),
                connector.config().trigger().onlyIfChanged(),
                connector.active(),
                ScheduleWords.zone(zone.id()),
                zone.from(),
                ScheduleWords.of(connector.config().trigger(), zone.id()),
                dueRuns.next(name, connector.config().trigger(), TIMES),
                dueRuns.lastCheck(connector, recent, dueRuns.lastLooks()).orElse(null));
    }
}
