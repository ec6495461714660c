package io.silkroute.webhook;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.ShopCustomer;
import io.silkroute.shopevent.ShopEvent;
import io.silkroute.shopify.ShopifyId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An object of which deliveries have told and nobody knows yet.
 *
 * @param subject the kind of object, or the topic of what is to be done
 * @param newest the last of these deliveries
 * @param waiting how many they are
 * @param attempts how often telling of it has failed
 * @param customer whose data is asked for or to be erased; null: nobody's
 */
record WaitingObject(
        ConnectorName connector,
        String subject,
        ShopifyId id,
        boolean deleted,
        @Nullable Instant changedAt,
        long newest,
        int waiting,
        int attempts,
        @Nullable ShopCustomer customer) {

    /** What is to be done; null: it is news of an object. */
    @Nullable
    Topic task() {
        Topic topic = Topic.named(subject);
        return topic == null || topic.about() != null ? null : topic;
    }

    ShopEvent event() {
        return new ShopEvent(
                connector, ShopEvent.Subject.valueOf(subject), id, deleted, changedAt, ShopEvent.Origin.WEBHOOK);
    }
}
