package io.silkroute.mirror;

import io.silkroute.shopify.ShopifyId;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A product's variant, an order's line.
 *
 * @param object whose part it is
 * @param compared what is not held, and makes another of it when it changes
 * @param texts by which the object is found
 */
public record MirroredPart(
        ShopifyId id, ShopifyId object, ObjectNode content, ObjectNode compared, List<String> texts) {}
