package io.silkroute.metrics;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ShopZones;
import io.silkroute.run.EndedRuns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** What a connector's runs came to over time, up to now: the slots, and the runs that ended since. */
@Component
public class Metrics {

    private final Slots slots;
    private final EndedRuns runs;
    private final ShopZones zones;
    private final MetricsSettings settings;
    private final Clock clock;

    Metrics(Slots slots, EndedRuns runs, ShopZones zones, MetricsSettings settings, Clock clock) {
        this.slots = slots;
        this.runs = runs;
        this.zones = zones;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whose days a connector's figures are told by: the shop's; UTC while the shop has not told its zone. */
    public ZoneId zone(ConnectorName connector) {
        return zones.zoneOrUtc(connector);
    }

    /** Has the shop told its zone? */
    public boolean zoneKnown(ConnectorName connector) {
        return zones.zone(connector).isPresent();
    }

    /** How long figures are kept. */
    public Duration kept() {
        return settings.keep();
    }

    /**
     * Every step of a time, also those without a run, the oldest first. Steps are whole: the first is the one that holds
     * the beginning. Those that are not kept any more and those to come are left out.
     *
     * @param until exclusive
     */
    public List<Figure> of(ConnectorName connector, Instant from, Instant until, Step step, ZoneId zone) {
        Instant now = clock.instant();
        Instant oldest = now.minus(settings.keep());
        TreeMap<Instant, Sum> sums = new TreeMap<>();
        Instant start = step.start(from.isBefore(oldest) ? oldest : from, zone);
        Instant first = start.isBefore(oldest) ? step.next(start, zone) : start;
        Instant end = until.isBefore(now) ? until : now.plusNanos(1);
        Instant at = first;
        while (at.isBefore(end)) {
            sums.put(at, new Sum());
            at = step.next(at, zone);
        }
        if (sums.isEmpty()) {
            return List.of();
        }
        gather(connector, first, at, sums);
        return sums.entrySet().stream()
                .map(one -> Figure.of(one.getKey(), one.getValue()))
                .toList();
    }

    /** One figure for the whole of a time. @param until exclusive, and no part of a quarter of an hour */
    public Figure sum(ConnectorName connector, Instant from, Instant until) {
        TreeMap<Instant, Sum> sums = new TreeMap<>(Map.of(from, new Sum()));
        gather(connector, from, until, sums);
        return Figure.of(from, sums.firstEntry().getValue());
    }

    // First up to when runs are in the slots: those that are added meanwhile are read from the runs.
    private void gather(ConnectorName connector, Instant from, Instant until, NavigableMap<Instant, Sum> sums) {
        Instant reached = slots.reached().orElse(from);
        Instant border = reached.isBefore(from) ? from : reached;
        slots.each(
                connector,
                from,
                border.isBefore(until) ? border : until,
                (at, sum) -> holding(sums, at).ifPresent(step -> step.add(sum)));
        if (border.isBefore(until)) {
            runs.each(border, until, connector, run -> holding(sums, run.at()).ifPresent(step -> step.add(run)));
        }
    }

    private static Optional<Sum> holding(NavigableMap<Instant, Sum> sums, Instant at) {
        return Optional.ofNullable(sums.floorEntry(at)).map(Map.Entry::getValue);
    }
}
