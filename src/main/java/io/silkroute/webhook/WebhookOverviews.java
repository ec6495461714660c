package io.silkroute.webhook;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells how it stands with a connector's webhooks. */
@Component
public class WebhookOverviews {

    private final SubscriptionRows rows;
    private final KeptDeliveries deliveries;
    private final RefusedDeliveries refused;

    WebhookOverviews(SubscriptionRows rows, KeptDeliveries deliveries, RefusedDeliveries refused) {
        this.rows = rows;
        this.deliveries = deliveries;
        this.refused = refused;
    }

    public WebhookOverview of(Connector connector) {
        ConnectorName name = connector.name();
        Optional<SubscriptionRows.Look> look = rows.look(name);
        Optional<RefusedDeliveries.Refused> unsigned = refused.of(name);
        return new WebhookOverview(
                Subscriptions.address(connector),
                look.map(SubscriptionRows.Look::lookedAt).orElse(null),
                look.map(SubscriptionRows.Look::problem).orElse(null),
                subscriptions(connector),
                deliveries.counts(name),
                new WebhookOverview.Refused(
                        unsigned.map(RefusedDeliveries.Refused::count).orElse(0L),
                        unsigned.map(RefusedDeliveries.Refused::last).orElse(null)));
    }

    private List<WebhookOverview.Subscription> subscriptions(Connector connector) {
        ConnectorName name = connector.name();
        Map<Topic, ShopSubscription> known = rows.of(name);
        Set<Topic> wanted = Subscriptions.wanted(connector);
        URI address = Subscriptions.address(connector);
        Map<String, Long> failures = deliveries.failures(name);
        List<WebhookOverview.Subscription> all = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            Instant last = deliveries.last(name, topic).orElse(null);
            long failed = failures.getOrDefault(topic.text(), 0L);
            ShopSubscription row = known.get(topic);
            if (row != null) {
                all.add(shown(topic, row.uri(), row, last, failed));
            } else if (wanted.contains(topic) || last != null) {
                all.add(new WebhookOverview.Subscription(
                        topic.text(),
                        wanted.contains(topic) ? String.valueOf(address) : null,
                        null,
                        wanted.contains(topic) ? "waiting" : "none",
                        null,
                        last,
                        failed));
            }
        }
        return all;
    }

    private static WebhookOverview.Subscription shown(
            Topic topic, String uri, ShopSubscription row, @Nullable Instant last, long failed) {
        return new WebhookOverview.Subscription(
                topic.text(),
                uri,
                row.id() == null ? null : row.id().gid(),
                row.state().word(),
                row.problem(),
                last,
                failed);
    }
}
