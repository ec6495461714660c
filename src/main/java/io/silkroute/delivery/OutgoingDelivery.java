package io.silkroute.delivery;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig.Notifications.Format;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event for one address.
 *
 * @param id the same however often it is sent
 * @param event by which it is asked for, such as {@code campaign-created}
 * @param type as its body says it, such as {@code campaign.created}
 * @param receiver of connector and address
 * @param due when it is sent next; null: not any more
 * @param asked by a person: it also goes to an address that is disabled
 * @param attempts of this day
 */
public record OutgoingDelivery(
        long place,
        String id,
        ConnectorName connector,
        String event,
        String type,
        String receiver,
        String url,
        Format format,
        String body,
        DeliveryState state,
        boolean asked,
        Instant created,
        @Nullable Instant due,
        int attempts,
        @Nullable String reason,
        @Nullable Instant ended) {

    /** One that is to be sent, or never will be. @param skipped why it is not; null: it is */
    static OutgoingDelivery fresh(
            String id,
            ConnectorName connector,
            String event,
            String type,
            String url,
            Format format,
            String body,
            boolean asked,
            Instant now,
            @Nullable String skipped) {
        return new OutgoingDelivery(
                0,
                id,
                connector,
                event,
                type,
                DeliveryIds.receiver(connector, url),
                url,
                format,
                body,
                skipped == null ? DeliveryState.PENDING : DeliveryState.SKIPPED,
                asked,
                now,
                skipped == null ? now : null,
                0,
                skipped,
                skipped == null ? null : now);
    }

    /** The address as people are shown it: of one of Slack's only the host, as the rest is a secret. */
    public String shownAddress() {
        return ShownAddress.of(url, format);
    }
}
