package io.silkroute.shopify;

import org.jspecify.annotations.Nullable;

/**
 * What became of a line. Each line gets one; after a restart of the connector it may get it again.
 *
 * @param answer Accepted or Refused; null when it is unknown whether the shop did it: send the line singly
 */
public record BulkOutcome(String key, @Nullable Answer answer) {}
