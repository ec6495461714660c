package io.silkroute.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.log.LoggedRequest;
import io.silkroute.shopify.log.RequestLog;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.StringNode;

/** The last calls to Shopify that were made for an item. */
@Component
public class ItemRequests {

    // A document's own quotes are escaped in the body, so that this stands there once.
    private static final String VARIABLES = ",\"variables\":";

    private final RequestLog log;
    private final ObjectMapper json;

    ItemRequests(RequestLog log, ObjectMapper json) {
        this.log = log;
        this.json = json;
    }

    /**
     * @param result {@code accepted}, {@code refused} or {@code aborted}
     * @param variables what was sent; a text with the beginning where it is too long to be kept whole
     * @param answer what came back last, the same way; null when nothing did
     * @param requestId Shopify's, for its support
     * @param cost points that the shop charged
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Request(
            Instant time,
            String operation,
            String result,
            JsonNode variables,
            @Nullable JsonNode answer,
            @Nullable String requestId,
            double cost,
            int attempts) {}

    /** Newest first. */
    public List<Request> of(String connector, ItemKey key) {
        return log.of(new ConnectorName(connector), key.toString()).stream()
                .map(this::request)
                .toList();
    }

    private Request request(LoggedRequest logged) {
        return new Request(
                logged.at(),
                logged.operation(),
                logged.result(),
                variables(logged.request()),
                logged.answer() == null ? null : whole(logged.answer(), logged.answer()),
                logged.requestId(),
                logged.points(),
                logged.attempts());
    }

    private JsonNode variables(String body) {
        int from = body.indexOf(VARIABLES);
        if (from < 0) {
            return StringNode.valueOf(body);
        }
        String rest = body.substring(from + VARIABLES.length());
        return whole(rest.endsWith("}") ? rest.substring(0, rest.length() - 1) : rest, rest);
    }

    private JsonNode whole(String text, String otherwise) {
        try {
            JsonNode read = json.readTree(text);
            return read.isMissingNode() ? StringNode.valueOf(otherwise) : read;
        } catch (JacksonException cutOff) {
            return StringNode.valueOf(otherwise + "…");
        }
    }
}
