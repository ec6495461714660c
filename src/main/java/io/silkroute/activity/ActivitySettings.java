package io.silkroute.activity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param keep how long entries of the activity log are kept */
@ConfigurationProperties("silkroute.activity")
record ActivitySettings(@DefaultValue("90d") Duration keep) {

    ActivitySettings {
        if (keep.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("silkroute.activity.keep: at least 1h");
        }
    }
}
