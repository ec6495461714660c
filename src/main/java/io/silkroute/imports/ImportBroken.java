package io.silkroute.imports;

import io.silkroute.shopify.CallResult;
import io.silkroute.shopify.Reason;
import io.silkroute.shopify.Untold;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The shop did not tell what is to be imported. */
final class ImportBroken extends Untold {

    private static final long serialVersionUID = 1;
    private static final String UNREACHABLE = "SHOP_UNREACHABLE";
    private static final Set<String> PASSES = Set.of(Reason.SILENT, UNREACHABLE, "OUT_OF_ATTEMPTS", "THROTTLED");

    ImportBroken(Reason reason) {
        super(reason);
    }

    ImportBroken(String sentence) {
        super(sentence);
    }

    /** The file of what was found could not be had. */
    static ImportBroken cutOff(String sentence) {
        return new ImportBroken(new Reason(UNREACHABLE, null, null, sentence));
    }

    /** The data of an answer. @throws ImportBroken if the shop gave none */
    static JsonNode data(CallResult answer) {
        if (answer instanceof CallResult.Accepted accepted) {
            return accepted.data();
        }
        throw new ImportBroken(answer.whyNot());
    }

    /** Does it pass by itself? */
    boolean again() {
        return isOf(PASSES);
    }
}
