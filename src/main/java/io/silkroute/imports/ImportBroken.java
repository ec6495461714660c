package io.silkroute.imports;

import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Reason;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The shop did not tell, or not all; what was booked until then stays. */
final class ImportBroken extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final Set<String> LEFT = Set.of(Reason.INTERRUPTED, Reason.DEACTIVATED);
    private static final Set<String> PASSES = Set.of(Reason.SILENT, "SHOP_UNREACHABLE", "OUT_OF_ATTEMPTS", "THROTTLED");

    private final @Nullable String code;

    ImportBroken(Reason reason) {
        super(reason.sentence());
        this.code = reason.code();
    }

    ImportBroken(String sentence) {
        super(sentence);
        this.code = null;
    }

    /** The data of an answer. @throws ImportBroken if the shop gave none */
    static JsonNode data(CallResult answer) {
        if (answer instanceof CallResult.Accepted accepted) {
            return accepted.data();
        }
        throw new ImportBroken(answer.whyNot());
    }

    /** Was it ended by us? Then nobody is to be told, and it goes on by itself. */
    boolean left() {
        return code != null && LEFT.contains(code);
    }

    /** Does it pass by itself? */
    boolean again() {
        return code != null && PASSES.contains(code);
    }
}
