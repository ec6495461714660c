package io.silkroute.export.followup;

import io.silkroute.omission.LeftOut;
import io.silkroute.shopify.Reason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How all that follows an item's write has ended. @param byField by the payload's key */
public record AfterWrite(Map<String, Followed> byField) {

    public static final AfterWrite NOTHING = new AfterWrite(Map.of());

    /** A payload as the shop holds it now. */
    public ObjectNode held(ObjectNode payload) {
        if (byField.entrySet().stream().allMatch(one -> one.getValue().held().equals(payload.path(one.getKey())))) {
            return payload;
        }
        ObjectNode held = payload.deepCopy();
        byField.forEach((field, followed) -> {
            if (followed.held().isMissingNode()) {
                held.remove(field);
            } else {
                held.set(field, followed.held());
            }
        });
        return held;
    }

    /** The first reason why something is missing in the shop; null if nothing is. */
    public @Nullable Reason why() {
        for (Followed one : byField.values()) {
            if (one.why() != null) {
                return one.why();
            }
        }
        return null;
    }

    /** Is something that was known to be in the shop not found there any more? */
    public boolean gone() {
        return byField.values().stream().anyMatch(Followed::gone);
    }

    public List<LeftOut> leftOut() {
        return byField.values().stream().flatMap(one -> one.leftOut().stream()).toList();
    }
}
