package io.silkroute.usage;

import io.silkroute.shopify.Reason;
import io.silkroute.shopify.Untold;

/** The shop did not tell of its orders. */
final class PullBroken extends Untold {

    private static final long serialVersionUID = 1;

    PullBroken(Reason reason) {
        super(reason);
    }

    PullBroken(String sentence) {
        super(sentence);
    }
}
