package io.silkroute.run;

import io.silkroute.catalogue.PendingChanges;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.ShopZones;
import io.silkroute.connector.config.ConnectorConfig.Trigger;
import io.silkroute.connector.config.Schedule;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Asks for the runs whose scheduled time has come. The last look is kept in the database: a time that passed while
 * nobody was running is made up for once, and of several nodes only one asks.
 */
@Component("dueRuns")
public class DueRuns {

    private final Connectors connectors;
    private final RunRequests requests;
    private final PendingChanges pending;
    private final ShopZones zones;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    DueRuns(
            Connectors connectors,
            RunRequests requests,
            PendingChanges pending,
            ShopZones zones,
            JdbcTemplate jdbc,
            Clock clock) {
        this.connectors = connectors;
        this.requests = requests;
        this.pending = pending;
        this.zones = zones;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return the runs that are to be announced */
    public List<Run> request() {
        List<Run> due = new ArrayList<>();
        Instant now = clock.instant();
        for (Connector connector : connectors.all()) {
            if (connector.active() && comeDue(connector, now)) {
                boolean starts = !connector.config().trigger().onlyIfChanged() || pending.any(connector.name());
                note(connector.name(), starts ? Check.RUN : Check.NOTHING_TO_DO);
                if (starts) {
                    due.add(requests.synchronize(connector.name(), RunTrigger.SCHEDULE));
                }
            }
        }
        return due;
    }

    private void note(ConnectorName connector, String result) {
        jdbc.update("update schedule_look set result = ? where connector = ?", result, connector.text());
    }

    private boolean comeDue(Connector connector, Instant now) {
        OffsetDateTime last = lastLook(connector.name());
        if (last == null) {
            jdbc.update(
                    "insert into schedule_look (connector, looked_at) values (?, ?)",
                    connector.name().text(),
                    now.atOffset(ZoneOffset.UTC));
            return false;
        }
        Optional<Instant> next = schedule(connector).nextAfter(last.toInstant(), zone(connector));
        if (next.isEmpty() || next.get().isAfter(now)) {
            return false;
        }
        return jdbc.update(
                        "update schedule_look set looked_at = ? where connector = ? and looked_at = ?",
                        now.atOffset(ZoneOffset.UTC),
                        connector.name().text(),
                        last)
                > 0;
    }

    /**
     * Whose times a schedule means.
     *
     * @param from {@code configuration}, {@code shop}, or {@code default}: the shop has not said its zone yet
     */
    public record Zone(ZoneId id, String from) {}

    public Zone zone(ConnectorName connector, Trigger trigger) {
        return trigger.zone() == null ? ofShop(zones.zone(connector)) : zone(trigger.zone());
    }

    private static Zone ofShop(Optional<ZoneId> known) {
        return known.map(id -> new Zone(id, "shop")).orElse(new Zone(ZoneOffset.UTC, "default"));
    }

    private static Zone zone(String configured) {
        return new Zone(ZoneId.of(configured), "configuration");
    }

    private ZoneId zone(Connector connector) {
        return zone(connector.name(), connector.config().trigger()).id();
    }

    /** When a connector's schedule asks for a run next; empty if it has none or is inactive. */
    public Optional<Instant> next(Connector connector) {
        return connector.active() && !schedule(connector).manual()
                ? schedule(connector).nextAfter(clock.instant(), zone(connector))
                : Optional.empty();
    }

    /** The same for many; those without a next one are not in it. */
    public Map<ConnectorName, Instant> next(Collection<Connector> connectors) {
        Map<ConnectorName, ZoneId> known = zones.zones();
        Map<ConnectorName, Instant> next = new HashMap<>();
        for (Connector connector : connectors) {
            if (connector.active()) {
                String configured = connector.config().trigger().zone();
                Zone zone = configured == null
                        ? ofShop(Optional.ofNullable(known.get(connector.name())))
                        : zone(configured);
                schedule(connector)
                        .nextAfter(clock.instant(), zone.id())
                        .ifPresent(at -> next.put(connector.name(), at));
            }
        }
        return next;
    }

    /** When a schedule asks for runs next, as far as that many times, whether its connector is active or not. */
    public List<Instant> next(ConnectorName connector, Trigger trigger, int n) {
        return new Schedule(trigger.schedule())
                .nextAfter(clock.instant(), zone(connector, trigger).id(), n);
    }

    private static Schedule schedule(Connector connector) {
        return new Schedule(connector.config().trigger().schedule());
    }

    /**
     * A look whether something is to be sent.
     *
     * @param result {@code run}: there was, and a run was asked for; {@code nothing-to-do}: there was not
     */
    public record Check(Instant at, String result) {

        static final String RUN = "run";
        static final String NOTHING_TO_DO = "nothing-to-do";
    }

    /** The last look by each connector's schedule; absent before the first that came due. */
    public Map<ConnectorName, Check> lastLooks() {
        Map<ConnectorName, Check> looks = new HashMap<>();
        jdbc.query("select connector, looked_at, result from schedule_look where result is not null", row -> {
            looks.put(
                    new ConnectorName(row.getString(1)),
                    new Check(row.getObject(2, OffsetDateTime.class).toInstant(), row.getString(3)));
        });
        return looks;
    }

    /**
     * When it was last looked whether something is to be sent, by a schedule or a run; empty before the first look.
     *
     * @param looks as {@link #lastLooks} tells them
     */
    public Optional<Check> lastCheck(Connector connector, List<Run> recent, Map<ConnectorName, Check> looks) {
        return Stream.concat(
                        Stream.ofNullable(looks.get(connector.name())),
                        recent.stream()
                                .map(Run::startedAt)
                                .filter(Objects::nonNull)
                                .map(at -> new Check(at, Check.RUN)))
                .max(Comparator.comparing(Check::at));
    }

    private @Nullable OffsetDateTime lastLook(ConnectorName connector) {
        List<OffsetDateTime> looks = jdbc.query(
                "select looked_at from schedule_look where connector = ?",
                (row, n) -> row.getObject(1, OffsetDateTime.class),
                connector.text());
        return looks.isEmpty() ? null : looks.get(0);
    }
}
