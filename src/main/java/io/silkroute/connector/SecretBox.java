package io.silkroute.connector;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.stereotype.Component;

/** Seals secrets for the database with AES-GCM, and opens them. */
@Component
class SecretBox {

    private final BytesEncryptor encryptor;
    private final ObjectMapper json;

    SecretBox(SecretKeyFile key, ObjectMapper json) {
        this.encryptor = key.encryptor();
        this.json = json;
    }

    byte[] seal(Secrets secrets) {
        try {
            return encryptor.encrypt(json.writeValueAsBytes(secrets));
        } catch (IOException e) {
            throw new IllegalStateException("the secrets cannot be written", e);
        }
    }

    /** @throws IllegalStateException if they were sealed with another key */
    Secrets open(String connector, byte @Nullable [] sealed) {
        if (sealed == null) {
            return Secrets.NONE;
        }
        try {
            return json.readValue(encryptor.decrypt(sealed), Secrets.class);
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            throw new IllegalStateException("The secrets of connector " + connector
                    + " were sealed with another key. Restore data/secret.key or SILKROUTE_SECRET_KEY as it was"
                    + " when they were set, or set them again.");
        }
    }
}
