package io.silkroute.imports;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param bulkFrom of more orders than these all are asked for at once, by a bulk query; of fewer page by page
 * @param retryPause how long an import waits for a shop that does not answer; with each time in a row as much longer
 */
@ConfigurationProperties("silkroute.import")
record ImportSettings(
        @DefaultValue("1000") int bulkFrom,
        @DefaultValue("30s") Duration retryPause) {

    // Shopify pages through 25,000 objects and no further. https://shopify.dev/docs/api/usage/limits
    private static final int MAX_PAGED = 20_000;

    ImportSettings {
        if (bulkFrom < 0 || bulkFrom > MAX_PAGED) {
            throw new IllegalArgumentException("silkroute.import.bulk-from: from 0 to " + MAX_PAGED);
        }
        if (retryPause.isNegative()) {
            throw new IllegalArgumentException("silkroute.import.retry-pause: nothing or more, such as 30s");
        }
    }
}
