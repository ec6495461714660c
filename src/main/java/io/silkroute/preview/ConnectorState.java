package io.silkroute.preview;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a connector is, rolled up: the gravest that is true, never the result of its last run alone. */
public enum ConnectorState {
    FAILING, // the shop refuses, or the last run to end failed
    NEEDS_YOU, // something waits for a person
    INCOMPLETE, // all was sent, with something left out
    PAUSED, // inactive, and nothing of the above
    HEALTHY,
    NEW; // no run has ended yet

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String label = name().charAt(0) + word.substring(1).replace('-', ' ');

    @JsonValue
    public String word() {
        return word;
    }

    /** As a page writes it. */
    public String label() {
        return label;
    }
}
