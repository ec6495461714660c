package io.silkroute.fetch;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Sha256;
import io.silkroute.connector.config.Schedule;
import io.silkroute.connector.config.SourceConfig;
import io.silkroute.connector.config.SourceConfig.Delta;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What asks for fetches, and what is to be known of them. */
@Component
public class Fetches {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    private static final Duration OVERLAP = Duration.ofMinutes(5);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final FetchBook book;
    private final FetchSettings settings;
    private final ActivityLog activity;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Fetches(
            FetchBook book,
            FetchSettings settings,
            ActivityLog activity,
            TransactionTemplate transaction,
            Clock clock) {
        this.book = book;
        this.settings = settings;
        this.activity = activity;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What a person asks for. It is only written down; once it is, the fetch survives a crash.
     *
     * @throws org.springframework.web.ErrorResponseException 409 with the fetch that is running, if there is one
     */
    public SourceFetch ask(Connector connector, SourceConfig source, FetchMode mode, String actor) {
        return reserved(connector, source, mode, actor)
                .flatMap(book::find)
                .orElseThrow(() -> FetchRefused.running(String.valueOf(book.find(connector.name(), source.name())
                        .map(FetchBook.Stand::running)
                        .orElse(""))));
    }

    /** What the clock asks for; a source that is being fetched is left alone. */
    void ask(Connector connector, SourceConfig source, FetchMode mode) {
        reserved(connector, source, mode, null);
    }

    private Optional<String> reserved(
            Connector connector, SourceConfig source, FetchMode mode, @Nullable String actor) {
        ConnectorName name = connector.name();
        Instant now = clock.instant();
        String askedAs = askedAs(source);
        FetchBook.Stand stand = book.open(name, source.name(), askedAs, now);
        String id = id(now);
        return Objects.requireNonNull(transaction.execute(status -> {
            if (!book.reserve(name, source.name(), id)) {
                return Optional.<String>empty();
            }
            book.asked(name, source.name(), mode, now);
            FetchBook.Kept before = book.resumable(
                            name, source.name(), mode, askedAs, now.minus(settings.resumeWithin()))
                    .orElse(null);
            book.add(id, name, source.name(), mode, askedAs, actor, now, since(source, mode, stand), before);
            if (actor != null) {
                activity.append(Entry.ofOperator(
                        name.text(),
                        actor,
                        "Asked for a fetch from the source %s (%s).".formatted(source.name(), mode.word())));
            }
            return Optional.of(id);
        }));
    }

    private static @Nullable Instant since(SourceConfig source, FetchMode mode, FetchBook.Stand stand) {
        Instant changedTo = stand.changedTo();
        if (mode == FetchMode.FULL || changedTo == null || !source.knowsChanges()) {
            return null;
        }
        Delta delta = source.delta();
        return changedTo.minus(delta == null ? OVERLAP : delta.overlapping());
    }

    /** A digest of how a source is asked: what was read otherwise is not gone on with. */
    static String askedAs(SourceConfig source) {
        return Sha256.hex(String.join(
                "\n",
                source.kind().word(),
                source.address().toString(),
                String.valueOf(source.records()),
                String.valueOf(source.profile()),
                source.next().toString(),
                String.valueOf(source.delta()),
                String.valueOf(source.channel()),
                source.locales().toString()));
    }

    private static String id(Instant now) {
        byte[] random = new byte[4];
        RANDOM.nextBytes(random);
        return TIME.format(now) + "-" + HexFormat.of().formatHex(random);
    }

    public Optional<SourceFetch> find(String id) {
        return book.find(id);
    }

    /** Newest first. @param before only older ones than this */
    public List<SourceFetch> of(ConnectorName connector, String source, @Nullable String before, int limit) {
        return book.of(connector, source, before, limit);
    }

    /** How each source of a connector stands. */
    public List<SourceState> sources(Connector connector) {
        return connector.config().sources().stream()
                .map(source -> state(connector, source))
                .toList();
    }

    /**
     * How a connector's sources stand just now.
     *
     * @param failing how many of them failed when they were last fetched
     * @param word another one whenever something of them changes
     */
    public record Standing(long failing, String word) {

        public static final Standing NONE = new Standing(0, "");

        private Standing with(FetchBook.Now source) {
            return new Standing(failing + (source.failing() ? 1 : 0), word + source.word() + "\n");
        }
    }

    /** Of all these in one statement; without those that have no sources. */
    public Map<ConnectorName, Standing> standing(Collection<Connector> connectors) {
        Map<ConnectorName, Connector> known = new HashMap<>();
        connectors.forEach(connector -> known.put(connector.name(), connector));
        Map<ConnectorName, Standing> standing = new HashMap<>();
        for (FetchBook.Now one : book.now()) {
            Connector connector = known.get(one.connector());
            if (connector != null && connector.config().source(one.source()).isPresent()) {
                standing.merge(one.connector(), Standing.NONE.with(one), (all, more) -> all.with(one));
            }
        }
        return standing;
    }

    /** How one source stands. */
    public SourceState state(Connector connector, SourceConfig source) {
        FetchBook.Stand stand = book.find(connector.name(), source.name()).orElse(null);
        String address = source.address().toString();
        int query = address.indexOf('?');
        return new SourceState(
                source.name(),
                source.kind(),
                query < 0 ? address : address.substring(0, query),
                source.schedule(),
                source.fullSchedule(),
                source.removals(),
                stand != null && stand.askedAs().equals(askedAs(source)) ? stand.changedTo() : null,
                stand == null ? null : stand.fetchedAt(),
                stand == null ? null : stand.running(),
                connector.active() && stand != null ? next(connector, source, stand) : null,
                book.of(connector.name(), source.name(), null, 1).stream()
                        .findFirst()
                        .orElse(null),
                stand == null ? null : stand.problem());
    }

    private static @Nullable Instant next(Connector connector, SourceConfig source, FetchBook.Stand stand) {
        return Stream.of(FetchMode.values())
                .flatMap(mode -> due(connector, source, stand, mode).stream())
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** When the clock asks for a fetch; empty: never. */
    static Optional<Instant> due(Connector connector, SourceConfig source, FetchBook.Stand stand, FetchMode mode) {
        String zone = connector.config().trigger().zone();
        boolean full = mode == FetchMode.FULL;
        return new Schedule(full ? source.fullSchedule() : source.schedule())
                .nextAfter(
                        full ? stand.fullAsked() : stand.deltaAsked(), zone == null ? ZoneOffset.UTC : ZoneId.of(zone));
    }
}
