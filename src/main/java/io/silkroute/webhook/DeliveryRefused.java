package io.silkroute.webhook;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A delivery that is not taken in. The shop sends it again, but for one that it did not sign. */
final class DeliveryRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String title;
    private final transient Map<String, String> headers;

    private DeliveryRefused(int status, String title, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.headers = headers;
    }

    static Optional<DeliveryRefused> in(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DeliveryRefused refused) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }

    /** The same for a connector that there is not, so that nobody learns which there are. */
    static DeliveryRefused unsigned() {
        return new DeliveryRefused(
                401,
                "Not signed",
                "X-Shopify-Hmac-Sha256 is missing, or no signature of this body with a secret of this connector's.",
                Map.of());
    }

    static DeliveryRefused method(String method) {
        return new DeliveryRefused(
                405,
                "Method not allowed",
                method + " is not possible here: webhooks come with POST.",
                Map.of("Allow", "POST"));
    }

    static DeliveryRefused broken() {
        return new DeliveryRefused(400, "Unreadable body", "The body did not come to its end.", Map.of());
    }

    static DeliveryRefused tooLarge(long bound) {
        return new DeliveryRefused(
                413,
                "Too large",
                "The body is larger than %,d bytes. Raise silkroute.webhooks.max-body.".formatted(bound),
                Map.of());
    }

    static DeliveryRefused busy() {
        return new DeliveryRefused(
                503, "Cannot take more now", "Too many webhooks are being read at once.", Map.of("Retry-After", "1"));
    }

    static DeliveryRefused notNow(String sentence) {
        return new DeliveryRefused(503, "Cannot take more now", sentence, Map.of("Retry-After", "10"));
    }

    static DeliveryRefused internal() {
        return new DeliveryRefused(
                500, "Internal error", "The webhook could not be kept; the log says more.", Map.of());
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    Map<String, String> headers() {
        return headers;
    }
}
