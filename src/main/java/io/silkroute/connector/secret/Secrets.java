package io.silkroute.connector.secret;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connector's secrets. Never logged, never returned; encrypted at rest.
 *
 * @param webhookSecret what the shop signs its webhooks with, where that is not the client secret
 * @param nextWebhookSecret a second one, while the app's secret is changed
 * @param deliveryKeys what our own webhooks are signed with, by the address that they go to
 * @param sourceKeys what PIMs that are asked want to be shown, by the source and its address
 */
public record Secrets(
        @Nullable String pimToken,
        @Nullable String accessToken,
        @Nullable String clientSecret,
        @Nullable String webhookSecret,
        @Nullable String nextWebhookSecret,
        Map<String, DeliveryKeys> deliveryKeys,
        Map<String, SourceKeys> sourceKeys) {

    public static final Secrets NONE = new Secrets(null, null, null, null);

    public Secrets {
        deliveryKeys = deliveryKeys == null ? Map.of() : Map.copyOf(deliveryKeys);
        sourceKeys = sourceKeys == null ? Map.of() : Map.copyOf(sourceKeys);
    }

    public Secrets(
            @Nullable String pimToken,
            @Nullable String accessToken,
            @Nullable String clientSecret,
            @Nullable String webhookSecret) {
        this(pimToken, accessToken, clientSecret, webhookSecret, null, Map.of(), Map.of());
    }

    /** Those of one address; none where it has none. */
    public DeliveryKeys deliveryKeys(String url) {
        return deliveryKeys.getOrDefault(url, DeliveryKeys.NONE);
    }

    /** Those of one source; none where it has none. @param place as its configuration says */
    public SourceKeys sourceKeys(String place) {
        return sourceKeys.getOrDefault(place, SourceKeys.NONE);
    }

    @Override
    public String toString() {
        return "Secrets[…]";
    }
}
