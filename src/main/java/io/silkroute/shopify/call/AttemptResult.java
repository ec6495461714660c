package io.silkroute.shopify.call;

import io.silkroute.shopify.Reason;
import io.silkroute.shopify.UserError;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What one attempt came to, named by what happens next. */
sealed interface AttemptResult {

    record Done(JsonNode data) implements AttemptResult {}

    /**
     * Try again.
     *
     * @param pause as the shop asked for it or as its bucket computes it; null: the growing pause
     * @param failure counts against the attempts and the breaker; a throttled call does not
     * @param shopAnswered the shop is there, whatever it said
     * @param silent nothing came within the time for an answer
     */
    record Again(Reason reason, @Nullable Duration pause, boolean failure, boolean shopAnswered, boolean silent)
            implements AttemptResult {

        Again(Reason reason, @Nullable Duration pause, boolean failure, boolean shopAnswered) {
            this(reason, pause, failure, shopAnswered, false);
        }
    }

    /** Try again with a new token; the second time in a row this is a {@link Stop}. */
    record Renew(Reason reason) implements AttemptResult {}

    record Park(List<UserError> errors, Reason reason) implements AttemptResult {}

    /** The shop makes nothing new of this kind for the rest of the day. */
    record Postpone(Reason reason) implements AttemptResult {}

    record Stop(Reason reason) implements AttemptResult {}
}
