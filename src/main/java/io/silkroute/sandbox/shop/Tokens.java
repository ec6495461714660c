package io.silkroute.sandbox.shop;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Access tokens and the app each belongs to. */
public final class Tokens {
    public static final String CONNECTOR = "connector";
    static final String FOREIGN = "foreign";

    private final SandboxSettings settings;
    private final Clock clock;
    private final Map<String, Instant> granted = new ConcurrentHashMap<>();
    private volatile boolean fixedRevoked;

    public Tokens(SandboxSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The app this token belongs to, null when it opens nothing (any longer). */
    @Nullable
    public String app(@Nullable String token) {
        if (token == null) {
            return null;
        }
        if (token.equals(settings.accessToken())) {
            return fixedRevoked ? null : CONNECTOR;
        }
        if (token.equals(settings.foreignToken())) {
            return FOREIGN;
        }
        Instant until = granted.get(token);
        return until != null && clock.instant().isBefore(until) ? CONNECTOR : null;
    }

    /** A new token for the client credentials grant, null when they are wrong. */
    @Nullable
    public String grant(@Nullable String clientId, @Nullable String clientSecret) {
        if (!settings.clientId().equals(clientId) || !settings.clientSecret().equals(clientSecret)) {
            return null;
        }
        String token = "shpat_" + UUID.randomUUID().toString().replace("-", "");
        granted.put(token, clock.instant().plus(settings.tokenLife()));
        return token;
    }

    public void revoke() {
        fixedRevoked = true;
        granted.clear();
    }

    public void restore() {
        fixedRevoked = false;
    }
}
