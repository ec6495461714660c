package io.silkroute.fetch;

import io.silkroute.connector.Connector;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.SourceConfig;
import io.silkroute.disk.DiskRoom;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks for one page after the other, and puts what it brings on the disk before its place counts as read. */
@Component("fetchPages")
class FetchPages {

    private static final int LONGEST_PLACE = 4_000;

    private final Connectors connectors;
    private final List<SourcePages> kinds;
    private final FetchBook book;
    private final SpoolFiles spools;
    private final FetchSettings settings;
    private final DiskRoom room;
    private final Clock clock;

    FetchPages(
            Connectors connectors,
            List<SourcePages> kinds,
            FetchBook book,
            SpoolFiles spools,
            FetchSettings settings,
            DiskRoom room,
            Clock clock) {
        this.connectors = connectors;
        this.kinds = List.copyOf(kinds);
        this.book = book;
        this.spools = spools;
        this.settings = settings;
        this.room = room;
        this.clock = clock;
    }

    SourcePages of(SourceConfig.Kind kind) {
        return kinds.stream().filter(one -> one.kind() == kind).findFirst().orElseThrow();
    }

    /** @throws FetchFailed if it is asked otherwise now than when the fetch began */
    SourceConfig source(Connector connector, String name, String askedAs) {
        return connector
                .config()
                .source(name)
                .filter(source -> Fetches.askedAs(source).equals(askedAs))
                .orElseThrow(() ->
                        new FetchFailed("The source %s was changed or taken out while it was fetched. Fetch it again."
                                .formatted(name)));
    }

    /** Reads the page that comes next. @return the part as it stands then */
    public FetchPart next(FetchPart part) {
        room.require();
        book.hold(part, clock.instant().plus(FetchWork.LEASE));
        Connector connector = connectors.find(part.connector()).orElseThrow(() -> FetchLost.of(part.fetch()));
        SourceConfig source = source(connector, part.source(), part.askedAs());
        SourceCalls.Asked asked = new SourceCalls.Asked(
                part.connector(), source, connectors.secrets(part.connector()).sourceKeys(source.secretsPlace()));
        SourcePages.Page page = of(source.kind())
                .page(new SourcePages.Wanted(asked, part.fetch(), part.part(), part.since(), part.place()));
        String next = page.next();
        if (next != null && next.length() > LONGEST_PLACE) {
            throw new FetchFailed(
                    "The link or cursor to the next page has more than %d characters.".formatted(LONGEST_PLACE));
        }
        part.seen().add(part.place(), page.records(), next);
        long bytes = spools.append(part, page.records());
        if (bytes > settings.maxRecords().toBytes()) {
            throw new FetchFailed(
                    "The records are larger than silkroute.fetch.max-records allows together. Raise it, or part the source.");
        }
        FetchPart behind = part.behind(next, bytes, page.records().size());
        book.hold(part, clock.instant().plus(FetchWork.LEASE));
        book.paged(behind, page.records().size(), page.asOf());
        return behind;
    }
}
