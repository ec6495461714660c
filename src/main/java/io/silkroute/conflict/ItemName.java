package io.silkroute.conflict;

import io.silkroute.catalogue.Item;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the PIM calls an item, for a list. */
final class ItemName {

    private static final int LONGEST = 255;

    private ItemName() {}

    /** In English if there is one, else in the first language; null if it has none. */
    static @Nullable String of(Item item) {
        JsonNode name = item.image().path("name");
        String found = name.isString() ? name.asString("") : "";
        for (var language : name.properties()) {
            String text = language.getValue().asString("");
            if (!text.isBlank() && (found.isBlank() || language.getKey().startsWith("en"))) {
                found = text;
            }
        }
        return found.isBlank() ? null : found.length() <= LONGEST ? found : found.substring(0, LONGEST - 1) + "…";
    }
}
