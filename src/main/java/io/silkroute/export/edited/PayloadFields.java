package io.silkroute.export.edited;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a payload by the names that conflicts have for them. */
public interface PayloadFields {

    /** The names of all fields that a payload has, in its order. @param variantIds PIM ids of its variants, in their order */
    List<String> names(ObjectNode input, List<String> variantIds);

    /** A null node where there is none. @param variantIds PIM ids of the payload's variants, in their order */
    JsonNode get(ObjectNode input, List<String> variantIds, String field);

    /** Takes a field out of an object, by its path; what is empty then goes with it. */
    static void takeOut(ObjectNode object, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            object.remove(path);
        } else if (object.path(path.substring(0, dot)) instanceof ObjectNode inside) {
            takeOut(inside, path.substring(dot + 1));
            if (inside.isEmpty()) {
                object.remove(path.substring(0, dot));
            }
        }
    }

    /** Can a field stay as the shop has it, whatever the payload wants of the object as a whole? */
    default boolean mayStay(ObjectNode input, String field) {
        return true;
    }

    /**
     * Puts a value in a field's place; a null node for none. What the payload does not have is left out where it would be an
     * entry of a list.
     *
     * @param variantIds loses those that the value takes out
     */
    void set(ObjectNode input, List<String> variantIds, String field, JsonNode value);
}
