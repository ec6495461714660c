package io.silkroute.export.followup;

import io.silkroute.export.ExportItem;
import io.silkroute.export.Stage;
import io.silkroute.export.ledger.Exported;
import io.silkroute.shopify.ShopifyId;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An item that the shop holds by its own write, or held before.
 *
 * @param id of its object in the shop
 * @param refs what the shop has told of what belongs to it: {@code {"variants": {PIM id: gid}, "files": …}}
 * @param sent the fields that its own write has brought; empty if there was none
 */
public record Following(Stage.ToSend item, ShopifyId id, JsonNode refs, JsonNode sent) {

    /** The payload as it is to be. */
    public ObjectNode payload() {
        return item.input();
    }

    /** What the payload has of a follow-up's field; missing if nothing. */
    public JsonNode now(String field) {
        return payload().path(field);
    }

    /** What the shop is known to hold of it; missing if nothing, or where the item is new. */
    public JsonNode before(String field) {
        Exported exported = item.item().exported();
        return exported == null || exported.payload() == null
                ? MissingNode.getInstance()
                : exported.payload().path(field);
    }

    /** What it was once sent with: recorded, or by a write whose answer was lost (then with names alone, see the note). */
    public List<JsonNode> once(String field) {
        return once(item, field);
    }

    static List<JsonNode> once(Stage.ToSend item, String field) {
        Exported exported = item.item().exported();
        return exported == null
                ? List.of()
                : exported.once().stream()
                        .map(sent -> sent.path(field))
                        .filter(sent -> !sent.isMissingNode())
                        .toList();
    }

    /** Is it known what the shop holds, so that the difference to {@link #before} is enough? */
    public boolean isComparable() {
        ExportItem of = item.item();
        return of.isComparable();
    }
}
