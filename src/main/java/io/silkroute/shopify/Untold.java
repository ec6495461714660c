package io.silkroute.shopify;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shop did not tell, or not all; what was stored until then stays. */
public abstract class Untold extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final Set<String> LEFT = Set.of(Reason.INTERRUPTED, Reason.DEACTIVATED);

    private final @Nullable String code;

    protected Untold(Reason reason) {
        super(reason.sentence());
        this.code = reason.code();
    }

    protected Untold(String sentence) {
        super(sentence);
        this.code = null;
    }

    /** Does the app lack an access scope? */
    public boolean notPermitted() {
        return isOf(Set.of(Reason.ACCESS_DENIED));
    }

    /** Was it ended by us? Then nobody is to be told, and it goes on by itself. */
    public boolean left() {
        return isOf(LEFT);
    }

    protected boolean isOf(Set<String> codes) {
        return code != null && codes.contains(code);
    }
}
