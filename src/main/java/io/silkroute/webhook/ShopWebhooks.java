package io.silkroute.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.silkroute.access.OpenPaths;
import io.silkroute.access.Secret;
import io.silkroute.connector.Connector;
import io.silkroute.connector.ConnectorName;
import io.silkroute.connector.Connectors;
import io.silkroute.connector.ShopCustomer;
import io.silkroute.connector.secret.Secrets;
import io.silkroute.disk.DiskRoom;
import io.silkroute.disk.NoRoom;
import io.silkroute.door.UnreadBody;
import io.silkroute.shopify.BoundedText;
import jakarta.jms.JMSException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jms.JmsException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.ObjectMapper;

/** The door of Shopify's webhooks: who has signed what, and the answers. */
@Component("shopWebhooks")
@EnableConfigurationProperties(WebhookSettings.class)
class ShopWebhooks {

    /** A webhook is signed, which {@link ShopWebhooks} looks at. */
    @Component
    static class WebhookPath implements OpenPaths {

        @Override
        public List<String> withOwnLock() {
            return List.of("/shopify/**");
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ShopWebhooks.class);
    private static final long PATIENCE_MILLIS = 500;
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_VERSION = 20;
    private static final String OPENED = "silkroute.webhook";

    private final Connectors connectors;
    private final RefusedDeliveries refused;
    private final WebhookSettings settings;
    private final DiskRoom room;
    private final ObjectMapper json;
    private final Clock clock;
    private final Semaphore places;
    private final Counter taken;
    private final String nobodys = Secret.made("").text();

    ShopWebhooks(
            Connectors connectors,
            RefusedDeliveries refused,
            WebhookSettings settings,
            DiskRoom room,
            ObjectMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.connectors = connectors;
        this.refused = refused;
        this.settings = settings;
        this.room = room;
        this.json = json;
        this.clock = clock;
        this.places = new Semaphore(settings.atOnce());
        this.taken = Counter.builder("silkroute.webhooks")
                .description("Webhooks of shops that were taken in")
                .register(meters);
    }

    /** Makes the request the message that goes on the queue. @throws DeliveryRefused if nobody has signed it for us */
    public void open(Exchange exchange) {
        PlatformHttpMessage message = Objects.requireNonNull(exchange.getIn(PlatformHttpMessage.class));
        HttpServletRequest request = message.getRequest();
        if (!request.getMethod().equals("POST")) {
            throw DeliveryRefused.method(request.getMethod());
        }
        String signature = request.getHeader("X-Shopify-Hmac-Sha256");
        String name = message.getHeader("connector", "", String.class);
        Optional<Connector> connector = ConnectorName.asked(name).flatMap(connectors::find);
        if (signature == null || signature.isBlank()) {
            connector.ifPresent(known -> refused.count(known.name()));
            throw DeliveryRefused.unsigned();
        }
        room.require();
        if (request.getContentLengthLong() > settings.maxBody().toBytes()) {
            throw DeliveryRefused.tooLarge(settings.maxBody().toBytes());
        }
        if (!place()) {
            throw DeliveryRefused.busy();
        }
        exchange.setProperty(OPENED, true);
        List<String> secrets = connector.map(known -> secretsOf(known.name())).orElse(List.of(nobodys));
        SignedBody body =
                SignedBody.read(UnreadBody.of(request), settings.maxBody().toBytes(), secrets);
        if (!body.isSigned(signature) || connector.isEmpty()) {
            connector.ifPresent(known -> refused.count(known.name()));
            throw DeliveryRefused.unsigned();
        }
        address(exchange, delivery(name, request, signature, body));
    }

    /** One that has none is compared with nobody's, as a connector is that there is not: both answers take as long. */
    private List<String> secretsOf(ConnectorName connector) {
        Secrets secrets = connectors.secrets(connector);
        List<String> own = Stream.of(secrets.webhookSecret(), secrets.nextWebhookSecret(), secrets.clientSecret())
                .filter(Objects::nonNull)
                .filter(secret -> !secret.isBlank())
                .distinct()
                .toList();
        return own.isEmpty() ? List.of(nobodys) : own;
    }

    private ShopDelivery delivery(String connector, HttpServletRequest request, String signature, SignedBody body) {
        String topic = text(request.getHeader("X-Shopify-Topic"), LONGEST_ID);
        Optional<Topic> known = topic == null ? Optional.empty() : Topic.of(topic);
        String object = known.map(about -> about.object(body.fields())).orElse(null);
        String unreadable = known.isEmpty() || object != null
                ? null
                : body.unreadable() != null ? body.unreadable() : "It has no id of what it is about.";
        String id = text(request.getHeader("X-Shopify-Webhook-Id"), LONGEST_ID);
        return new ShopDelivery(
                connector,
                id == null ? "signature " + text(signature, LONGEST_ID - "signature ".length()) : id,
                topic == null ? "" : topic,
                text(request.getHeader("X-Shopify-Event-Id"), LONGEST_ID),
                // What is signed is believed before what is not.
                text(body.fields().getOrDefault("shop_domain", request.getHeader("X-Shopify-Shop-Domain")), LONGEST_ID),
                text(request.getHeader("X-Shopify-API-Version"), LONGEST_VERSION),
                instant(request.getHeader("X-Shopify-Triggered-At")),
                clock.instant(),
                object,
                instant(body.fields().get("updated_at")),
                topic != null && known.isPresent() && !known.get().byApi()
                        ? new ShopCustomer(
                                body.fields().get("customer.email"),
                                body.fields().get("customer.phone"))
                        : null,
                unreadable);
    }

    private static @Nullable String text(@Nullable String header, int most) {
        if (header == null || header.isBlank()) {
            return null;
        }
        return BoundedText.bounded(header.strip().replaceAll("\\p{Cntrl}", "?"), most);
    }

    /** Null also for one that cannot be read: a delivery that does not say when is told as any other. */
    static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    private void address(Exchange exchange, ShopDelivery delivery) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader("connector", delivery.connector());
        message.setHeader("JMSXGroupID", delivery.group());
        message.setBody(json.writeValueAsString(delivery));
    }

    /** Answers {@code 200}. Called once the delivery is durable. */
    public void answer(Exchange exchange) {
        taken.increment();
        reply(exchange, 200, null, null);
    }

    /** Answers with the problem that the route caught. */
    public void refuse(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        DeliveryRefused refusal = DeliveryRefused.in(caught).orElseGet(() -> refusalFor(caught));
        byte[] problem = json.writeValueAsBytes(json.createObjectNode()
                .put("type", "about:blank")
                .put("title", refusal.title())
                .put("status", refusal.status())
                .put("detail", refusal.detail()));
        reply(exchange, refusal.status(), "application/problem+json", problem);
        refusal.headers().forEach(exchange.getMessage()::setHeader);
    }

    private static DeliveryRefused refusalFor(@Nullable Throwable caught) {
        for (Throwable cause = caught; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoRoom noRoom) {
                return DeliveryRefused.notNow(noRoom.sentence());
            }
            if (cause instanceof JMSException
                    || cause instanceof JmsException
                    || cause instanceof TransactionException) {
                LOG.warn("A webhook was refused, because the queue does not take it: {}", cause.toString());
                return DeliveryRefused.notNow("The queue does not take it at the moment.");
            }
        }
        LOG.error("A webhook could not be taken in", caught);
        return DeliveryRefused.internal();
    }

    /** Frees what {@link #open} took. */
    public void close(Exchange exchange) {
        if (exchange.removeProperty(OPENED) != null) {
            places.release();
        }
    }

    private boolean place() {
        try {
            return places.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void reply(Exchange exchange, int status, @Nullable String contentType, byte @Nullable [] body) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        if (contentType != null) {
            message.setHeader(Exchange.CONTENT_TYPE, contentType);
        }
        message.setBody(body);
    }
}
