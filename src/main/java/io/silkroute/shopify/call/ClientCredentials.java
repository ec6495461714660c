package io.silkroute.shopify.call;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.shopify.BoundedText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Tokens by the client credentials grant: asked for once per shop at a time, renewed before they expire.
 *
 * <p>Source: shopify.dev/docs/apps/build/authentication-authorization/client-secrets
 */
@Component
class ClientCredentials {

    private static final Duration BEFORE_EXPIRY = Duration.ofMinutes(5);
    private static final long USUAL_SECONDS = 86_399;

    private final Map<ConnectorName, Granted> granted = new ConcurrentHashMap<>();
    private final Map<ConnectorName, ReentrantLock> asking = new ConcurrentHashMap<>();
    private final ObjectProvider<ProducerTemplate> camel;
    private final ObjectMapper json;
    private final Clock clock;

    ClientCredentials(ObjectProvider<ProducerTemplate> camel, ObjectMapper json, Clock clock) {
        this.camel = camel;
        this.json = json;
        this.clock = clock;
    }

    private record Granted(String token, ConnectorConfig.Shop by, Instant renewAt) {
        @Override
        public String toString() {
            return "Granted[…]";
        }
    }

    String token(Shop shop, String id, String secret) throws NoCredentials, InterruptedException {
        if (shop.tried != null) {
            return ask(shop, id, secret).token();
        }
        Granted known = granted.get(shop.connector);
        if (known != null && fresh(known, shop)) {
            return known.token();
        }
        ReentrantLock one = asking.computeIfAbsent(shop.connector, key -> new ReentrantLock());
        one.lockInterruptibly();
        try {
            Granted meanwhile = granted.get(shop.connector);
            if (meanwhile != null && fresh(meanwhile, shop)) {
                return meanwhile.token();
            }
            Granted fresh = ask(shop, id, secret);
            granted.put(shop.connector, fresh);
            return fresh.token();
        } finally {
            one.unlock();
        }
    }

    void forget(Shop shop, String token) {
        granted.computeIfPresent(shop.connector, (name, known) -> known.token().equals(token) ? null : known);
    }

    // What one shop gave is not shown to another.
    private boolean fresh(Granted known, Shop shop) {
        return known.by().equals(shop.config) && clock.instant().isBefore(known.renewAt());
    }

    private Granted ask(Shop shop, String id, String secret) throws NoCredentials {
        String form = "grant_type=client_credentials&client_id=" + encoded(id) + "&client_secret=" + encoded(secret);
        Exchange exchange = camel.getObject().request("direct:shopify-token", request -> {
            request.getMessage().setBody(form.getBytes(StandardCharsets.US_ASCII));
            request.getMessage().setHeader("CamelHttpUri", shop.token().toString());
            request.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded");
            request.getMessage().setHeader("Accept", "application/json");
        });
        Exception failure = exchange.getException();
        int status = Replies.status(exchange.getMessage());
        if (failure != null || status == 429 || status >= 500) {
            throw new TokenUnavailable(
                    failure instanceof IOException io ? io : new InterruptedIOException("HTTP " + status));
        }
        byte[] body = exchange.getMessage().getBody(byte[].class);
        JsonNode answer = parsed(body);
        String token = answer.path("access_token").asString("");
        if (status != 200 || token.isBlank()) {
            throw new NoCredentials("The shop " + shop.name() + " gave no access token for the client id (HTTP "
                    + status + " "
                    + BoundedText.bounded(
                            answer.path("error_description").asString("").replace(secret, "***"), 200)
                    + "). Check client id and secret, and that app and store belong to the same organisation.");
        }
        long seconds = answer.path("expires_in").asLong(USUAL_SECONDS);
        Duration life = Duration.ofSeconds(Math.max(1, seconds));
        Duration ahead = life.compareTo(BEFORE_EXPIRY.multipliedBy(2)) > 0 ? BEFORE_EXPIRY : life.dividedBy(2);
        return new Granted(token, shop.config, clock.instant().plus(life).minus(ahead));
    }

    private JsonNode parsed(byte @Nullable [] body) {
        try {
            return body == null ? json.missingNode() : json.readTree(body);
        } catch (JacksonException e) {
            return json.missingNode();
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
