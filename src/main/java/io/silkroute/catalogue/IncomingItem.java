package io.silkroute.catalogue;

import io.silkroute.campaign.Timing;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One line of a chunk: an item as it came, parsed no further than is needed to recognise it. */
final class IncomingItem {

    private static final JsonMapper JSON = JsonMapper.shared();

    final byte[] bytes;
    final long arrival;
    final ItemKey key;
    final Digest rawDigest;
    private final Instant latest;
    private @Nullable Item item;

    /** @param latest the latest time of change that is credible */
    IncomingItem(byte[] bytes, long arrival, Instant latest) {
        this.bytes = bytes;
        this.arrival = arrival;
        this.latest = latest;
        this.key = readKey(bytes);
        this.rawDigest = Digest.of(bytes);
    }

    Item item() {
        if (item == null) {
            item = Item.read(bytes);
        }
        return item;
    }

    boolean delete() {
        return "delete".equals(item().image().path("operation").asString(""));
    }

    /** Of a campaign or a code. */
    Timing timing() {
        return Timing.of(item().image());
    }

    /** Of a campaign or a code: is it switched on? */
    boolean active() {
        return item().image().path("active").asBoolean(true);
    }

    /** One from the future has no time of change: it would hold up every later version of its item. */
    Version version() {
        return new Version(isFromTheFuture() ? null : updated(), arrival);
    }

    boolean isFromTheFuture() {
        Instant updated = updated();
        return updated != null && updated.isAfter(latest);
    }

    private @Nullable Instant updated() {
        JsonNode updated = item().image().path("updated");
        return updated.isString() ? instant(updated.stringValue(null)) : null;
    }

    /** Over everything that can matter to a shop: a PIM that only touches {@code updated} has changed nothing. */
    Digest imageDigest() {
        return CanonicalJson.digestWithout(item().image(), "updated");
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    // Type and id usually come first, so most of the line is never looked at.
    private static ItemKey readKey(byte[] bytes) {
        String type = null;
        String id = null;
        try (JsonParser parser = JSON.createParser(bytes)) {
            parser.nextToken();
            while ((type == null || id == null) && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals("type")) {
                    type = parser.getString();
                } else if (field.equals("id")) {
                    id = parser.getString();
                } else {
                    parser.skipChildren();
                }
            }
        }
        if (type == null || id == null) {
            throw new IllegalArgumentException("a line of a chunk without type or id");
        }
        return new ItemKey(ItemType.of(type).orElseThrow(), id);
    }
}
