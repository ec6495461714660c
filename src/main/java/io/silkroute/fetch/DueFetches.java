package io.silkroute.fetch;

import io.silkroute.connector.Connector;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.SourceConfig;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The sources of active connectors whose time has come. Where both have, everything is asked for. */
@Component("dueFetches")
class DueFetches {

    private final Connectors connectors;
    private final FetchBook book;
    private final Fetches fetches;
    private final Clock clock;

    DueFetches(Connectors connectors, FetchBook book, Fetches fetches, Clock clock) {
        this.connectors = connectors;
        this.book = book;
        this.fetches = fetches;
        this.clock = clock;
    }

    public void ask() {
        Instant now = clock.instant();
        for (Connector connector : connectors.all()) {
            if (connector.active()) {
                connector.config().sources().forEach(source -> ask(connector, source, now));
            }
        }
    }

    private void ask(Connector connector, SourceConfig source, Instant now) {
        if (source.schedule().isEmpty() && source.fullSchedule().isEmpty()) {
            return;
        }
        FetchBook.Stand stand = book.open(connector.name(), source.name(), Fetches.askedAs(source), now);
        if (stand.running() != null) {
            return;
        }
        for (FetchMode mode : new FetchMode[] {FetchMode.FULL, FetchMode.DELTA}) {
            boolean due = Fetches.due(connector, source, stand, mode)
                    .filter(at -> !at.isAfter(now))
                    .isPresent();
            if (due) {
                fetches.ask(connector, source, mode);
                return;
            }
        }
    }
}
