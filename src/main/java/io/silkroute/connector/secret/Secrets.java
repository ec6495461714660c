package io.silkroute.connector.secret;

import org.jspecify.annotations.Nullable;

/** A connector's secrets. Never logged, never returned; encrypted at rest. */
public record Secrets(
        @Nullable String pimToken,
        @Nullable String accessToken,
        @Nullable String clientSecret,
        @Nullable String webhookSecret) {

    public static final Secrets NONE = new Secrets(null, null, null, null);

    @Override
    public String toString() {
        return "Secrets[…]";
    }
}
