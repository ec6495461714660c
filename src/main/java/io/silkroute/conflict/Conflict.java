package io.silkroute.conflict;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.silkroute.catalogue.ItemKey;
import io.silkroute.connector.ConnectorName;
import io.silkroute.shopify.ShopifyId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shop holds something else of an item than was exported last.
 *
 * @param detectedAt when it was first found
 * @param changedAt when it became as it is
 * @param recommendation whose value had better stand, and {@code reason} why, in a sentence
 * @param resolvedBy {@code policy} or {@code user}; null while it is open
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Conflict(
        String id,
        @JsonIgnore ConnectorName connector,
        ConflictKind kind,
        About item,
        @Nullable ShopifyId shopifyId,
        Instant detectedAt,
        Instant changedAt,
        String detectedBy,
        List<ConflictField> fields,
        Keep recommendation,
        String reason,
        String state,
        @Nullable String resolvedBy,
        @Nullable Instant resolvedAt) {

    static final String OPEN = "open";
    static final String RESOLVED = "resolved";

    /** The item. @param name as the PIM calls it; null if it does not */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record About(String type, String id, @Nullable String name) {}

    @JsonIgnore
    public boolean isOpen() {
        return state.equals(OPEN);
    }

    @JsonIgnore
    public ItemKey key() {
        return ItemKey.of(item.type() + " " + item.id()).orElseThrow();
    }
}
