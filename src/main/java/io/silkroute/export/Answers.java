package io.silkroute.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.silkroute.shopify.Answer;
import org.jspecify.annotations.Nullable;

/** Turns what the gateway says of a call into what it means for the item. */
final class Answers {

    private Answers() {}

    /** The object that an accepted mutation returned; null if there is none, and then the work is concluded. */
    static @Nullable JsonNode accepted(Work work, Answer answer, String mutation, String object) {
        JsonNode data = accepted(work, answer);
        return data == null ? null : data.path(mutation).path(object);
    }

    static @Nullable JsonNode accepted(Work work, Answer answer) {
        if (answer instanceof Answer.Accepted accepted) {
            return accepted.data();
        }
        if (answer instanceof Answer.Refused refused) {
            work.conclude(new Verdict.Parked(refused.reason()));
        } else if (answer instanceof Answer.Aborted aborted) {
            work.run().fail(aborted.reason().sentence());
            work.conclude(new Verdict.Broken(aborted.reason()));
        }
        return null;
    }
}
