package io.silkroute.notify;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.Schedule;
import io.silkroute.export.ledger.Parked;
import io.silkroute.run.Outcome;
import io.silkroute.run.Run;
import io.silkroute.run.RunTrigger;
import io.silkroute.run.Runs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * What would serve a connector better, as its own figures of late say. Each tip is a rule on what was measured; one that
 * somebody has read is not shown to them again while it is the same.
 */
@Component
class Tips {

    static final String KIND = "tip";

    private static final int RUNS = 50;
    private static final int ENOUGH_RUNS = 10;
    private static final int MOSTLY = 80;
    private static final int OFTEN = 5;
    private static final int ENOUGH_CALLS = 200;
    private static final Duration LONG = Duration.ofDays(14);
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final Connectors connectors;
    private final Runs runs;
    private final Parked parked;
    private final Map<ConnectorName, Seen> seen = new ConcurrentHashMap<>();

    Tips(Connectors connectors, Runs runs, Parked parked) {
        this.connectors = connectors;
        this.runs = runs;
        this.parked = parked;
    }

    private record Seen(Instant at, List<Notification> tips) {}

    /** Of all active connectors; looked up anew once a minute. */
    List<Notification> all(Instant now) {
        List<Notification> all = new ArrayList<>();
        for (Connector connector : connectors.all()) {
            if (connector.active()) {
                all.addAll(seen.compute(
                                connector.name(),
                                (name, known) -> known != null
                                                && now.isBefore(known.at().plus(REMEMBERED))
                                                && !now.isBefore(known.at())
                                        ? known
                                        : new Seen(now, of(connector, now)))
                        .tips());
            }
        }
        return all;
    }

    private List<Notification> of(Connector connector, Instant now) {
        List<Run> ended = runs.of(connector.name(), null, RUNS).stream()
                .filter(run -> run.finishedAt() != null)
                .toList();
        return of(connector, ended, parked.causes(connector.name()), now);
    }

    /** @param ended the newest first */
    static List<Notification> of(Connector connector, List<Run> ended, List<Parked.Cause> causes, Instant now) {
        List<Notification> tips = new ArrayList<>();
        longerInterval(connector, ended).ifPresent(tips::add);
        othersInTheShop(connector, ended).ifPresent(tips::add);
        longParked(connector, causes, now).ifPresent(tips::add);
        return tips;
    }

    private static Optional<Notification> longerInterval(Connector connector, List<Run> ended) {
        if (new Schedule(connector.config().trigger().schedule()).manual()) {
            return Optional.empty();
        }
        List<Run> scheduled = ended.stream()
                .filter(run -> run.trigger() == RunTrigger.SCHEDULE)
                .toList();
        long unchanged = scheduled.stream()
                .filter(run -> run.counts().done() == run.counts().of(Outcome.UNCHANGED))
                .count();
        return scheduled.size() < ENOUGH_RUNS || unchanged * 100 < (long) scheduled.size() * MOSTLY
                ? Optional.empty()
                : Optional.of(tip(
                        connector,
                        "interval",
                        String.join("_", connector.config().trigger().schedule()),
                        at(scheduled),
                        String.format(
                                Locale.ROOT,
                                "Of the last %d runs by the clock %d changed nothing in the shop: a longer interval would do.",
                                scheduled.size(),
                                unchanged),
                        "/config/when"));
    }

    private static Optional<Notification> othersInTheShop(Connector connector, List<Run> ended) {
        long calls = ended.stream().mapToLong(run -> run.counts().calls()).sum();
        long throttled =
                ended.stream().mapToLong(run -> run.counts().throttled()).sum();
        return calls < ENOUGH_CALLS || throttled * 100 < calls * OFTEN
                ? Optional.empty()
                : Optional.of(tip(
                        connector,
                        "throttled",
                        "",
                        at(ended),
                        String.format(
                                Locale.ROOT,
                                "Shopify refused %,d of %,d calls of the last runs for want of points, although each was paid"
                                        + " for: other apps use the shop's budget at the same time. Run at other hours, or"
                                        + " ask what else calls the shop.",
                                throttled,
                                calls),
                        "/runs"));
    }

    private static Optional<Notification> longParked(Connector connector, List<Parked.Cause> causes, Instant now) {
        return causes.stream()
                .filter(cause -> cause.since().isBefore(now.minus(LONG)))
                .findFirst()
                .map(cause -> tip(
                        connector,
                        "parked",
                        cause.code().replaceAll("[^A-Za-z0-9_.-]", "-"),
                        cause.since().plus(LONG),
                        String.format(
                                Locale.ROOT,
                                "Something has waited for somebody since %s (%s). Correct it in the PIM, or accept it, and it"
                                        + " is asked for no more.",
                                cause.since().toString().substring(0, 10),
                                cause.code()),
                        "/parked?code=" + UriUtils.encode(cause.code(), StandardCharsets.UTF_8)));
    }

    // The id names what the tip is about, and not its figures: who has read it is left alone until that is another.
    private static Notification tip(
            Connector connector, String rule, String about, Instant at, String sentence, String page) {
        return new Notification(
                "tip:" + rule + ":" + connector.name() + (about.isEmpty() ? "" : ":" + about.replace(' ', '-')),
                at,
                KIND,
                "tip-" + rule,
                connector.name().text(),
                sentence,
                "/connectors/" + connector.name() + page,
                false);
    }

    private static Instant at(List<Run> ended) {
        return Objects.requireNonNull(ended.get(ended.size() - 1).finishedAt());
    }
}
