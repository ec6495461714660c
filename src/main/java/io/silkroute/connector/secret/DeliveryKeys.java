package io.silkroute.connector.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the webhooks to one address are signed with: a text, or, as Standard Webhooks has it, {@code whsec_} and bytes in
 * Base64.
 *
 * @param previousSecret what they are signed with as well, while the receiver changes to the new one
 */
public record DeliveryKeys(
        @Nullable String secret, @Nullable String previousSecret) {

    public static final DeliveryKeys NONE = new DeliveryKeys(null, null);

    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;
    private static final int SHORTEST_TEXT = 16;

    /** What is wrong with a secret; null: nothing. */
    public static @Nullable String problem(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return secret.length() >= SHORTEST_TEXT
                    ? null
                    : "must be at least " + SHORTEST_TEXT + " characters long, so that nobody guesses it.";
        }
        try {
            int length = bytes(secret).length;
            if (length >= SHORTEST && length <= LONGEST) {
                return null;
            }
        } catch (IllegalArgumentException noBase64) {
            // told below
        }
        return "must be whsec_ and " + SHORTEST + " to " + LONGEST + " bytes in Base64, or a text of one's own.";
    }

    /** The keys, the newest first. */
    public List<byte[]> keys() {
        List<byte[]> keys = new ArrayList<>();
        if (secret != null) {
            keys.add(bytes(secret));
        }
        if (previousSecret != null) {
            keys.add(bytes(previousSecret));
        }
        return keys;
    }

    private static byte[] bytes(String secret) {
        return secret.startsWith(PREFIX)
                ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                : secret.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "DeliveryKeys[…]";
    }
}
