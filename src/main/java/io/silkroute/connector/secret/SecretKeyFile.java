package io.silkroute.connector.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Component;

/**
 * The key of the secrets: {@code SILKROUTE_SECRET_KEY}, or the file {@code secret.key} in the data folder, made at
 * the first start and readable by its owner only. Nodes that share a database need the same key.
 */
@Component
class SecretKeyFile {

    private static final int BYTES = 32;
    private static final int INITIALIZATION_VECTOR_BYTES = 16;

    private final byte[] key;

    SecretKeyFile(@Value("${silkroute.data}") Path data, @Value("${silkroute.secret-key:}") String given)
            throws IOException {
        this.key = given.isBlank()
                ? ofFile(data.resolve("secret.key"))
                : decoded(given, "SILKROUTE_SECRET_KEY is not 32 bytes in Base64. Make one: openssl rand -base64 32");
    }

    BytesEncryptor encryptor() {
        return new AesBytesEncryptor(
                new SecretKeySpec(key, "AES"),
                KeyGenerators.secureRandom(INITIALIZATION_VECTOR_BYTES),
                CipherAlgorithm.GCM);
    }

    /** A key of its own for a purpose, from which this one cannot be told. */
    byte[] derived(String purpose) {
        return Macs.of(key, purpose.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] ofFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            make(file);
        }
        return decoded(Files.readString(file), file + " does not hold a key. Restore it from a backup.");
    }

    private static void make(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        PrivateFile.make(file, Base64.getEncoder().encodeToString(random));
    }

    private static byte[] decoded(String text, String otherwise) {
        try {
            byte[] decoded = Base64.getDecoder().decode(text.strip());
            if (decoded.length == BYTES) {
                return decoded;
            }
        } catch (IllegalArgumentException notBase64) {
            // told below
        }
        throw new IllegalStateException(otherwise);
    }
}
