package io.silkroute.campaign;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A code's image, completed by what it has from its campaign: whatever it does not say itself, and never the name. */
public final class CodeImage {

    private static final Set<String> ITS_OWN = Set.of(
            "type",
            "id",
            "operation",
            "status",
            "name",
            "description",
            "family",
            "attributes",
            "updated",
            "code",
            "method",
            "sync");

    private CodeImage() {}

    public static ObjectNode within(ObjectNode code, ObjectNode campaign) {
        ObjectNode image = code.deepCopy();
        campaign.properties().forEach(field -> {
            if (!ITS_OWN.contains(field.getKey()) && !says(image, field.getKey())) {
                image.set(field.getKey(), field.getValue());
            }
        });
        return image;
    }

    // A limit or a minimum of nothing but nulls says nothing.
    private static boolean says(ObjectNode image, String key) {
        boolean parts = key.equals("limits") || key.equals("minimum");
        return image.hasNonNull(key) && !(parts && image.path(key).valueStream().allMatch(JsonNode::isNull));
    }
}
