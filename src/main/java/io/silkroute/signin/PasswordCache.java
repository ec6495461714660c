package io.silkroute.signin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Remembers for a minute which passwords matched, because a client of the API sends its password with every call
 * and verifying takes a tenth of a second. It keeps keyed digests, no passwords; failures are not remembered.
 */
final class PasswordCache implements PasswordEncoder {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LONGEST = 1_000; // characters
    private static final int MOST = 1_000;
    private static final String DIGEST = "HmacSHA256";

    private final Semaphore places =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    private final PasswordEncoder slow;
    private final Clock clock;
    private final SecretKeySpec key;
    private final Map<ByteBuffer, Instant> matched = new ConcurrentHashMap<>();

    PasswordCache(PasswordEncoder slow, Clock clock) {
        this.slow = slow;
        this.clock = clock;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, DIGEST);
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return slow.encode(password);
    }

    /** Did this password match a moment ago? */
    boolean remembers(String password, String encoded) {
        Instant until = matched.get(digest(encoded, password));
        return until != null && clock.instant().isBefore(until);
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
        if (password == null || encoded == null || password.length() > LONGEST) {
            return false;
        }
        if (remembers(password.toString(), encoded)) {
            return true;
        }
        boolean matches = slowly(password, encoded);
        if (matches) {
            if (matched.size() >= MOST) {
                matched.clear();
            }
            matched.put(digest(encoded, password.toString()), clock.instant().plus(LONG));
        }
        return matches;
    }

    // One processor is left to others, however many passwords are tried at a time.
    private boolean slowly(CharSequence password, String encoded) {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new HasToWait(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HasToWait(PATIENCE);
        }
        try {
            return slow.matches(password, encoded);
        } finally {
            places.release();
        }
    }

    private ByteBuffer digest(String encoded, String password) {
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(key);
            mac.update(encoded.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return ByteBuffer.wrap(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + DIGEST, e);
        }
    }
}
