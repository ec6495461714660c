package io.silkroute.catalogue;

/**
 * A set of items that came again as they are in the shop.
 *
 * @param items {@code type id} a line
 * @param n how many
 */
public record UnchangedSet(long place, String items, int n) {}
