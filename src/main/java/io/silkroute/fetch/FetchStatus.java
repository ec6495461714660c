package io.silkroute.fetch;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Where a fetch stands. */
public enum FetchStatus {
    QUEUED,
    RUNNING, // also after its node died: another goes on with it
    COMPLETED,
    COMPLETED_WITH_FAILURES, // the door refused some of what came
    FAILED; // the next one of its mode goes on where it stopped

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static FetchStatus of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
