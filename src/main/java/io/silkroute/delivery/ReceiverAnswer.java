package io.silkroute.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call.
 *
 * @param status null: there was no answer
 * @param problem why there was none, in a sentence
 * @param answer how it began
 * @param retryAfter what the receiver asked for
 */
record ReceiverAnswer(
        @Nullable Integer status,
        @Nullable String problem,
        @Nullable String answer,
        @Nullable Duration retryAfter,
        Duration took) {

    private static final int GONE = 410;

    boolean accepted() {
        return status != null && status >= 200 && status < 300;
    }

    /** Does it want no more, ever? */
    boolean gone() {
        return status != null && status == GONE;
    }

    /** Is the receiver as such to be left alone for a while, and not this delivery alone? */
    boolean overloaded() {
        return status == null || status == 429 || status == 502 || status == 503 || status == 504;
    }

    /** In a sentence. */
    String sentence() {
        if (status == null) {
            return problem == null ? "There was no answer." : problem;
        }
        return "The address answered with " + status
                + (status >= 300 && status < 400 ? ", and redirects are not followed." : ".");
    }
}
