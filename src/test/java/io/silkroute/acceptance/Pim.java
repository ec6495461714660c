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

    /** Of 15 percent, with a code of its own: the id. */
    /** A product that no shop can take, so that it waits for somebody. */
    static Pim impossible(String id) {
        return product(id).with("price", "{\"USD\":\"-2\"}");
    }

    static Pim campaign(String id) {
        return item("campaign", id)
                .with("name", "{\"en_US\":\"Campaign " + id + "\"}")
                .with("code", "\"" + id + "\"")
                .with("value", "{\"percentage\":\"15\"}");
    }

    /** Which is its id, too. */
    static Pim code(String id, String campaign) {
        return item("code", id).with("campaign", "\"" + campaign + "\"").with("code", "\"" + id + "\"");
    }

    Pim without(String field) {
        ObjectNode copy = image.deepCopy();
        copy.remove(field);
        return new Pim(copy);
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
