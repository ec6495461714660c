package io.silkroute.mail;

import io.silkroute.conflict.Conflicts;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig.Notifications;
import io.silkroute.export.ledger.Parked;
import io.silkroute.metrics.Figure;
import io.silkroute.metrics.Metrics;
import io.silkroute.outbox.SentOnDemand;
import io.silkroute.run.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Summaries whose time has come, each once on whichever node; times that were missed are made up for by one of them. */
@Component
class DueReports implements SentOnDemand {

    private final Connectors connectors;
    private final Metrics metrics;
    private final Parked parked;
    private final Conflicts conflicts;
    private final ReportMarks marks;
    private final Outgoing outgoing;
    private final ConsoleAddress console;
    private final TransactionOperations transactions;
    private final Clock clock;

    DueReports(
            Connectors connectors,
            Metrics metrics,
            Parked parked,
            Conflicts conflicts,
            ReportMarks marks,
            Outgoing outgoing,
            ConsoleAddress console,
            TransactionOperations transactions,
            Clock clock) {
        this.connectors = connectors;
        this.metrics = metrics;
        this.parked = parked;
        this.conflicts = conflicts;
        this.marks = marks;
        this.outgoing = outgoing;
        this.console = console;
        this.transactions = transactions;
        this.clock = clock;
    }

    void send() {
        for (Connector connector : connectors.all()) {
            for (Report report : Report.values()) {
                if (connector.active() && !wanting(connector, report).isEmpty()) {
                    due(connector, report);
                }
            }
        }
    }

    private static List<String> wanting(Connector connector, Report report) {
        return connector.config().notifications().email().wanting(report.event());
    }

    private void due(Connector connector, Report report) {
        Instant now = clock.instant();
        ZoneId zone = metrics.zone(connector.name());
        Notifications.Summary summary = connector.config().notifications().summary();
        Instant latest = report.latest(now, zone, summary.time(), summary.day());
        if (!marks.before(connector.name(), report, latest, now)) {
            return;
        }
        transactions.executeWithoutResult(status -> {
            if (marks.reach(connector.name(), report, latest)) {
                put(
                        connector,
                        report,
                        latest,
                        report.period(latest, zone).from().toString());
            }
        });
    }

    private int put(Connector connector, Report report, Instant time, String news) {
        return outgoing.put(
                connector,
                report.event(),
                String.join("\n", report.event(), connector.name().text(), news),
                wanting(connector, report),
                letter(connector.name(), report, time));
    }

    private Letter letter(ConnectorName connector, Report report, Instant time) {
        ZoneId zone = metrics.zone(connector);
        Report.Period period = report.period(time, zone);
        Report.Period before = report.before(period);
        List<Figure> figures = List.of(
                metrics.sum(connector, period.begin(zone), period.end(zone)),
                metrics.sum(connector, before.begin(zone), before.end(zone)));
        long waiting = Objects.requireNonNullElse(
                        parked.counts(List.of(connector), Outcome.PARKED).get(connector), 0L)
                + Objects.requireNonNullElse(
                        parked.counts(List.of(connector), Outcome.REJECTED).get(connector), 0L);
        long open =
                Objects.requireNonNullElse(conflicts.counts(List.of(connector)).get(connector), 0L);
        boolean daily = report == Report.DAILY;
        return new Letter(
                IncidentMails.subject(connector, (daily ? "Summary of " : "Performance, ") + period.shown()),
                List.of(
                        (daily ? "What runs came to on " : "What runs came to from ")
                                + period.shown()
                                + (daily ? ", and on the day before." : ", and in the week before."),
                        String.format(
                                Locale.ROOT,
                                "Now %,d failed items and %,d conflicts wait for somebody.",
                                waiting,
                                open)),
                List.of(period.shown(), before.shown()),
                Report.rows(figures),
                console.page("/connectors/%s/performance?from=%s&to=%s&step=%s"
                        .formatted(
                                connector.text(), period.from(), period.until().minusDays(1), daily ? "hour" : "day")),
                "See it as charts");
    }

    @Override
    public Set<String> events() {
        return Arrays.stream(Report.values()).map(Report::event).collect(Collectors.toSet());
    }

    /** What its latest time would tell; the next one by the clock comes all the same. */
    @Override
    public int send(ConnectorName name, String event) {
        Report report = Arrays.stream(Report.values())
                .filter(one -> one.event().equals(event))
                .findFirst()
                .orElseThrow();
        Connector connector = connectors.find(name).orElseThrow();
        Instant now = clock.instant();
        Integer sent = transactions.execute(status -> put(
                connector,
                report,
                report.latest(
                        now,
                        metrics.zone(name),
                        LocalTime.MIN,
                        connector.config().notifications().summary().day()),
                "asked " + now));
        return sent == null ? 0 : sent;
    }
}
