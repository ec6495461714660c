package io.silkroute.inbound.receipt;

import java.util.Locale;

/** How a delivery came. */
public enum Origin {
    PUSH,
    FILE,
    SOURCE, // fetched from a PIM that is asked
    OPERATOR; // made here: by a form of the console, the API, or a job that somebody asked for

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Origin of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
