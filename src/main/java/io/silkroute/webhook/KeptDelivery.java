package io.silkroute.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery with what became of it.
 *
 * @param id grows with each that is kept
 * @param object Shopify's id of what it is about; null for a topic that is none of ours
 * @param state pending, done, older, ignored or failed
 * @param reason why it is older, ignored or failed, or why telling it has not succeeded yet
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record KeptDelivery(
        long id,
        String webhookId,
        String topic,
        @Nullable String object,
        @Nullable Instant changedAt,
        @Nullable Instant triggeredAt,
        Instant receivedAt,
        String state,
        @Nullable String reason,
        @Nullable Instant endedAt) {}
