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
 */
@ConfigurationProperties("silkroute.shopify")
record ShopifySettings(
        @DefaultValue("6") int attempts,
        @DefaultValue("500ms") Duration firstPause,
        @DefaultValue("30s") Duration longestPause,
        @DefaultValue("16") int concurrency,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("60s") Duration answerTimeout,
        @DefaultValue("32MB") DataSize answerLimit,
        @DefaultValue("5s") Duration breakerOpen) {

    ShopifySettings {
        between("attempts", attempts, 1, 100);
        between("concurrency", concurrency, 1, 1000);
        positive("first-pause", firstPause);
        positive("longest-pause", longestPause);
        positive("connect-timeout", connectTimeout);
        positive("answer-timeout", answerTimeout);
        positive("breaker-open", breakerOpen);
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
