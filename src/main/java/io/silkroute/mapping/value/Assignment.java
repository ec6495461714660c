package io.silkroute.mapping.value;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** "This field of Shopify's input comes from there." @param path of the field, nested ones with several segments */
public record Assignment(String key, String[] path, Expression from, Coercion coercion) {

    public void render(Subject subject, ObjectNode into) {
        JsonNode value = from.of(subject, candidate -> coercion.fits(candidate, subject));
        JsonNode coerced = Expression.there(value) ? coercion.of(value, key, subject) : null;
        if (coerced == null) {
            return;
        }
        ObjectNode at = into;
        for (int i = 0; i < path.length - 1; i++) {
            at = at.withObjectProperty(path[i]);
        }
        at.set(path[path.length - 1], coerced);
    }
}
