package io.silkroute.mirror;

import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Reason;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The shop did not tell, or not all; what was stored until then stays. */
public final class NotTold extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final Set<String> LEFT = Set.of(Reason.INTERRUPTED, Reason.DEACTIVATED);

    private final @Nullable String code;

    public NotTold(Reason reason) {
        super(reason.sentence());
        this.code = reason.code();
    }

    public NotTold(String sentence) {
        super(sentence);
        this.code = null;
    }

    /** The data of an answer. @throws NotTold if the shop gave none */
    public static JsonNode data(CallResult answer) {
        if (answer instanceof CallResult.Accepted accepted) {
            return accepted.data();
        }
        throw new NotTold(answer.whyNot());
    }

    /** Does the app lack an access scope? */
    boolean notPermitted() {
        return Reason.ACCESS_DENIED.equals(code);
    }

    /** Was it ended by us? Then nobody is to be told, and it goes on by itself. */
    public boolean left() {
        return code != null && LEFT.contains(code);
    }
}
