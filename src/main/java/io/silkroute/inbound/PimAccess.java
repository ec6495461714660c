package io.silkroute.inbound;

import io.silkroute.access.Secret;
import io.silkroute.activity.ActivityLog;
import io.silkroute.activity.Entry;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Which tokens a connector's PIM may send. */
@Component
public class PimAccess {

    private static final Logger LOG = LoggerFactory.getLogger(PimAccess.class);
    private static final int LONG_ENOUGH = 20;
    private static final int MOST = 20;
    private static final byte[] NO_TOKEN = "no-token-has-this-length".getBytes(StandardCharsets.UTF_8);

    private final Connectors connectors;
    private final PimTokens tokens;
    private final ActivityLog activity;

    PimAccess(Connectors connectors, PimTokens tokens, ActivityLog activity) {
        this.connectors = connectors;
        this.tokens = tokens;
        this.activity = activity;
    }

    // Who has no token is not to learn which connectors there are: neither from the answer nor from its time.
    void require(String connector, @Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw Refusal.unauthorized("Send the connector's PIM token as \"Authorization: Bearer <token>\".");
        }
        String given = authorization.substring(7).strip();
        Optional<Connector> known = ConnectorName.asked(connector).flatMap(connectors::find);
        byte[] configured = known.map(found -> connectors.secrets(found.name()).pimToken())
                .filter(token -> !token.isBlank())
                .map(token -> token.getBytes(StandardCharsets.UTF_8))
                .orElse(NO_TOKEN);
        boolean first = MessageDigest.isEqual(configured, given.getBytes(StandardCharsets.UTF_8));
        boolean another = tokens.used(connector, given);
        if (known.isEmpty() || !(another || first && configured != NO_TOKEN)) {
            throw Refusal.unauthorized("There is no connector of this name with this PIM token."
                    + " Check the address and the token in the PIM's settings.");
        }
    }

    public List<PimTokens.PimToken> of(String connector) {
        return tokens.of(named(connector));
    }

    /** Is there any that the connector's PIM may send? */
    public boolean hasToken(String connector) {
        return configuredLast4(connector) != null || !of(connector).isEmpty();
    }

    /** The last four characters of the one in the configuration; null if there is none. */
    public @Nullable String configuredLast4(String connector) {
        String token = connectors.secrets(named(connector)).pimToken();
        return token == null || token.isBlank() ? null : token.length() < LONG_ENOUGH ? "" : new Secret(token).last4();
    }

    /** @return the token, which is shown now or never */
    public Secret make(String connector, String by) {
        ConnectorName name = named(connector);
        if (tokens.of(name).size() >= MOST) {
            throw refused(HttpStatus.CONFLICT, "The connector has " + MOST + " PIM tokens. Revoke one before.");
        }
        Secret secret = tokens.make(name, by);
        activity.append(
                Entry.ofOperator(name.text(), by, "A PIM token was made; it ends with " + secret.last4() + "."));
        return secret;
    }

    /** @return another token in the place of this one, which is refused from now on */
    public Secret rotate(String connector, String id, String by) {
        revoke(connector, id, by);
        return make(connector, by);
    }

    public void revoke(String connector, String id, String by) {
        ConnectorName name = named(connector);
        String last4 = tokens.of(name).stream()
                .filter(token -> token.id().equals(id))
                .map(PimTokens.PimToken::last4)
                .findFirst()
                .orElse("");
        if (!tokens.revoke(name, id)) {
            throw refused(
                    HttpStatus.NOT_FOUND, "The connector has no such PIM token. It may have been revoked already.");
        }
        activity.append(Entry.ofOperator(name.text(), by, "The PIM token that ends with " + last4 + " was revoked."));
    }

    @EventListener(ApplicationReadyEvent.class)
    void warnOfShortTokens() {
        for (Connector connector : connectors.all()) {
            String token = connectors.secrets(connector.name()).pimToken();
            if (token != null && !token.isBlank() && token.length() < LONG_ENOUGH) {
                LOG.warn(
                        "The PIM token of {} has fewer than {} characters and can be guessed. Make another one.",
                        connector.name(),
                        LONG_ENOUGH);
            }
        }
    }

    private ConnectorName named(String connector) {
        return ConnectorName.asked(connector)
                .flatMap(connectors::find)
                .map(Connector::name)
                .orElseThrow(() -> refused(HttpStatus.NOT_FOUND, "There is no connector of this name."));
    }

    private static ErrorResponseException refused(HttpStatus status, String sentence) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, sentence), null);
    }
}
