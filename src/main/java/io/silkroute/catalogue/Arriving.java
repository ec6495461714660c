package io.silkroute.catalogue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** One line of a chunk: an item as it came, parsed no further than is needed to recognise it. */
final class Arriving {

    private static final JsonFactory FACTORY = new JsonFactory();

    final byte[] bytes;
    final long arrival;
    final ItemKey key;
    final Digest rawDigest;
    private final Instant latest;
    private @Nullable Item item;

    /** @param latest the latest time of change that is credible */
    Arriving(byte[] bytes, long arrival, Instant latest) {
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
        return "delete".equals(item().image().path("operation").asText());
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
        return updated.isTextual() ? instant(updated.textValue()) : null;
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
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            parser.nextToken();
            while ((type == null || id == null) && parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals("type")) {
                    type = parser.getText();
                } else if (field.equals("id")) {
                    id = parser.getText();
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (type == null || id == null) {
            throw new IllegalArgumentException("a line of a chunk without type or id");
        }
        return new ItemKey(ItemType.of(type).orElseThrow(), id);
    }
}
