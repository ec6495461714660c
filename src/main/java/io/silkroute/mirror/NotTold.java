package io.silkroute.mirror;

import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.Untold;
import tools.jackson.databind.JsonNode;

/** The shop did not tell what the mirror is to hold. */
public final class NotTold extends Untold {

    private static final long serialVersionUID = 1;

    public NotTold(Reason reason) {
        super(reason);
    }

    public NotTold(String sentence) {
        super(sentence);
    }

    /** The data of an answer. @throws NotTold if the shop gave none */
    public static JsonNode data(CallResult answer) {
        if (answer instanceof CallResult.Accepted accepted) {
            return accepted.data();
        }
        throw new NotTold(answer.whyNot());
    }
}
