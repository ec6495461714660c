package io.silkroute.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.config.ConnectorConfig.Notifications;
import io.silkroute.connector.config.ConnectorConfig.Notifications.Format;
import io.silkroute.connector.config.ConnectorConfig.Notifications.Receiver;
import io.silkroute.connector.secret.DeliveryKeys;
import io.silkroute.outbox.Outbox;
import io.silkroute.outbox.OutboxEvent;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends deliveries whose time has come, some of one address at a time. What fails is sent again with growing pauses for a
 * day; an address that does not answer is left alone for a while; one that answers that it is gone, or that has failed for
 * a whole day, is disabled, which is told.
 */
@Component("dueDeliveries")
public class DueDeliveries {

    /** An address is not called any more; told to people alone. */
    public static final String RECEIVER_DISABLED = "receiver-disabled";

    private static final Logger LOG = LoggerFactory.getLogger(DueDeliveries.class);

    private static final Duration LEASE = Duration.ofMinutes(5);

    /** A batch that takes longer renews its leases before each call. */
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(2);

    private static final Duration WHOLE_DAY = Duration.ofHours(23);
    private static final int TAKEN = 400;
    private static final int TOGETHER = 50;

    /** So that an address that is slow keeps few threads. */
    private static final int BATCHES = 4;

    private final Deliveries deliveries;
    private final Receivers receivers;
    private final ReceiverCalls calls;
    private final Connectors connectors;
    private final DeliverySettings settings;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final Counter givenUp;
    private final Clock clock;
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
    private final boolean alone;

    DueDeliveries(
            Deliveries deliveries,
            Receivers receivers,
            ReceiverCalls calls,
            Connectors connectors,
            DeliverySettings settings,
            Outbox outbox,
            TransactionTemplate transaction,
            MeterRegistry meters,
            Clock clock,
            @Value("${spring.artemis.mode:}") String brokerMode) {
        this.deliveries = deliveries;
        this.receivers = receivers;
        this.calls = calls;
        this.connectors = connectors;
        this.settings = settings;
        this.outbox = outbox;
        this.transaction = transaction;
        this.meters = meters;
        this.clock = clock;
        this.alone = brokerMode.equals("embedded");
        meters.counter("silkroute.deliveries.attempts", "outcome", "delivered");
        meters.counter("silkroute.deliveries.attempts", "outcome", "failed");
        this.givenUp = Counter.builder("silkroute.deliveries.given.up")
                .description("Deliveries that were given up: for a day they failed, or their address was disabled")
                .register(meters);
    }

    /** Deliveries to one address that are sent one after the other. */
    record SendBatch(String receiver, List<OutgoingDelivery> deliveries, Instant taken) {}

    /** The batches that this node is to send, and no other meanwhile. */
    public List<SendBatch> find() {
        List<String> busy = new ArrayList<>();
        underWay.forEach((receiver, batches) -> {
            if (batches >= BATCHES) {
                busy.add(receiver);
            }
        });
        Instant now = clock.instant();
        Map<String, List<OutgoingDelivery>> each = new LinkedHashMap<>();
        for (OutgoingDelivery delivery : deliveries.take(TAKEN, LEASE, busy)) {
            each.computeIfAbsent(delivery.receiver(), any -> new ArrayList<>()).add(delivery);
        }
        List<SendBatch> batches = new ArrayList<>();
        each.forEach((receiver, all) -> {
            int room = BATCHES - underWay.getOrDefault(receiver, 0);
            for (int from = 0; from < all.size(); from += TOGETHER) {
                List<OutgoingDelivery> some = List.copyOf(all.subList(from, Math.min(from + TOGETHER, all.size())));
                if (room-- > 0) {
                    batches.add(new SendBatch(receiver, some, now));
                } else {
                    deliveries.giveBack(some);
                }
            }
        });
        batches.forEach(batch -> underWay.merge(batch.receiver(), 1, Integer::sum));
        return batches;
    }

    public void send(SendBatch batch) {
        try {
            List<OutgoingDelivery> all = batch.deliveries();
            for (int i = 0; i < all.size(); i++) {
                if (isKept(batch, all.get(i)) && !send(all.get(i))) {
                    deliveries.giveBack(all.subList(i + 1, all.size()));
                    return;
                }
            }
        } finally {
            underWay.computeIfPresent(batch.receiver(), (receiver, n) -> n == 1 ? null : n - 1);
        }
    }

    private boolean isKept(SendBatch batch, OutgoingDelivery delivery) {
        return clock.instant().isBefore(batch.taken().plus(RENEWED_AFTER))
                || deliveries.keep(delivery, batch.taken(), LEASE);
    }

    /** @return false if nothing more is to be sent to the address for the moment */
    private boolean send(OutgoingDelivery delivery) {
        Connector connector = connectors.find(delivery.connector()).orElse(null);
        if (connector == null) {
            return false; // it was deleted meanwhile, with all that is kept of it
        }
        Notifications notifications = connector.config().notifications();
        Receiver receiver = notifications.webhooks().stream()
                .filter(one -> one.url().toString().equals(delivery.url()))
                .findFirst()
                .orElse(null);
        if (receiver == null) {
            deliveries.end(
                    delivery, DeliveryState.SKIPPED, "The address is none of the connector's notifications any more.");
            return true;
        }
        String disabled = delivery.asked()
                ? null
                : receivers
                        .of(delivery.receiver())
                        .map(Receivers.Standing::disabled)
                        .orElse(null);
        if (disabled != null) {
            givenUp.increment(deliveries.end(delivery, DeliveryState.SKIPPED, disabled) ? 1 : 0);
            return true;
        }
        Instant at = clock.instant();
        ReceiverAnswer answer = calls.post(
                URI.create(delivery.url()),
                notifications.allowPrivateAddresses(),
                headers(delivery, connectors.secrets(delivery.connector()).deliveryKeys(delivery.url()), at),
                delivery.body());
        if (!answer.accepted()) {
            receivers.ensure(delivery);
        }
        givenUp.increment(Objects.requireNonNull(transaction.execute(status -> record(delivery, answer, at))));
        meters.counter("silkroute.deliveries.attempts", "outcome", answer.accepted() ? "delivered" : "failed")
                .increment();
        return answer.accepted() || !answer.overloaded() && !answer.gone();
    }

    private static Map<String, String> headers(OutgoingDelivery delivery, DeliveryKeys keys, Instant at) {
        if (delivery.format() == Format.SLACK) {
            return Map.of();
        }
        long timestamp = at.getEpochSecond();
        return Map.of(
                "webhook-id", delivery.id(),
                "webhook-timestamp", Long.toString(timestamp),
                "webhook-signature", DeliverySignature.of(keys, delivery.id(), timestamp, delivery.body()));
    }

    // The address's row first, in each case: who disables it changes the rows of all its deliveries. How many are given
    // up?
    private int record(OutgoingDelivery delivery, ReceiverAnswer answer, Instant at) {
        deliveries.attempted(delivery, answer, at);
        if (answer.accepted()) {
            receivers.answered(delivery.receiver());
            deliveries.delivered(delivery);
            return 0;
        }
        Instant now = clock.instant();
        receivers.failed(delivery, answer, now);
        if (answer.gone()) {
            int ended = deliveries.end(delivery, DeliveryState.FAILED, answer.sentence()) ? 1 : 0;
            return ended
                    + disable(
                            delivery,
                            "It answered with 410: it wants no more. Take it out of the notifications, or send it a test when"
                                    + " it works again.",
                            now);
        }
        int failures = delivery.attempts() + 1;
        if (!settings.givesUp(failures)) {
            Duration pause = settings.pause(failures);
            Duration asked = answer.retryAfter();
            deliveries.postpone(
                    delivery, now.plus(asked != null && asked.compareTo(pause) > 0 ? asked : pause), answer.sentence());
            return 0;
        }
        String reason = "Given up after " + failures + " attempts. " + answer.sentence();
        int ended = deliveries.end(delivery, DeliveryState.FAILED, reason) ? 1 : 0;
        Instant failing = receivers
                .of(delivery.receiver())
                .map(Receivers.Standing::failingSince)
                .orElse(null);
        if (failing == null || now.isBefore(failing.plus(WHOLE_DAY))) {
            return ended;
        }
        return ended
                + disable(
                        delivery,
                        "Every call has failed since " + failing + ". " + answer.sentence()
                                + " Send it a test when it works again.",
                        now);
    }

    /** @return how many others are skipped */
    private int disable(OutgoingDelivery delivery, String reason, Instant now) {
        if (!receivers.disable(delivery.receiver(), reason, now)) {
            return 0;
        }
        outbox.put(new OutboxEvent(
                RECEIVER_DISABLED,
                delivery.connector(),
                delivery.receiver() + " " + now,
                now,
                "The address " + delivery.shownAddress() + " is told nothing any more. " + reason,
                "/connectors/" + delivery.connector() + "/deliveries",
                Map.of("address", delivery.shownAddress())));
        return deliveries.skip(delivery.receiver(), "The address was disabled. " + reason);
    }

    /** Sending has failed inside the connector; what was taken and not sent comes again after a pause. */
    public void failed(SendBatch batch, Exception failure) {
        LOG.error(
                "Deliveries of {} could not be sent", batch.deliveries().get(0).connector(), failure);
        deliveries.giveBack(batch.deliveries(), clock.instant().plus(settings.pause(1)));
    }

    @EventListener(ApplicationStartedEvent.class)
    void started() {
        if (alone) {
            deliveries.releaseAll();
        }
    }
}
