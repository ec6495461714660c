package io.silkroute.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an import brings. */
public enum ImportStream {
    ORDERS,
    CUSTOMERS;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ImportStream> of(String word) {
        return Arrays.stream(values())
                .filter(stream -> stream.word().equals(word))
                .findFirst();
    }
}
