package io.silkroute.sandbox.webhook;

import io.silkroute.sandbox.graphql.Times;
import io.silkroute.sandbox.shop.Notice;
import io.silkroute.sandbox.shop.SandboxSettings;
import io.silkroute.sandbox.shop.Shop;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;

/**
 * Delivers to the addresses of subscriptions, signed with the app's client secret. A delivery is tried eight times, with
 * growing pauses and the same body; anything but a 2xx within five seconds is a failure.
 * Source: https://shopify.dev/docs/apps/build/webhooks/subscribe/https
 */
final class Deliveries {
    static final int TRIES = 8;

    private static final int CONNECT_MILLIS = 1_000;
    private static final int ANSWER_MILLIS = 5_000;
    private static final int THREADS = 8;
    private static final int REMEMBERED = 10_000;
    private static final long[] PAUSES = {10_000, 60_000, 300_000, 600_000, 1_200_000, 3_600_000, 7_200_000};
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Shop shop;
    private final String secret;
    private final Consumer<Subscription> givenUp;
    private final Deque<Map<String, Object>> told = new ArrayDeque<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Long pauseMillis;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, run -> {
        Thread thread = new Thread(run, "sandbox-webhook");
        thread.setDaemon(true);
        return thread;
    });

    /** @param givenUp hears of a subscription of which one delivery was not taken in all its tries */
    Deliveries(Shop shop, SandboxSettings settings, Consumer<Subscription> givenUp) {
        this.shop = shop;
        this.secret = settings.clientSecret();
        this.givenUp = givenUp;
    }

    private record Delivery(Subscription to, String topic, String id, String event, String triggeredAt, byte[] body) {}

    /** @param event shared by all that are told the same */
    void send(Subscription to, Notice notice, String event) {
        Map<String, Object> body = new LinkedHashMap<>();
        notice.body().forEach((name, value) -> {
            if (to.includeFields().isEmpty() || to.includeFields().contains(name)) {
                body.put(name, value);
            }
        });
        Delivery delivery = new Delivery(
                to,
                notice.topic(),
                UUID.randomUUID().toString(),
                event,
                Times.of(shop.now()),
                JSON.writeValueAsBytes(body));
        waiting.incrementAndGet();
        threads.execute(() -> attempt(delivery, 1));
    }

    private void attempt(Delivery delivery, int attempt) {
        int status = post(delivery);
        remember(delivery, attempt, status);
        if (status >= 200 && status < 300) {
            waiting.decrementAndGet();
        } else if (attempt == TRIES) {
            waiting.decrementAndGet();
            givenUp.accept(delivery.to());
        } else {
            Long given = pauseMillis;
            var unused = threads.schedule(
                    () -> attempt(delivery, attempt + 1),
                    given == null ? PAUSES[attempt - 1] : given,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** The status; 0 when nobody answered. */
    private int post(Delivery delivery) {
        HttpURLConnection connection = null;
        try {
            connection =
                    (HttpURLConnection) URI.create(delivery.to().uri()).toURL().openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            headers(delivery).forEach(connection::setRequestProperty);
            connection.setFixedLengthStreamingMode(delivery.body().length);
            connection.getOutputStream().write(delivery.body());
            int status = connection.getResponseCode();
            var answer = status < 400 ? connection.getInputStream() : connection.getErrorStream();
            if (answer != null) {
                answer.readNBytes(1 << 16);
                answer.close();
            }
            return status;
        } catch (IOException | IllegalArgumentException nobody) {
            if (connection != null) {
                connection.disconnect();
            }
            return 0;
        }
    }

    private Map<String, String> headers(Delivery delivery) {
        return Map.of(
                "Content-Type", "application/json",
                "X-Shopify-Topic", delivery.topic(),
                "X-Shopify-Hmac-Sha256", signature(delivery.body()),
                "X-Shopify-Shop-Domain", shop.domain(),
                "X-Shopify-Webhook-Id", delivery.id(),
                "X-Shopify-Event-Id", delivery.event(),
                "X-Shopify-API-Version", WebhookFeature.VERSION,
                "X-Shopify-Triggered-At", delivery.triggeredAt());
    }

    private String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM knows HmacSHA256", e);
        }
    }

    private void remember(Delivery delivery, int attempt, int status) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("topic", delivery.topic());
        line.put("uri", delivery.to().uri());
        line.put("webhookId", delivery.id());
        line.put("attempt", attempt);
        line.put("status", status);
        line.put("body", new String(delivery.body(), StandardCharsets.UTF_8));
        synchronized (told) {
            told.addLast(line);
            if (told.size() > REMEMBERED) {
                told.removeFirst();
            }
        }
    }

    /** The last attempts, oldest first. */
    List<Map<String, Object>> told() {
        synchronized (told) {
            return List.copyOf(told);
        }
    }

    /** How many have not been taken yet. */
    int waiting() {
        return waiting.get();
    }

    /** @param millis between all tries; null: Shopify's own pauses */
    void pause(@Nullable Long millis) {
        pauseMillis = millis;
    }

    void forget() {
        synchronized (told) {
            told.clear();
        }
    }
}
