package io.silkroute.catalogue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param needsYouAfter an item that has waited for its parent for longer is a matter for a person */
@ConfigurationProperties("silkroute.waiting")
record WaitingSettings(@DefaultValue("1h") Duration needsYouAfter) {

    WaitingSettings {
        if (needsYouAfter.isNegative() || needsYouAfter.isZero()) {
            throw new IllegalArgumentException("silkroute.waiting.needs-you-after: longer than nothing, such as 1h");
        }
    }
}
