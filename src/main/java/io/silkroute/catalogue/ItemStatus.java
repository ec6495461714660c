package io.silkroute.catalogue;

import java.util.Locale;
import java.util.Optional;

/** The PIM's status of an item; {@code VISIBLE} when the PIM says nothing. */
public enum ItemStatus {
    VISIBLE,
    DRAFT,
    INVISIBLE;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    public static Optional<ItemStatus> of(String word) {
        for (ItemStatus status : values()) {
            if (status.word.equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return word;
    }
}
