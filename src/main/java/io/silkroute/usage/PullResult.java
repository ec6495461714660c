package io.silkroute.usage;

import io.silkroute.shopify.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a shop's orders.
 *
 * @param orders how many were read
 * @param codes how many different codes and automatic discounts they had used
 * @param broken why it did not come to its end; null if it did
 */
record PullResult(
        long orders, long codes, Usage usage, @Nullable PullBroken broken) {}
