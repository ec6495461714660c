package io.silkroute.usage;

import io.silkroute.shopify.Reason;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shop did not tell of its orders, or not of all; what was stored until then stays. */
final class PullBroken extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final Set<String> LEFT = Set.of(Reason.INTERRUPTED, Reason.DEACTIVATED);

    private final @Nullable String code;

    PullBroken(Reason reason) {
        super(reason.sentence());
        this.code = reason.code();
    }

    PullBroken(String sentence) {
        super(sentence);
        this.code = null;
    }

    /** Does the app lack an access scope? */
    boolean notPermitted() {
        return Reason.ACCESS_DENIED.equals(code);
    }

    /** Was it ended by us? Then nobody is to be told. */
    boolean left() {
        return code != null && LEFT.contains(code);
    }
}
