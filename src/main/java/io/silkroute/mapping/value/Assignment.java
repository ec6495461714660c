package io.silkroute.mapping.value;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * "This field of Shopify's input comes from there."
 *
 * @param path of the field, nested ones with several segments
 * @param completes objects that no later line adds to: whether all that they need is there is known after this one
 */
public record Assignment(String key, String[] path, Expression from, Coercion coercion, List<NeededFields> completes) {

    public void render(Subject subject, ObjectNode into) {
        JsonNode value = from.of(subject, candidate -> coercion.fits(candidate, subject));
        JsonNode coerced = Expression.there(value) ? coercion.of(value, key, subject) : null;
        if (coerced != null) {
            put(coerced, into);
        }
        completes.forEach(needed -> needed.check(subject, into));
    }

    private void put(JsonNode coerced, ObjectNode into) {
        ObjectNode at = into;
        for (int i = 0; i < path.length - 1; i++) {
            at = at.withObjectProperty(path[i]);
        }
        at.set(path[path.length - 1], coerced);
    }
}
