package io.silkroute.shopify.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An HTTP answer, read.
 *
 * @param json null when the body is no JSON
 * @param retryAfter what the header of this name asks for
 * @param version X-Shopify-API-Version: the version that answered
 */
record Reply(
        int status,
        @Nullable JsonNode json,
        @Nullable Duration retryAfter,
        @Nullable String requestId,
        @Nullable String version,
        @Nullable String location) {}
