package io.silkroute.conflict;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In what the shop differs. */
public enum ConflictKind {
    MODIFIED, // fields have other values
    DELETED, // the object is gone
    MISSING_PRODUCT, // something that a campaign names is gone
    CODE_TAKEN, // its code is that of a discount that is not ours
    USAGE; // the shop counts another number of uses than its orders tell; to be shown, not to be written

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    @JsonValue
    public String word() {
        return word;
    }

    public static Optional<ConflictKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
