package io.silkroute.usage;

import io.silkroute.connector.ConnectorName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the usage.
 *
 * @param key only this code or title; null: any
 * @param campaign only codes of this campaign; null: any
 * @param since orders that were placed then or later
 * @param until orders that were placed before
 * @param after only what stands behind this in the list, as a cursor tells it; null: from the first
 */
record UsageQuery(
        ConnectorName connector,
        @Nullable UseKey key,
        @Nullable String campaign,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String after,
        int limit) {

    UsageQuery after(@Nullable String place, int most) {
        return new UsageQuery(connector, key, campaign, since, until, place, most);
    }
}
