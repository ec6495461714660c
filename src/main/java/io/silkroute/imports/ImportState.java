package io.silkroute.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How an import stands, and each of its phases. */
public enum ImportState {
    QUEUED, // asked for; no other import of the connector begins
    RUNNING, // a node reads, or the one that did has died and the next one goes on
    COMPLETED, // all that was asked for was read; orders that could not be booked are among its discrepancies
    INCOMPLETE, // all that the shop tells of was read, and the app lacks the scope by which it tells of all
    FAILED, // the shop did not tell; what was booked stays
    CANCELLED; // a person ended it, or an earlier phase failed; what was booked stays

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean ended() {
        return this != QUEUED && this != RUNNING;
    }

    static ImportState of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
