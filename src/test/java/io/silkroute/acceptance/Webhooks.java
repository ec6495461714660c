package io.silkroute.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Delivers webhooks to a connector as a shop would. */
final class Webhooks {

    static final String SECRET = "shpss_of_the_app_in_tests";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI address;

    Webhooks(URI address) {
        this.address = address;
    }

    record Answer(int status, String contentType, String text) {}

    static String id() {
        return "b54557e4-bdd9-4b37-8a5f-" + String.format("%012d", NUMBER.incrementAndGet());
    }

    static String signature(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer deliver(String connector, String topic, String body) {
        return deliver(connector, topic, id(), body, signature(SECRET, body));
    }

    Answer deliver(String connector, String topic, String id, String body, @Nullable String signature) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve("/shopify/" + connector + "/webhooks"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("X-Shopify-Topic", topic)
                .header("X-Shopify-Webhook-Id", id)
                .header("X-Shopify-Event-Id", id)
                .header("X-Shopify-Shop-Domain", "demo.myshopify.com")
                .header("X-Shopify-API-Version", "2026-10")
                .header("X-Shopify-Triggered-At", Instant.now().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (signature != null) {
            request.header("X-Shopify-Hmac-Sha256", signature);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
