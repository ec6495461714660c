package io.silkroute.metrics;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param keep how long the figures are kept, and how long a time they may be asked for at once */
@ConfigurationProperties("silkroute.metrics")
record MetricsSettings(@DefaultValue("90d") Duration keep) {

    private static final Duration LEAST = Duration.ofDays(14); // a weekly report compares two weeks
    private static final Duration MOST = Duration.ofDays(400);

    MetricsSettings {
        if (keep.compareTo(LEAST) < 0 || keep.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("silkroute.metrics.keep: between 14d and 400d");
        }
    }
}
