package io.silkroute.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with a connector's webhooks.
 *
 * @param address where the shop delivers to; null: the connector subscribes to nothing
 * @param lookedAt when the shop's subscriptions were last found or made what they are to be
 * @param problem why the last look at them did not come to its end
 * @param counts of the deliveries that are kept, by their state
 * @param refused what was not signed, since the start of the node that answers
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WebhookOverview(
        @Nullable URI address,
        @Nullable Instant lookedAt,
        @Nullable String problem,
        List<Subscription> subscriptions,
        Map<String, Long> counts,
        Refused refused) {

    /**
     * @param uri null: the connector did not subscribe to it, and it comes all the same
     * @param state subscribed, refused, double, waiting (not looked at yet) or none
     * @param failures deliveries of it that could not be worked off
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Subscription(
            String topic,
            @Nullable String uri,
            @Nullable String id,
            String state,
            @Nullable String problem,
            @Nullable Instant lastDelivery,
            long failures) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Refused(long count, @Nullable Instant last) {}
}
