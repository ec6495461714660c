package io.silkroute.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Pages of a connection, whose {@code pageInfo} has been asked for. */
public final class Pages {

    private Pages() {}

    /** Where the next page begins; null after the last. */
    public static @Nullable String after(JsonNode connection) {
        JsonNode info = connection.path("pageInfo");
        return info.path("hasNextPage").asBoolean() ? info.path("endCursor").textValue() : null;
    }
}
