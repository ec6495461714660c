package io.silkroute.delivery;

import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig.Notifications.Receiver;
import io.silkroute.connector.config.ToldEvents;
import io.silkroute.outbox.OutboxEvent;
import io.silkroute.outbox.OutboxListener;
import io.silkroute.outbox.SentOnDemand;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a delivery of each event for each address that wants it. */
@Component
class EventsForReceivers implements OutboxListener, SentOnDemand {

    private final Connectors connectors;
    private final Deliveries deliveries;
    private final Receivers receivers;
    private final DeliveryBody body;
    private final TransactionTemplate transaction;
    private final Clock clock;

    EventsForReceivers(
            Connectors connectors,
            Deliveries deliveries,
            Receivers receivers,
            DeliveryBody body,
            TransactionTemplate transaction,
            Clock clock) {
        this.connectors = connectors;
        this.deliveries = deliveries;
        this.receivers = receivers;
        this.body = body;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void happened(List<Told> events) {
        Instant now = clock.instant();
        List<OutgoingDelivery> fresh = new ArrayList<>();
        Map<String, Optional<String>> disabled = new HashMap<>(); // by receiver: a batch is of few
        for (Told told : events) {
            for (Connector connector : connectors.concerned(told.event().connector())) {
                for (Receiver receiver :
                        connector.config().notifications().wanting(told.event().type())) {
                    String id = DeliveryIds.receiver(
                            connector.name(), receiver.url().toString());
                    Optional<String> skipped =
                            disabled.computeIfAbsent(id, any -> receivers.of(id).map(Receivers.Standing::disabled));
                    fresh.add(delivery(told, connector.name(), receiver, false, now, skipped.orElse(null)));
                }
            }
        }
        if (!fresh.isEmpty()) {
            transaction.executeWithoutResult(status -> deliveries.add(fresh));
        }
    }

    private OutgoingDelivery delivery(
            Told told,
            ConnectorName connector,
            Receiver receiver,
            boolean asked,
            Instant now,
            @Nullable String skipped) {
        OutboxEvent event = told.event();
        String url = receiver.url().toString();
        return OutgoingDelivery.fresh(
                DeliveryIds.webhook(told.id(), connector, url),
                connector,
                ToldEvents.subscription(event.type()),
                DeliveryBody.type(event.type()),
                url,
                receiver.format(),
                body.of(event, connector, receiver.format()),
                asked,
                now,
                skipped);
    }

    @Override
    public Set<String> events() {
        return Set.copyOf(ToldEvents.WEBHOOKS);
    }

    /** One that says that it is a test; it also goes to an address that is disabled, which a success enables again. */
    @Override
    public int send(ConnectorName name, String event) {
        Connector connector = connectors.find(name).orElse(null);
        if (connector == null) {
            return 0;
        }
        Instant now = clock.instant();
        Told told = new Told(
                "test_" + UUID.randomUUID(),
                new OutboxEvent(
                        event,
                        name,
                        "test",
                        now,
                        "This is a test of " + event + ". Nothing has happened.",
                        "/connectors/" + name,
                        Map.of("test", true)));
        List<OutgoingDelivery> fresh = connector.config().notifications().wanting(event).stream()
                .map(receiver -> delivery(told, name, receiver, true, now, null))
                .toList();
        transaction.executeWithoutResult(status -> deliveries.add(fresh));
        return fresh.size();
    }
}
