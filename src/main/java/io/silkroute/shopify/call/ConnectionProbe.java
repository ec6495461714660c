package io.silkroute.shopify.call;

import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.config.ConnectorConfig;
import io.silkroute.connector.secret.Secrets;
import io.silkroute.shopify.BoundedText;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.pacing.LearnedCost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Asks a shop, with the secrets it is given and no others, whether it can be worked with. There is an answer within
 * seconds, whatever the shop does: nothing is tried again, and the connector's own bucket and breaker play no part.
 */
@Component
public class ConnectionProbe implements DisposableBean {

    private static final Operation CONNECTION = Operation.named("shopConnection");
    private static final Operation LOCATIONS = Operation.named("locations");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_A_TIME = 4;
    private static final int LONGEST = 255;
    private static final int MOST = 500;

    // A name that is looked up cannot be called off: the thread that waits for it is left alone, and is one of few.
    private final ExecutorService threads =
            new ThreadPoolExecutor(0, AT_A_TIME, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), run -> {
                Thread thread = new Thread(run, "connection-probe");
                thread.setDaemon(true);
                return thread;
            });
    private final Shops shops;
    private final Attempts attempts;
    private final ObjectMapper json;

    ConnectionProbe(Shops shops, Attempts attempts, ObjectMapper json) {
        this.shops = shops;
        this.attempts = attempts;
        this.json = json;
    }

    public sealed interface Finding {}

    /**
     * The shop's own words, bounded.
     *
     * @param domain the shop's, which another of its domains may lead to
     * @param scopes what the app may do, sorted
     * @param version of the API that answered; null if the shop does not say
     * @param locations names of the active ones; null if the app may not read them
     */
    public record Reached(
            String name,
            String domain,
            String plan,
            String currency,
            List<String> scopes,
            @Nullable String version,
            @Nullable List<String> locations)
            implements Finding {}

    public record NotReached(Reason reason) implements Finding {}

    /** Blocks for seconds at most; empty if as many are asked already as may be at a time. */
    public Optional<Finding> ask(ConnectorName connector, ConnectorConfig.Shop config, Secrets secrets) {
        Conversation conversation = new Conversation(shops.tried(connector, config, secrets));
        Future<Finding> finding;
        try {
            finding = threads.submit(conversation);
        } catch (RejectedExecutionException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(finding.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.of(conversation.end(new Reason(
                    "NO_ANSWER",
                    null,
                    null,
                    conversation.shop.name() + " did not answer within " + PATIENCE.toSeconds() + " seconds.")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(conversation.end(new Reason(
                    Reason.INTERRUPTED, null, null, "The test was interrupted because the connector shuts down.")));
        } catch (ExecutionException e) {
            throw new IllegalStateException("The test failed inside the connector.", e.getCause());
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }

    private final class Conversation implements Callable<Finding> {

        final Shop shop;
        private @Nullable Call call;
        private @Nullable Reason ended;

        Conversation(Shop shop) {
            this.shop = shop;
        }

        @Override
        public Finding call() throws InterruptedException {
            Call asked = next(CONNECTION);
            AttemptResult verdict = attempts.once(asked);
            if (!(verdict instanceof AttemptResult.Done done)) {
                return new NotReached(reason(verdict));
            }
            JsonNode told = done.data().path("shop");
            TreeSet<String> scopes = new TreeSet<>();
            done.data().at("/currentAppInstallation/accessScopes").forEach(scope -> {
                if (scopes.size() < MOST) {
                    scopes.add(text(scope.path("handle")));
                }
            });
            Reply reply = asked.reply();
            String version = reply == null || reply.version() == null ? null : BoundedText.bounded(reply.version(), 20);
            return new Reached(
                    text(told.path("name")),
                    text(told.path("myshopifyDomain")),
                    text(told.path("plan").path("publicDisplayName")),
                    text(told.path("currencyCode")),
                    List.copyOf(scopes),
                    version,
                    scopes.contains("read_locations") || scopes.contains("write_locations") ? locations() : null);
        }

        private @Nullable List<String> locations() throws InterruptedException {
            if (!(attempts.once(next(LOCATIONS)) instanceof AttemptResult.Done done)) {
                return null;
            }
            List<String> names = new ArrayList<>();
            for (JsonNode location : done.data().path("locations").path("nodes")) {
                if (location.path("isActive").asBoolean(false) && names.size() < MOST) {
                    names.add(text(location.path("name")));
                }
            }
            return names;
        }

        private synchronized Call next(Operation operation) {
            byte[] body = json.writeValueAsBytes(Map.of("query", operation.document(), "variables", Map.of()));
            call = new Call(shop, operation, body, new LearnedCost.Estimate(1, 1), null);
            if (ended != null) {
                call.cancel(ended);
            }
            return call;
        }

        synchronized NotReached end(Reason why) {
            ended = why;
            if (call != null) {
                call.cancel(why);
            }
            return new NotReached(why);
        }

        private Reason reason(AttemptResult verdict) {
            if (verdict instanceof AttemptResult.Again again) {
                return said(again.reason());
            } else if (verdict instanceof AttemptResult.Renew renew) {
                return renew.reason();
            } else if (verdict instanceof AttemptResult.Park park) {
                return park.reason();
            } else if (verdict instanceof AttemptResult.Postpone postpone) {
                return postpone.reason();
            }
            return said(((AttemptResult.Stop) verdict).reason());
        }

        private Reason said(Reason reason) {
            String message = reason.message() == null ? "" : reason.message();
            String sentence = reason.code().equals("HTTP_404")
                    ? "There is no shop at " + shop.name() + ". Check the domain."
                    : reason.code().equals("NO_ANSWER") ? unanswered(message) : reason.sentence();
            return new Reason(reason.code(), reason.field(), reason.message(), sentence);
        }

        /** @param failure the exception's name and words, as {@link Faults} tells them */
        private String unanswered(String failure) {
            String name = failure.contains(":") ? failure.substring(0, failure.indexOf(':')) : failure;
            return switch (name) {
                case "UnknownHostException" ->
                    "The name " + shop.name()
                            + " is not known. Check the domain, and that this machine can look up names.";
                case "SSLHandshakeException", "SSLPeerUnverifiedException", "SSLException", "SSLProtocolException" ->
                    "There is no secure connection (TLS) to " + shop.name() + ": " + BoundedText.bounded(failure, 200)
                            + ". A proxy on the way may have a certificate that this machine does not trust.";
                case "ConnectTimeoutException", "SocketTimeoutException" ->
                    shop.name() + " did not answer in time. Check that this machine may connect to it.";
                case "HttpHostConnectException", "ConnectException", "NoRouteToHostException" ->
                    "Nothing takes a connection at " + shop.name() + ". Check the address, and a firewall on the way.";
                default -> "The connection to " + shop.name() + " broke off before there was an answer.";
            };
        }

        private static String text(JsonNode node) {
            return BoundedText.bounded(node.asString(""), LONGEST);
        }
    }
}
