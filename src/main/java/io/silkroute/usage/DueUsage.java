package io.silkroute.usage;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Looks at the orders of active connectors whose time has come, on one node each. A look that a crash has cut off goes on
 * where the checkpoint stands.
 */
@Component("dueUsage")
@EnableConfigurationProperties(UsageSettings.class)
public class DueUsage {

    private static final Logger LOG = LoggerFactory.getLogger(DueUsage.class);

    private final Connectors connectors;
    private final KnownCodes codes;
    private final UsagePulls pulls;
    private final UsagePull pull;
    private final UsageSettings settings;
    private final Clock clock;
    private final boolean alone;

    DueUsage(
            Connectors connectors,
            KnownCodes codes,
            UsagePulls pulls,
            UsagePull pull,
            UsageSettings settings,
            Clock clock,
            @Value("${spring.artemis.mode:}") String brokerMode) {
        this.connectors = connectors;
        this.codes = codes;
        this.pulls = pulls;
        this.pull = pull;
        this.settings = settings;
        this.clock = clock;
        this.alone = brokerMode.equals("embedded");
    }

    /** The connectors that this node is to look at, and no other node meanwhile. */
    public List<ConnectorName> find() {
        Instant now = clock.instant();
        List<ConnectorName> due = new ArrayList<>();
        for (Connector connector : connectors.all()) {
            if (connector.active() && codes.any(connector.name())) {
                pull.open(connector);
                if (pulls.take(connector.name(), now.minus(settings.every()), now, UsagePull.LEASE)) {
                    due.add(connector.name());
                }
            }
        }
        return due;
    }

    public void pull(ConnectorName name) {
        connectors.find(name).filter(Connector::active).ifPresent(connector -> pull.pull(connector, Duration.ZERO));
    }

    /** A look failed for a reason of our own; the others are none the worse for it. */
    public void broke(ConnectorName name, Exception failure) {
        LOG.error("Reading the orders of {} failed", name, failure);
        pull.broke(name, failure);
    }

    @EventListener(ApplicationStartedEvent.class)
    void started() {
        if (alone) {
            pulls.releaseAll();
        }
    }
}
