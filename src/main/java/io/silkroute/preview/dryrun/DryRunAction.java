package io.silkroute.preview.dryrun;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a run would do with an item's object in the shop. */
public enum DryRunAction {
    CREATE,
    UPDATE,
    REMOVE, // archived or deleted, as the connector says
    NOTHING;

    private final String word = name().toLowerCase(Locale.ROOT);

    @JsonValue
    public String word() {
        return word;
    }
}
