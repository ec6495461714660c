package io.silkroute.inbound;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A delivery that is not taken in, nothing of it. The detail says what to do. */
final class Refusal extends RuntimeException {

    private final int status;
    private final String title;
    private final String detail;
    private final transient Map<String, String> headers;

    private Refusal(int status, String title, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.detail = detail;
        this.headers = headers;
    }

    /** The refusal that is behind a failure, if there is one. */
    static Optional<Refusal> in(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    static Refusal malformed(int line, int column, String what) {
        return new Refusal(
                400,
                "Malformed JSON",
                "Nothing was accepted, because the JSON is malformed at line %d, column %d: %s. Correct it and send everything again."
                        .formatted(line, column, what),
                Map.of());
    }

    static Refusal notUtf8(long line, long offset, String what) {
        return new Refusal(
                400,
                "Not UTF-8",
                "Nothing was accepted, because the body is not UTF-8 at line %d, byte %d: %s. Save or export it as UTF-8 and send everything again."
                        .formatted(line, offset, what),
                Map.of());
    }

    static Refusal broken(String what) {
        return new Refusal(400, "Unreadable body", "Nothing was accepted: " + what, Map.of());
    }

    static Refusal unauthorized(String detail) {
        return new Refusal(401, "Not authorized", detail, Map.of("WWW-Authenticate", "Bearer realm=\"silkroute-pim\""));
    }

    /** Of a file: its folder names none. */
    static Refusal unknownConnector(String name) {
        return new Refusal(
                404,
                "Unknown connector",
                "There is no connector named %s. Create it first, or correct the name.".formatted(Quoted.quoted(name)),
                Map.of());
    }

    static Refusal method(String method) {
        return new Refusal(
                405,
                "Method not allowed",
                "%s is not possible here: send items with POST.".formatted(method),
                Map.of("Allow", "POST"));
    }

    static Refusal tooSlow() {
        return new Refusal(
                408,
                "Too slow",
                "Nothing was accepted, because the body came too slowly, or nothing more of it came. Send everything again, in smaller parts if the line is slow.",
                Map.of());
    }

    static Refusal tooLarge(long bound) {
        return new Refusal(
                413,
                "Too large",
                "Nothing was accepted, because the body is larger than %,d bytes (unpacked). Send it in several requests, or raise silkroute.inbound.max-body."
                        .formatted(bound),
                Map.of());
    }

    static Refusal beyondLimits(int line, int column, String what) {
        return new Refusal(
                413,
                "Too large",
                "Nothing was accepted, because of line %d, column %d: %s. Leave that value out and send everything again."
                        .formatted(line, column, what),
                Map.of());
    }

    static Refusal contentType(String detail) {
        return new Refusal(
                415, "Content type not supported", detail, Map.of("Accept", "application/json, application/x-ndjson"));
    }

    static Refusal busy(int deliveries) {
        return new Refusal(
                429,
                "Too many pushes at once",
                "%d pushes are being taken in already. Send this one again in a second.".formatted(deliveries),
                Map.of("Retry-After", "1"));
    }

    static Refusal queueAway() {
        return new Refusal(
                503,
                "Cannot take more now",
                "The queue does not take the items at the moment (broker away or full). Nothing was accepted; send everything again in some seconds.",
                Map.of("Retry-After", "10"));
    }

    static Refusal internal() {
        return new Refusal(
                500,
                "Internal error",
                "Nothing was accepted, because of an error on our side; the log says more. Send everything again later.",
                Map.of());
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String detail() {
        return detail;
    }

    Map<String, String> headers() {
        return headers;
    }
}
