package io.silkroute.webhook;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorActivated;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Which connectors' subscriptions are to be looked at: at the start of each process, when one is activated, once a day, when what they are to be
 * has changed, and some minutes after a look that the shop has not let come to its end.
 */
@Component("dueSubscriptions")
public class DueSubscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(DueSubscriptions.class);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final Connectors connectors;
    private final Subscriptions subscriptions;
    private final SubscriptionRows rows;
    private final Duration every;
    private final boolean alone;
    private final Set<ConnectorName> lookedAt = ConcurrentHashMap.newKeySet();

    DueSubscriptions(
            Connectors connectors,
            Subscriptions subscriptions,
            SubscriptionRows rows,
            @Value("${silkroute.webhooks.look-every:24h}") Duration every,
            @Value("${spring.artemis.mode:}") String brokerMode) {
        this.connectors = connectors;
        this.subscriptions = subscriptions;
        this.rows = rows;
        this.every = every;
        this.alone = brokerMode.equals("embedded");
    }

    /** The connectors that this node is to look at, and no other meanwhile. */
    public List<ConnectorName> find() {
        List<ConnectorName> due = new ArrayList<>();
        for (Connector connector : connectors.all()) {
            ConnectorName name = connector.name();
            boolean concerned =
                    Subscriptions.address(connector) != null || rows.look(name).isPresent();
            if (connector.active()
                    && concerned
                    && rows.take(name, wanted(connector), !lookedAt.contains(name), LEASE)) {
                lookedAt.add(name);
                due.add(name);
            }
        }
        return due;
    }

    /** What a connector wants, in a word that changes with it. */
    private static String wanted(Connector connector) {
        URI address = Subscriptions.address(connector);
        return (address == null ? "nothing" : address)
                + shop(connector)
                + Subscriptions.wanted(connector).stream()
                        .map(Topic::ordinal)
                        .map(String::valueOf)
                        .collect(Collectors.joining(","));
    }

    private static String shop(Connector connector) {
        return " at " + connector.config().shop().address() + " ";
    }

    public void look(ConnectorName name) {
        Connector connector = connectors.find(name).orElse(null);
        if (connector == null) {
            return; // it was deleted meanwhile
        }
        String wanted = wanted(connector);
        if (rows.look(name)
                .filter(look -> look.wanted().contains(shop(connector)))
                .isEmpty()) {
            rows.forgetAll(name);
        }
        try {
            subscriptions.repair(connector);
            rows.ended(name, wanted, null, every);
        } catch (Subscriptions.LookBroken broken) {
            rows.ended(name, wanted, broken.getMessage(), AGAIN);
        }
    }

    /** A look has failed inside the connector. */
    public void broke(ConnectorName name, Exception failure) {
        LOG.error("Looking at the webhooks of {} failed", name, failure);
        rows.ended(
                name,
                connectors.find(name).map(DueSubscriptions::wanted).orElse(""),
                "Looking at the webhooks failed inside Silkroute: "
                        + Objects.toString(failure.getMessage(), failure.toString()),
                AGAIN);
    }

    /**
     * Nobody has looked while it was inactive, and the app may have been installed anew. What the shop has ended meanwhile
     * was not lost: nobody would have listened.
     */
    @EventListener
    void activated(ConnectorActivated activated) {
        connectors
                .find(activated.name())
                .filter(connector -> Subscriptions.address(connector) != null)
                .ifPresent(connector -> rows.forgetAll(connector.name()));
        lookedAt.remove(activated.name());
    }

    @EventListener(ApplicationStartedEvent.class)
    void started() {
        if (alone) {
            rows.releaseAll();
        }
    }
}
