package io.silkroute.pull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How a pull stands, and each of its streams. */
public enum PullStatus {
    QUEUED, // asked for; its streams are its own already
    RUNNING, // a node reads, or the one that did has died and the next one goes on
    COMPLETED,
    FAILED; // a stream could not be read to its end; what was stored stays

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean ended() {
        return this == COMPLETED || this == FAILED;
    }

    static PullStatus of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
