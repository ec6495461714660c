package io.silkroute.webhook;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How Shopify's webhooks are taken in and told.
 *
 * @param maxBody the largest body; of however large a one hardly anything is in memory
 * @param atOnce most bodies that are read at a time
 * @param quiet an object is told of when so long nothing more came of it
 * @param longest or when the first news of it is as old
 * @param most or when so many have come
 * @param keep for how long a delivery that comes again is known
 * @param retryAfter how long after each failure it is told again; the last pause repeats
 */
@ConfigurationProperties("silkroute.webhooks")
record WebhookSettings(
        @DefaultValue("32MB") DataSize maxBody,
        @DefaultValue("8") int atOnce,
        @DefaultValue("1s") Duration quiet,
        @DefaultValue("10s") Duration longest,
        @DefaultValue("50") int most,
        @DefaultValue("7d") Duration keep,

        @DefaultValue({"2s", "10s", "1m", "5m", "15m", "1h"})
        List<Duration> retryAfter) {

    WebhookSettings {
        if (maxBody.toBytes() < 1024 || atOnce < 1 || most < 1) {
            throw new IllegalArgumentException(
                    "silkroute.webhooks: max-body must be at least 1KB, at-once and most at least 1");
        }
        if (quiet.isNegative() || longest.compareTo(quiet) < 0 || keep.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException(
                    "silkroute.webhooks: longest must be at least as long as quiet, and keep at least 1h");
        }
        if (retryAfter.isEmpty() || retryAfter.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("silkroute.webhooks.retry-after must name at least one pause");
        }
        retryAfter = List.copyOf(retryAfter);
    }

    /** @param failures 1 after the first one */
    Duration pause(int failures) {
        return retryAfter.get(Math.min(failures, retryAfter.size()) - 1);
    }
}
