package io.silkroute.shopify.bulk;

import tools.jackson.databind.node.ObjectNode;

/**
 * One line of a bulk operation.
 *
 * @param key the caller's own, without line breaks; comes back with the outcome
 * @param variables of the mutation
 */
public record BulkLine(String key, ObjectNode variables) {}
