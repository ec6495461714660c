package io.silkroute.pull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much is read. */
public enum PullMode {
    NEW, // what was changed or deleted since the checkpoint
    ALL, // everything; what is not seen is no more
    CLEAR_AND_ALL; // everything, into a new copy that takes the place of the old one at the end

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<PullMode> of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }
}
