package io.silkroute.shopify;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Pages of a connection, whose {@code pageInfo} has been asked for. */
public final class Pages {

    private Pages() {}

    /** Where the next page begins; null after the last. */
    public static @Nullable String after(JsonNode connection) {
        JsonNode info = connection.path("pageInfo");
        return info.path("hasNextPage").asBoolean(false)
                ? info.path("endCursor").stringValue(null)
                : null;
    }
}
