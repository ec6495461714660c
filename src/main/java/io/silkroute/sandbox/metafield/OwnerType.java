package io.silkroute.sandbox.metafield;

/**
 * A kind of object that has metafields.
 *
 * @param name in MetafieldOwnerType
 * @param gidType in its ids
 * @param label in the words of an error
 * @param setCost the points that metafieldsSet costs for each of them.
 *     Source: https://shopify.dev/changelog/dynamic-complexity-cost-for-metafieldsset-mutation
 */
public record OwnerType(String name, String gidType, String label, double setCost) {}
