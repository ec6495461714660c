package io.silkroute.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How our own webhooks are delivered.
 *
 * @param timeout of a call, from its beginning to its end
 * @param retryAfter how long after each failure it is sent again, a fifth more or less; after the last one it is given up
 * @param pause how long nothing is sent to an address that does not answer; twice as long each time, a hundred times at most
 * @param keep for how long deliveries are listed
 */
@ConfigurationProperties("silkroute.deliveries")
record DeliverySettings(
        @DefaultValue("20s") Duration timeout,

        // So many that a receiver which fails half of the time gets everything: one of four million fails each time.
        @DefaultValue({
            "5s", "30s", "2m", "5m", "10m", "20m", "25m", "1h", "1h", "1h", "1h", "1h", "2h", "2h", "2h", "2h", "2h",
            "2h", "2h", "2h", "2h"
        })
        List<Duration> retryAfter,

        @DefaultValue("1s") Duration pause,
        @DefaultValue("14d") Duration keep) {

    private static final int LONGEST_PAUSE = 100;
    private static final int DOUBLINGS = 7;
    private static final double JITTER = 0.2;

    DeliverySettings {
        if (timeout.toMillis() < 1 || timeout.compareTo(Duration.ofMinutes(2)) > 0) {
            throw new IllegalArgumentException("silkroute.deliveries.timeout must be a time of at most 2m");
        }
        if (retryAfter.isEmpty() || retryAfter.stream().anyMatch(Duration::isNegative) || pause.isNegative()) {
            throw new IllegalArgumentException("silkroute.deliveries: retry-after must name at least one pause");
        }
        if (keep.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("silkroute.deliveries.keep must be at least 1h");
        }
        retryAfter = List.copyOf(retryAfter);
    }

    /** @param failures 1 after the first one */
    boolean givesUp(int failures) {
        return failures > retryAfter.size();
    }

    /** A pause of its own for each, so that what failed together does not come back together. */
    Duration pause(int failures) {
        long millis = retryAfter.get(Math.min(failures, retryAfter.size()) - 1).toMillis();
        return Duration.ofMillis(Math.round(
                millis * (1 - JITTER + 2 * JITTER * ThreadLocalRandom.current().nextDouble())));
    }

    /** How long an address is left alone. @param failures of it in a row, 1 after the first one */
    Duration pauseOfReceiver(int failures) {
        return pause.multipliedBy(Math.min(LONGEST_PAUSE, 1L << Math.min(failures - 1, DOUBLINGS)));
    }
}
