package io.silkroute.run;

import java.util.Locale;

/** What became of an item in a run. */
public enum Outcome {
    CREATED,
    UPDATED,
    ARCHIVED,
    DELETED,
    UNCHANGED, // the hash is equal to what was last exported
    FILTERED, // not relevant to this connector: status, tag, family
    REJECTED, // invalid, said by us before sending
    PARKED, // refused by Shopify or out of attempts; waits for a person
    CONFLICT;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    /** Does a run with such an outcome end with failures? */
    public boolean failure() {
        return this == REJECTED || this == PARKED || this == CONFLICT;
    }
}
