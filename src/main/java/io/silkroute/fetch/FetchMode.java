package io.silkroute.fetch;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a fetch asks for. */
public enum FetchMode {
    DELTA, // what changed since the last one; everything, if there was none
    FULL; // everything; what it does not bring may be gone

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FetchMode> of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }
}
