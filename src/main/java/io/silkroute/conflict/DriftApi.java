package io.silkroute.conflict;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.access.OperatorMay;
import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The report over the whole catalogue: asked for, and the latest one with what it has found so far. */
@RestController
class DriftApi {

    private static final int MOST = 500;

    private final Connectors connectors;
    private final DriftReports reports;
    private final ActivityLog activity;

    DriftApi(Connectors connectors, DriftReports reports, ActivityLog activity) {
        this.connectors = connectors;
        this.reports = reports;
        this.activity = activity;
    }

    /** @param report the latest; null if none was asked for yet */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Drift(
            @Nullable DriftReport report,
            List<DriftDifference> items,
            @Nullable String next) {}

    @GetMapping("/api/connectors/{connector}/drift")
    Drift drift(
            @PathVariable("connector") String name,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit) {
        ConnectorName connector = connectors.asked(name).name();
        if (limit < 1 || limit > MOST) {
            throw ConflictRefused.parameter("The parameter limit must be a number from 1 to " + MOST + ".");
        }
        if (cursor != null && !cursor.matches("\\d{1,18}")) {
            throw ConflictRefused.parameter("The cursor is none of this list's; take it from \"next\".");
        }
        DriftReport report = reports.latest(connector).orElse(null);
        if (report == null) {
            return new Drift(null, List.of(), null);
        }
        List<DriftDifference> found =
                reports.differences(report.id(), cursor == null ? 0 : Long.parseLong(cursor), limit + 1);
        return found.size() <= limit
                ? new Drift(report, found, null)
                : new Drift(
                        report,
                        found.subList(0, limit),
                        String.valueOf(found.get(limit - 1).place()));
    }

    /** @param settle true: what differs becomes a conflict, to be settled as the connector says; else it is only told */
    record Wanted(@Nullable Boolean settle) {}

    @OperatorMay
    @PostMapping("/api/connectors/{connector}/drift")
    @ResponseStatus(HttpStatus.ACCEPTED)
    DriftReport start(
            @PathVariable("connector") String name,
            @RequestBody(required = false) @Nullable Wanted wanted,
            Principal actor) {
        Connector connector = connectors.asked(name);
        if (!connector.active()) {
            throw ConflictRefused.stands("The connector " + name + " is inactive. Activate it first.");
        }
        DriftReport latest = reports.latest(connector.name()).orElse(null);
        if (latest != null && latest.state().equals(DriftReport.RUNNING)) {
            throw ConflictRefused.stands("The report " + latest.id() + " is running. Wait for its end.");
        }
        boolean settle = wanted != null && Boolean.TRUE.equals(wanted.settle());
        String id = reports.add(connector.name(), settle, actor.getName());
        activity.append(Entry.ofOperator(
                connector.name().text(),
                actor.getName(),
                "Asked for a report of what the shop holds otherwise than it was exported"
                        + (settle ? ", to be settled." : ".")));
        return reports.find(id).orElseThrow();
    }
}
