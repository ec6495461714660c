package io.silkroute.connector.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** Seals secrets for the database, and what a browser keeps for us, with AES-GCM, and opens them. */
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

    /** In letters that a cookie may have. */
    public String sealText(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(encryptor.encrypt(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Empty: it was not sealed here. */
    public Optional<String> openText(String sealed) {
        try {
            return Optional.of(
                    new String(encryptor.decrypt(Base64.getUrlDecoder().decode(sealed)), StandardCharsets.UTF_8));
        } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException other) {
            return Optional.empty(); // the last for one that is shorter than what is sealed can be
        }
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
