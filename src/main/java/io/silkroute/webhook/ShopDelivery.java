package io.silkroute.webhook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.connector.ShopCustomer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it goes over the queue: what is needed of it, and of its body no more than that.
 *
 * @param webhookId by which the same delivery is known when it comes again
 * @param shop who sent it, as it says
 * @param object Shopify's id of what it is about; null for a topic that is none of ours
 * @param changedAt when that was changed, as the body says; null: it does not
 * @param customer whose data is asked for or to be erased; null for any other topic
 * @param unreadable why the body could not be read, with its beginning; null: it could
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShopDelivery(
        String connector,
        String webhookId,
        String topic,
        @Nullable String eventId,
        @Nullable String shop,
        @Nullable String apiVersion,
        @Nullable Instant triggeredAt,
        Instant receivedAt,
        @Nullable String object,
        @Nullable Instant changedAt,
        @Nullable ShopCustomer customer,
        @Nullable String unreadable) {

    private static final int GROUPS = 32;

    /** Deliveries about one object are worked off one after the other. */
    @JsonIgnore
    String group() {
        return connector + "-" + Math.floorMod((object == null ? webhookId : object).hashCode(), GROUPS);
    }

    /** By which the idempotent consumer knows it. */
    @JsonIgnore
    public String key() {
        return connector + " " + webhookId;
    }
}
