package io.silkroute.sandbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the Admin API writes them: UTC, whole seconds. */
final class Times {
    private Times() {}

    static String of(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
