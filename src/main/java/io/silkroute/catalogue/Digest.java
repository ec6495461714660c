package io.silkroute.catalogue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 over some bytes. */
public record Digest(byte[] bytes) {

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    });

    public static Digest of(byte[] content) {
        return new Digest(SHA_256.get().digest(content));
    }

    /** Of the first {@code length} bytes. */
    static Digest of(byte[] content, int length) {
        MessageDigest digest = SHA_256.get();
        digest.update(content, 0, length);
        return new Digest(digest.digest());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Hexadecimal, 64 characters. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
