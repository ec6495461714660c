package io.silkroute.shopify;

import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.databind.JsonNode;

/**
 * A shop's id of one of its objects, as the shop gave it: {@code gid://shopify/Product/123}. What stands between its
 * slashes is the shop's business.
 */
public record ShopifyId(@JsonValue String gid) {

    private static final int MAX_LENGTH = 100; // as much as the tables take

    /** @throws IllegalArgumentException if it is blank or longer than 100 characters */
    public ShopifyId {
        if (gid.isBlank() || gid.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("No id of a shop's object: " + BoundedText.bounded(gid, MAX_LENGTH));
        }
    }

    /** @param object of the shop, that says its id */
    public static ShopifyId of(JsonNode object) {
        return new ShopifyId(object.path("id").asString(""));
    }

    @Override
    public String toString() {
        return gid;
    }
}
