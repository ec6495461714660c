package io.silkroute.connector.secret;

import org.jspecify.annotations.Nullable;

/**
 * What a PIM that is asked wants to be shown.
 *
 * @param token of a bearer, or the key in a header
 * @param password of the user who asks
 * @param clientSecret of the client to which tokens are granted
 */
public record SourceKeys(
        @Nullable String token,
        @Nullable String password,
        @Nullable String clientSecret) {

    public static final SourceKeys NONE = new SourceKeys(null, null, null);

    @Override
    public String toString() {
        return "SourceKeys[…]";
    }
}
