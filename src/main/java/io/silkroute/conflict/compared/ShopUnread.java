package io.silkroute.conflict.compared;

import io.silkroute.shopify.CallResult;
import java.io.Serial;

/** The shop did not tell what it holds: it is silent, or does not let the app read it. */
public final class ShopUnread extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** @param sentence for a person */
    public ShopUnread(String sentence) {
        super(sentence);
    }

    /** @param answer that is none with data */
    public static ShopUnread of(CallResult answer) {
        if (answer instanceof CallResult.Refused refused) {
            return new ShopUnread(refused.reason().sentence());
        }
        if (answer instanceof CallResult.Postponed postponed) {
            return new ShopUnread(postponed.reason().sentence());
        }
        return new ShopUnread(
                answer instanceof CallResult.Aborted aborted ? aborted.reason().sentence() : "");
    }
}
