package io.silkroute.sandbox.translation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A text of an object that may be translated.
 *
 * @param type in LocalizableContentType
 * @param value null or empty where the object has none; then it has no digest either
 */
public record Content(String key, String type, @Nullable String value) {

    @Nullable
    String digest() {
        if (value == null || value.isEmpty()) {
            return null;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
