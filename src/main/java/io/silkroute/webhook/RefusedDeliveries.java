package io.silkroute.webhook;

import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.ConnectorName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Deliveries whose signature is none of ours, counted by this node since its start. A wrong secret is told in the activity
 * log, once an hour however many come: anybody can send some.
 */
@Component
class RefusedDeliveries {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedDeliveries.class);
    private static final Duration TOLD_EVERY = Duration.ofHours(1);

    private final ActivityLog activity;
    private final Clock clock;
    private final Map<ConnectorName, Refused> counts = new ConcurrentHashMap<>();

    RefusedDeliveries(ActivityLog activity, Clock clock) {
        this.activity = activity;
        this.clock = clock;
    }

    /** @param toldAt when the activity log was told last */
    record Refused(long count, Instant last, Instant toldAt) {}

    void count(ConnectorName connector) {
        Instant now = clock.instant();
        Refused counted = counts.compute(
                connector,
                (name, before) -> before == null
                        ? new Refused(1, now, now)
                        : new Refused(
                                before.count() + 1,
                                now,
                                before.toldAt().plus(TOLD_EVERY).isAfter(now) ? before.toldAt() : now));
        if (counted.toldAt().equals(now)) {
            tell(connector);
        }
    }

    private void tell(ConnectorName connector) {
        try {
            activity.append(Entry.note(
                    connector.text(),
                    "A webhook was refused: it is not signed with this connector's client secret or webhook secret. If it"
                            + " came from Shopify, set the secret of the app; Shopify ends a subscription whose"
                            + " deliveries are refused for some hours."));
        } catch (DataAccessException away) {
            LOG.warn("A refused webhook could not be told: {}", away.toString());
        }
    }

    Optional<Refused> of(ConnectorName connector) {
        return Optional.ofNullable(counts.get(connector));
    }
}
