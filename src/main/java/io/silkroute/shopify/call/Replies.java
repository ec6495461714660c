package io.silkroute.shopify.call;

import io.silkroute.shopify.BoundedText;
import io.silkroute.shopify.pacing.Cost;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Reads what the shop answered. */
@Component("shopReplies")
public class Replies {

    private static final long LONGEST_RETRY_AFTER_MILLIS = Duration.ofMinutes(5).toMillis();

    private final ObjectMapper json;

    Replies(ObjectMapper json) {
        this.json = json;
    }

    void read(@ExchangeProperty("call") Call call, Message message) throws IOException {
        int status = status(message);
        byte[] body = bytes(message.getBody());
        if (status != 200) {
            body = withoutToken(body, call.token());
        }
        JsonNode answer = parsed(body);
        boolean throttled = answer != null && Faults.throttled(answer);
        Reply reply = new Reply(
                status,
                answer,
                retryAfter(message.getHeader("Retry-After", String.class)),
                requestId(message, answer),
                message.getHeader("X-Shopify-API-Version", String.class),
                message.getHeader("Location", String.class));
        call.answered(reply, body, answer == null ? null : Cost.in(answer, throttled));
    }

    /** The HTTP status of an answer; 0 where there was none. */
    public static int status(Message message) {
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        return status == null ? 0 : status;
    }

    private static byte[] bytes(@Nullable Object body) throws IOException {
        if (body instanceof InputStream stream) {
            try (stream) {
                return stream.readAllBytes();
            }
        }
        return body instanceof byte[] bytes ? bytes : new byte[0];
    }

    // What stands between us and the shop may answer an error with the whole request in it.
    private static byte[] withoutToken(byte[] body, @Nullable String token) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return token == null || !text.contains(token)
                ? body
                : text.replace(token, "***").getBytes(StandardCharsets.ISO_8859_1);
    }

    private @Nullable JsonNode parsed(byte[] body) throws IOException {
        try {
            JsonNode answer = json.readTree(body);
            return answer == null || answer.isMissingNode() ? null : answer;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static @Nullable String requestId(Message message, @Nullable JsonNode answer) {
        String header = message.getHeader("X-Request-Id", String.class);
        if (header != null) {
            return BoundedText.bounded(header, 100);
        }
        JsonNode inside = answer == null
                ? null
                : answer.path("errors").path(0).path("extensions").path("requestId");
        return inside == null || !inside.isString() ? null : BoundedText.bounded(inside.asString(""), 100);
    }

    // Shopify writes "2.0"; a date, which HTTP allows too, was never seen and means the growing pause.
    static @Nullable Duration retryAfter(@Nullable String header) {
        if (header == null || header.length() > 20) {
            return null;
        }
        try {
            long millis = new BigDecimal(header.trim()).movePointRight(3).longValue();
            return Duration.ofMillis(Math.max(0, Math.min(LONGEST_RETRY_AFTER_MILLIS, millis)));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
