package io.silkroute.export;

import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Gateway;
import io.silkroute.shopify.Operation;
import io.silkroute.shopify.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns what the gateway says of a call into what it means for the item. */
final class Answers {

    private Answers() {}

    /** Calls the shop for an item; the call's usage and its place in the request log are the item's. */
    static CallResult ask(Gateway gateway, Work work, Operation operation, ObjectNode variables) {
        CallResult answer = gateway.call(
                work.run().connector(), operation, variables, work.key().toString());
        work.add(answer.usage());
        return answer;
    }

    /** The object that an accepted mutation returned; null if there is none, and then the work is concluded. */
    static @Nullable JsonNode accepted(Work work, CallResult answer, String mutation, String object) {
        JsonNode data = accepted(work, answer);
        if (data == null) {
            return null;
        }
        JsonNode result = data.path(mutation).path(object);
        return named(result) ? result : withoutResult(work, object);
    }

    /** Does the shop say which object it is? */
    static boolean named(JsonNode object) {
        return !object.path("id").asString("").isEmpty();
    }

    /** The shop took the call and tells nothing of what came of it: that is no success. */
    static @Nullable JsonNode withoutResult(Work work, String object) {
        work.conclude(new Verdict.Parked(new Reason(
                "NO_RESULT",
                null,
                null,
                "Shopify accepted this without saying which " + object + " came of it. Replay the item.")));
        return null;
    }

    static @Nullable JsonNode accepted(Work work, CallResult answer) {
        if (answer instanceof CallResult.Accepted accepted) {
            return accepted.data();
        }
        if (answer instanceof CallResult.Refused refused) {
            work.conclude(new Verdict.Parked(refused.reason()));
        } else if (answer instanceof CallResult.Postponed postponed) {
            work.run().postponeNew(postponed.reason().sentence());
            work.conclude(new Verdict.Deferred(postponed.reason().sentence()));
        } else if (answer instanceof CallResult.Aborted aborted) {
            work.run().fail(aborted.reason().sentence());
            work.conclude(new Verdict.Broken(aborted.reason()));
        }
        return null;
    }
}
