package io.silkroute.connector.secret;

import org.jspecify.annotations.Nullable;

/**
 * A connector's secrets. Never logged, never returned; encrypted at rest.
 *
 * @param webhookSecret what the shop signs its webhooks with, where that is not the client secret
 * @param nextWebhookSecret a second one, while the app's secret is changed
 */
public record Secrets(
        @Nullable String pimToken,
        @Nullable String accessToken,
        @Nullable String clientSecret,
        @Nullable String webhookSecret,
        @Nullable String nextWebhookSecret) {

    public static final Secrets NONE = new Secrets(null, null, null, null);

    public Secrets(
            @Nullable String pimToken,
            @Nullable String accessToken,
            @Nullable String clientSecret,
            @Nullable String webhookSecret) {
        this(pimToken, accessToken, clientSecret, webhookSecret, null);
    }

    @Override
    public String toString() {
        return "Secrets[…]";
    }
}
