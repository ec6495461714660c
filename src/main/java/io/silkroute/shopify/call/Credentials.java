package io.silkroute.shopify.call;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.secret.Secrets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/** Signs calls with the connector's access token. Tokens are never logged. */
@Component("shopCredentials")
class Credentials {

    private final Connectors connectors;
    private final ClientCredentials grants;
    private final Map<ConnectorName, String> refused = new ConcurrentHashMap<>();

    Credentials(Connectors connectors, ClientCredentials grants) {
        this.connectors = connectors;
        this.grants = grants;
    }

    /** Makes the message the request. */
    void sign(@ExchangeProperty("call") Call call, Message message) throws NoCredentials, InterruptedException {
        String token = token(call.shop);
        call.signed(token);
        message.setBody(call.body);
        message.setHeader("CamelHttpUri", call.shop.graphql().toString());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("X-Shopify-Access-Token", token);
    }

    private String token(Shop shop) throws NoCredentials, InterruptedException {
        Secrets secrets = secrets(shop);
        String token = secrets.accessToken();
        if (token != null && !token.isBlank()) {
            return token;
        }
        String id = shop.config.clientId();
        String secret = secrets.clientSecret();
        if (id == null || id.isBlank() || secret == null || secret.isBlank()) {
            throw new NoCredentials("The connector has neither an access token nor a client id and secret for "
                    + shop.name() + ". Set one of them.");
        }
        return grants.token(shop, id, secret);
    }

    private Secrets secrets(Shop shop) throws NoCredentials {
        if (shop.tried != null) {
            return shop.tried;
        }
        Secrets secrets = connectors.secrets(shop.connector);
        // Read last: secrets that were saved for another shop meanwhile are not sent to this one.
        if (connectors
                .find(shop.connector)
                .filter(now -> now.config().shop().calledAs(shop.config))
                .isEmpty()) {
            throw new NoCredentials("The connector was given another shop than " + shop.name()
                    + " while it was at work. Start the run again.");
        }
        return secrets;
    }

    /**
     * The shop answered 401.
     *
     * @return whether another token may do: a new access token was set, or one can be asked for
     */
    boolean renew(Call call) {
        String token = call.token();
        if (token == null || call.shop.tried != null) {
            return false;
        }
        Secrets secrets = connectors.secrets(call.shop.connector);
        if (secrets.accessToken() != null && !secrets.accessToken().isBlank()) {
            String before = refused.put(call.shop.connector, token);
            return !secrets.accessToken().equals(token)
                    && !secrets.accessToken().equals(before);
        }
        grants.forget(call.shop, token);
        return true;
    }
}
