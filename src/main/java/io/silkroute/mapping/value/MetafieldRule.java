package io.silkroute.mapping.value;

import io.silkroute.omission.Omission;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One metafield. Its value travels as a string whatever its type; a value that does not fit its type is left out,
 * with a note, because a wrong detail should not keep a product from the shop.
 */
public record MetafieldRule(String namespace, String key, MetafieldType type, Expression from, Texts texts) {

    static final int LONGEST = 65_535;

    public void render(Subject subject, ArrayNode into) {
        JsonNode value = from.of(subject);
        if (!Expression.there(value)) {
            return;
        }
        String text = type.value(value, texts);
        if (text == null || Texts.longerThan(text, LONGEST)) {
            subject.leftOut(
                    Omission.METAFIELD,
                    "Metafield %s.%s: %s is no %s; it was left out."
                            .formatted(namespace, key, Subject.quote(value), type.word()));
            return;
        }
        ObjectNode metafield = into.addObject();
        metafield
                .put("namespace", namespace)
                .put("key", key)
                .put("type", type.word())
                .put("value", text);
    }
}
