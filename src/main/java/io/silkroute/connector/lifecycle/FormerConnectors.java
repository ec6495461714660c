package io.silkroute.connector.lifecycle;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Knows what was pushed to a connector that was deleted before it could be staged: it has gone with the connector, and is
 * not to turn up with another of the same name.
 */
@Component("formerConnectors")
public class FormerConnectors {

    private static final Logger LOG = LoggerFactory.getLogger(FormerConnectors.class);

    // Two nodes' clocks may differ; what is younger than that is taken for the new connector's.
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    private final Connectors connectors;

    FormerConnectors(Connectors connectors) {
        this.connectors = connectors;
    }

    /** @param arrival of a chunk's first line, in microseconds */
    public boolean isOfToday(String connector, long arrival) {
        boolean there = connectors
                .findNow(new ConnectorName(connector))
                .map(now -> now.createdAt().minus(CLOCKS))
                .filter(since -> arrival >= ChronoUnit.MICROS.between(Instant.EPOCH, since))
                .isPresent();
        if (!there) {
            LOG.info("A chunk that was pushed to {} is dropped: that connector was deleted.", connector);
        }
        return there;
    }
}
