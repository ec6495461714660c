package io.silkroute.pull;

import io.silkroute.connector.Connector;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig.Pull;
import io.silkroute.connector.config.ConnectorConfig.Pull.PullOn;
import io.silkroute.connector.config.ConnectorConfig.Pull.Stream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which streams nothing was heard of for as long as their connector says: neither by a pull nor, where it goes by webhooks,
 * by one of those. Webhooks put a pull off by no more than a day, because some may be missing.
 */
@Component("duePulls")
class DuePulls {

    private static final Duration LONGEST = Duration.ofDays(1);

    private final Connectors connectors;
    private final Pulls pulls;
    private final Clock clock;

    DuePulls(Connectors connectors, Pulls pulls, Clock clock) {
        this.connectors = connectors;
        this.pulls = pulls;
        this.clock = clock;
    }

    public void ask() {
        for (Connector connector : connectors.all()) {
            Pull config = connector.config().pull();
            if (connector.active()
                    && connector.config().shop().domain() != null
                    && !config.streams().isEmpty()) {
                List<Stream> due = new ArrayList<>();
                for (StreamStand stand : pulls.streams(connector)) {
                    if (config.streams().contains(stand.stream()) && due(stand, config, clock.instant())) {
                        due.add(stand.stream());
                    }
                }
                if (!due.isEmpty()) {
                    pulls.ask(connector, PullTrigger.INTERVAL, due);
                }
            }
        }
    }

    static boolean due(StreamStand stand, Pull config, Instant now) {
        if (stand.running() != null) {
            return false;
        }
        Instant at = nextAt(stand, config);
        return at == null || !at.isAfter(now);
    }

    /** When the clock asks for the next pull; null: at once. */
    static @Nullable Instant nextAt(StreamStand stand, Pull config) {
        Instant ended = stand.endedAt();
        if (ended == null) {
            return null;
        }
        Instant byPull = ended.plus(config.interval());
        Instant heard = stand.heardAt();
        if (heard == null || !config.triggers().contains(PullOn.WEBHOOK)) {
            return byPull;
        }
        Instant byWebhook = heard.plus(config.interval());
        Instant latest = ended.plus(config.interval().compareTo(LONGEST) > 0 ? config.interval() : LONGEST);
        return byWebhook.isBefore(byPull) ? byPull : byWebhook.isAfter(latest) ? latest : byWebhook;
    }
}
