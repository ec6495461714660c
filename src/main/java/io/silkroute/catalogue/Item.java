package io.silkroute.catalogue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One PIM object with its whole image: the JSON object the PIM pushed, keys starting with {@code _} dropped.
 * The image has been checked on arrival, so the accessors can trust its shapes.
 */
public record Item(ItemKey key, ObjectNode image) {

    // Numbers as the PIM wrote them: 10.10 is not the double next to it.
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    /** An item from the UTF-8 bytes of its image. */
    public static Item read(byte[] image) {
        try {
            return of((ObjectNode) JSON.readTree(image));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Item of(ObjectNode image) {
        ItemType type = ItemType.of(image.path("type").asText())
                .orElseThrow(() -> new IllegalArgumentException("not an item type: " + image.path("type")));
        return new Item(new ItemKey(type, image.path("id").asText()), image);
    }

    public String id() {
        return key.id();
    }

    public ItemType type() {
        return key.type();
    }

    /** A variant's product, a category's parent. */
    public @Nullable String parent() {
        return text("parent");
    }

    public @Nullable String family() {
        return text("family");
    }

    public ItemStatus status() {
        String status = text("status");
        return status == null ? ItemStatus.VISIBLE : ItemStatus.of(status).orElse(ItemStatus.VISIBLE);
    }

    public List<String> tags() {
        return texts("tags");
    }

    public List<String> categories() {
        return texts("categories");
    }

    private @Nullable String text(String field) {
        JsonNode value = image.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }

    private List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        image.path(field).forEach(value -> texts.add(value.asText()));
        return texts;
    }
}
