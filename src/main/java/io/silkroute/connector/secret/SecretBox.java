package io.silkroute.connector.secret;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** Seals secrets for the database with AES-GCM, and opens them. */
@Component
public class SecretBox {

    private final BytesEncryptor encryptor;
    private final ObjectMapper json;

    SecretBox(SecretKeyFile key, ObjectMapper json) {
        this.encryptor = key.encryptor();
        this.json = json;
    }

    public byte[] seal(Secrets secrets) {
        return encryptor.encrypt(json.writeValueAsBytes(secrets));
    }

    /** @throws IllegalStateException if they were sealed with another key */
    public Secrets open(String connector, byte @Nullable [] sealed) {
        if (sealed == null) {
            return Secrets.NONE;
        }
        try {
            return json.readValue(encryptor.decrypt(sealed), Secrets.class);
        } catch (JacksonException | IllegalStateException | IllegalArgumentException e) {
            throw new IllegalStateException("The secrets of connector " + connector
                    + " were sealed with another key. Restore data/secret.key or SILKROUTE_SECRET_KEY as it was"
                    + " when they were set, or set them again.");
        }
    }
}
