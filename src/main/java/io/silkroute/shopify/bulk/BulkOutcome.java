package io.silkroute.shopify.bulk;

import io.silkroute.shopify.CallResult;
import org.jspecify.annotations.Nullable;

/**
 * What became of a line. Each line gets one; a later run may get it again.
 *
 * @param answer Accepted, Refused or Postponed; null when it is unknown whether the shop did it: send it again
 * @param operation the id of the operation that had the line, see {@link BulkOperations#recorded}
 */
public record BulkOutcome(String key, @Nullable CallResult answer, String operation) {}
