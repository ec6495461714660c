package io.silkroute.shopify;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the gateway treats every shop.
 *
 * @param attempts requests for one call before it is given up; THROTTLED answers are not counted
 * @param firstPause pause before the second attempt; each further one is twice as long, jittered by half
 * @param longestPause no pause is longer, unless the shop asks for it by Retry-After
 * @param concurrency most requests to one shop at a time; how many there are follows the shop's latency
 * @param answerTimeout how long an answer may take
 * @param answerLimit an answer that is larger is not read
 * @param breakerOpen how long nothing is sent to a shop whose last calls all failed
 * @param bulkOperations bulk operations at a time; Shopify takes five
 * @param bulkFile largest upload; Shopify takes 100 MB
 * @param bulkLines most lines of one operation
 * @param bulkPoll how often an operation is asked for its state
 * @param bulkLinesPerSecond what one bulk operation is expected to do before any was measured
 */
@ConfigurationProperties("silkroute.shopify")
public record ShopifySettings(
        @DefaultValue("6") int attempts,
        @DefaultValue("500ms") Duration firstPause,
        @DefaultValue("30s") Duration longestPause,
        @DefaultValue("64") int concurrency,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("60s") Duration answerTimeout,
        @DefaultValue("32MB") DataSize answerLimit,
        @DefaultValue("5s") Duration breakerOpen,
        int bulkOperations,
        @DefaultValue("90MB") DataSize bulkFile,
        @DefaultValue("20000") int bulkLines,
        @DefaultValue("3s") Duration bulkPoll,
        @DefaultValue("20") double bulkLinesPerSecond) {

    public ShopifySettings {
        between("attempts", attempts, 1, 100);
        between("concurrency", concurrency, 1, 1000);
        positive("first-pause", firstPause);
        positive("longest-pause", longestPause);
        positive("connect-timeout", connectTimeout);
        positive("answer-timeout", answerTimeout);
        positive("breaker-open", breakerOpen);
        positive("bulk-poll", bulkPoll);
        if (!(bulkLinesPerSecond > 0)) {
            throw new IllegalArgumentException("silkroute.shopify.bulk-lines-per-second must be above zero.");
        }
        between("bulk-operations", bulkOperations, 1, 5);
        between("bulk-lines", bulkLines, 1, 1_000_000);
        if (bulkFile.toBytes() < 1024 || bulkFile.toMegabytes() > 100) {
            throw new IllegalArgumentException("silkroute.shopify.bulk-file must be between 1KB and 100MB.");
        }
        if (answerLimit.toBytes() < 1024) {
            throw new IllegalArgumentException("silkroute.shopify.answer-limit must be at least 1KB.");
        }
    }

    private static void between(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "silkroute.shopify." + key + " must be between " + least + " and " + most + ", not " + value + ".");
        }
    }

    private static void positive(String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("silkroute.shopify." + key + " must be longer than zero.");
        }
    }
}
