package io.silkroute.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One PIM object with its whole image: the JSON object the PIM pushed, keys starting with {@code _} dropped.
 * The image has been checked on arrival, so the accessors can trust its shapes.
 */
public record Item(ItemKey key, ObjectNode image) {

    // Numbers as the PIM wrote them: 10.10 is not the double next to it.
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** An item from the UTF-8 bytes of its image. */
    public static Item read(byte[] image) {
        return of((ObjectNode) JSON.readTree(image));
    }

    public static Item of(ObjectNode image) {
        ItemType type = ItemType.of(image.path("type").asString(""))
                .orElseThrow(() -> new IllegalArgumentException("not an item type: " + image.path("type")));
        return new Item(new ItemKey(type, image.path("id").asString("")), image);
    }

    public String id() {
        return key.id();
    }

    public ItemType type() {
        return key.type();
    }

    /** A variant's product, a category's parent, a code's campaign. */
    public @Nullable String parent() {
        return text(type() == ItemType.CODE ? "campaign" : "parent");
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
        return value == null || value.isNull() ? null : value.asString("");
    }

    private List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        image.path(field).forEach(value -> texts.add(value.asString("")));
        return texts;
    }
}
