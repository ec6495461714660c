package io.silkroute.run;

import java.util.Locale;

public enum RunMode {
    INCREMENTAL, // what is pending
    FORCE_REFRESH, // every visible item that passes the filters, every field, hash or no hash; no removals
    REPLAY; // items an operator wants to see tried again

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public static RunMode of(String word) {
        for (RunMode mode : values()) {
            if (mode.word.equals(word)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("not a run mode: " + word);
    }

    public String word() {
        return word;
    }
}
