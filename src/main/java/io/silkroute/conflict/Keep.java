package io.silkroute.conflict;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose value is to stand. */
public enum Keep {
    PIM,
    SHOPIFY;

    private final String word = name().toLowerCase(Locale.ROOT);

    @JsonValue
    public String word() {
        return word;
    }

    static Optional<Keep> of(String word) {
        return Arrays.stream(values()).filter(keep -> keep.word.equals(word)).findFirst();
    }
}
