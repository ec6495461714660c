package io.silkroute.usage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param every how long after one look at a shop's orders the next one follows
 * @param overlap how far before the checkpoint a look begins: an order may be found later than it was changed
 * @param grace how long after the last change of a code's orders the shop's own count of it is compared: it lags behind
 */
@ConfigurationProperties("silkroute.usage")
record UsageSettings(
        @DefaultValue("30m") Duration every,
        @DefaultValue("10m") Duration overlap,
        @DefaultValue("1h") Duration grace) {

    UsageSettings {
        positive("every", every);
        positive("overlap", overlap);
        positive("grace", grace);
    }

    private static void positive(String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("silkroute.usage." + key + ": longer than nothing, such as 30m");
        }
    }
}
