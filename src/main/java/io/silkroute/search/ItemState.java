package io.silkroute.search;

import java.util.Locale;
import java.util.Optional;

/** How an item stands between PIM and shop; several can be true of one. */
public enum ItemState {
    IN_SHOP("in the shop"),
    WAITING("waiting to go out"), // not in the shop, and a run or a parent will bring it there
    FAILED("failed"), // its newest version was rejected or parked
    INCOMPLETE("incomplete"), // in the shop, with something left out
    REMOVED("removed from the shop"),
    FILTERED("not for this shop"); // looked at, and no filter or exporter lets it out

    private final String label;
    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    ItemState(String label) {
        this.label = label;
    }

    public String word() {
        return word;
    }

    /** For people. */
    public String label() {
        return label;
    }

    public static Optional<ItemState> of(String word) {
        for (ItemState state : values()) {
            if (state.word.equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
