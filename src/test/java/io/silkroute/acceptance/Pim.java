package io.silkroute.acceptance;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Items as a PIM pushes them. */
record Pim(ObjectNode image) {

    static Pim product(String id) {
        return item("product", id)
                .with("name", "{\"en_US\":\"Product " + id + "\"}")
                .with("price", "10");
    }

    /** Of a product whose axis is {@code size}. */
    static Pim variant(String id, String product, String size) {
        return item("variant", id)
                .with("parent", "\"" + product + "\"")
                .with("sku", "\"" + id + "\"")
                .with("attributes", "{\"size\":\"" + size + "\"}");
    }

    static Pim category(String id) {
        return item("category", id).with("name", "{\"en_US\":\"Category " + id + "\"}");
    }

    static Pim deleted(String type, String id) {
        return item(type, id).with("operation", "\"delete\"");
    }

    private static Pim item(String type, String id) {
        return new Pim(Silkroute.JSON.createObjectNode().put("type", type).put("id", id));
    }

    Pim named(String name) {
        return with("name", "{\"en_US\":\"" + name + "\"}");
    }

    Pim status(String status) {
        return with("status", "\"" + status + "\"");
    }

    Pim tags(String... tags) {
        return with("tags", tags.length == 0 ? "[]" : "[\"" + String.join("\",\"", tags) + "\"]");
    }

    /** A copy with one more field. @param json the field's value */
    Pim with(String field, String json) {
        try {
            ObjectNode copy = image.deepCopy();
            copy.set(field, Silkroute.JSON.readTree(json));
            return new Pim(copy);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    @Override
    public String toString() {
        return image.toString();
    }
}
