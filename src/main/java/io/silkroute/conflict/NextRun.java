package io.silkroute.conflict;

import io.silkroute.catalogue.ItemKey;
import io.silkroute.catalogue.ItemType;
import io.silkroute.catalogue.PendingChanges;
import io.silkroute.connector.ConnectorName;
import io.silkroute.run.Announcer;
import io.silkroute.run.Run;
import io.silkroute.run.RunRequests;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** What was decided goes out with the next run, as any other change does. */
@Component
class NextRun {

    private final PendingChanges pending;
    private final RunRequests requests;
    private final Announcer announcer;
    private final Clock clock;

    NextRun(PendingChanges pending, RunRequests requests, Announcer announcer, Clock clock) {
        this.pending = pending;
        this.requests = requests;
        this.announcer = announcer;
        this.clock = clock;
    }

    /** Within the caller's transaction. @param cause in words */
    void mark(ConnectorName connector, Collection<ItemKey> items, String cause) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        List<PendingChanges.Mark> marks = items.stream()
                .map(item -> item.type() == ItemType.CAMPAIGN || item.type() == ItemType.CODE
                        ? PendingChanges.Mark.following(item, now, cause)
                        : new PendingChanges.Mark(item, null, now, cause))
                .toList();
        pending.mark(connector, marks);
    }

    /** After that transaction: a run begins where changes begin one. */
    void begin(ConnectorName connector) {
        Run run = requests.onChange(connector.text());
        if (run != null) {
            announcer.announce(run);
        }
    }
}
