package io.silkroute.export.followup;

import io.silkroute.omission.LeftOut;
import io.silkroute.shopify.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a follow-up ended.
 *
 * @param held of its field what is recorded as the shop's; missing for nothing. Where that is not what the payload says, the
 *     item is sent again when it is looked at
 * @param why the shop lacks something of it, which parks the item for a person; null if it has all
 * @param leftOut what was not sent and is no failure
 * @param gone the item's object, or what belongs to it, is not found in the shop any more
 */
public record Followed(JsonNode held, @Nullable Reason why, List<LeftOut> leftOut, boolean gone) {

    /** All that the payload says is in the shop. */
    public static Followed whole(JsonNode field) {
        return new Followed(field, null, List.of(), false);
    }

    /** The shop lacks something, or all. @param held what it has all the same */
    public static Followed lacking(JsonNode held, Reason why, List<LeftOut> leftOut) {
        return new Followed(held, why, leftOut, false);
    }

    /** @param held what the shop may hold all the same */
    public static Followed gone(JsonNode held, String what) {
        return new Followed(
                held,
                new Reason("NOT_FOUND", null, null, what + " is not found in the shop. Replay the item."),
                List.of(),
                true);
    }
}
