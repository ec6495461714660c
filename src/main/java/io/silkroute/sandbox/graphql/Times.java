package io.silkroute.sandbox.graphql;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the Admin API writes them: UTC, whole seconds. */
public final class Times {
    private Times() {}

    public static String of(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
