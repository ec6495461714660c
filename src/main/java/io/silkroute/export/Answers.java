package io.silkroute.export;

import io.silkroute.run.stream.ActiveRun;
import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Reason;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Turns what the gateway says of a call into what it means for the item, and for the run. */
public final class Answers {

    private Answers() {}

    /** The object that an accepted mutation returned. */
    public static Asked<JsonNode> accepted(ActiveRun run, CallResult answer, String mutation, String object) {
        return accepted(run, answer).then(data -> {
            JsonNode result = data.path(mutation).path(object);
            return named(result) ? new Asked.Told<>(result) : new Asked.Ended<>(withoutResult(object));
        });
    }

    /** Does the shop say which object it is? */
    public static boolean named(JsonNode object) {
        return !object.path("id").asString("").isEmpty();
    }

    /** The shop took the call and tells nothing of what came of it: that is no success. */
    public static Conclusion withoutResult(String object) {
        return new Conclusion.Refused(new Reason(
                "NO_RESULT",
                null,
                null,
                "Shopify accepted this without saying which " + object + " came of it. Replay the item."));
    }

    /** What an accepted call returned. An answer that concerns the whole shop postpones what is new, or fails the run. */
    public static Asked<JsonNode> accepted(ActiveRun run, CallResult answer) {
        if (answer instanceof CallResult.Accepted accepted) {
            return new Asked.Told<>(accepted.data());
        }
        if (answer instanceof CallResult.Refused refused) {
            return new Asked.Ended<>(new Conclusion.Refused(refused.reason()));
        }
        if (answer instanceof CallResult.Postponed postponed) {
            run.postponeNew(postponed.reason().sentence());
            return new Asked.Ended<>(new Conclusion.Deferred(postponed.reason().sentence()));
        }
        Reason reason = ((CallResult.Aborted) answer).reason();
        stop(run, reason);
        return new Asked.Ended<>(new Conclusion.Broken(reason));
    }

    /** That the app may not do this stops no run where an item goes without it: the call was refused for the item. */
    public static CallResult forTheItem(CallResult answer) {
        return answer instanceof CallResult.Aborted aborted
                        && aborted.reason().code().equals(Reason.ACCESS_DENIED)
                ? new CallResult.Refused(List.of(), aborted.reason(), aborted.usage())
                : answer;
    }

    /** Was it refused because the app lacks an access scope? Then it had no effect. */
    public static boolean denied(CallResult.Refused no) {
        return no.reason().code().equals(Reason.ACCESS_DENIED);
    }

    /** Ends the run for what concerns the whole shop, or gives it back when the shop does not even answer. */
    public static void stop(ActiveRun run, Reason reason) {
        switch (reason.code()) {
            case Reason.SILENT -> run.giveBack(reason.sentence());
            case Reason.DEACTIVATED -> run.deactivated();
            case Reason.INTERRUPTED -> run.leave(reason.sentence());
            default -> run.fail(reason.sentence());
        }
    }
}
