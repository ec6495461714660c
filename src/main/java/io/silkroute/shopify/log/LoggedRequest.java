package io.silkroute.shopify.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call as the item page shows it.
 *
 * @param result {@code accepted}, {@code refused} or {@code aborted}
 * @param request the body as it was sent, cut off where it is long; never with a token
 * @param answer the last answer's body, cut off where it is long; null when there was none
 */
public record LoggedRequest(
        Instant at,
        String operation,
        String result,
        @Nullable String requestId,
        int attempts,
        double points,
        String request,
        @Nullable String answer) {}
