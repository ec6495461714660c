package io.silkroute.connector.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import tools.jackson.databind.ObjectMapper;

/** What seals, under a key that is the same in every test. */
public final class TestSecrets {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private TestSecrets() {}

    private static SecretKeyFile key() {
        try {
            return new SecretKeyFile(Path.of("nowhere"), KEY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static SecretBox box() {
        return new SecretBox(key(), new ObjectMapper());
    }

    public static BlindWords blindWords() {
        return new BlindWords(key());
    }
}
