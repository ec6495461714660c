package io.silkroute.mail;

import io.silkroute.conflict.ConflictKind;
import io.silkroute.conflict.Conflicts;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ToldEvents;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What is mailed by the clock: summaries, troubles that came again, conflicts that are all settled. */
@Component("mailClock")
public class MailClock {

    private final Connectors connectors;
    private final Incidents incidents;
    private final IncidentMails mails;
    private final DueReports reports;
    private final Conflicts conflicts;

    MailClock(
            Connectors connectors, Incidents incidents, IncidentMails mails, DueReports reports, Conflicts conflicts) {
        this.connectors = connectors;
        this.incidents = incidents;
        this.mails = mails;
        this.reports = reports;
        this.conflicts = conflicts;
    }

    public void tell() {
        for (Connector connector : connectors.all()) {
            if (!incidents.open(connector.name(), ToldEvents.CONFLICT).isEmpty() && !anyConflict(connector.name())) {
                mails.recovered(
                        connector,
                        ToldEvents.CONFLICT,
                        "No conflict is open any more.",
                        "/connectors/" + connector.name().text() + "/conflicts");
            }
        }
        mails.tellOverdue();
        reports.send();
    }

    private boolean anyConflict(ConnectorName connector) {
        Long open = conflicts.counts(List.of(connector)).get(connector);
        return Objects.requireNonNullElse(open, 0L) + conflicts.count(connector, ConflictKind.USAGE) > 0;
    }
}
