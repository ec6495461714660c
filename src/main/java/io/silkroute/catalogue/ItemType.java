package io.silkroute.catalogue;

import java.util.Locale;
import java.util.Optional;

/** What kind of PIM object an item is. On the wire and in tables: the name in lower case. */
public enum ItemType {
    CATEGORY,
    PRODUCT,
    VARIANT,
    CAMPAIGN,
    CODE;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    public static Optional<ItemType> of(String word) {
        for (ItemType type : values()) {
            if (type.word.equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return word;
    }
}
