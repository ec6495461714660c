package io.silkroute.run;

import java.util.Locale;

/** What asked for a run. */
public enum RunTrigger {
    CHANGE,
    SCHEDULE,
    MANUAL,
    START_UP,
    API;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public static RunTrigger of(String word) {
        for (RunTrigger trigger : values()) {
            if (trigger.word.equals(word)) {
                return trigger;
            }
        }
        throw new IllegalArgumentException("not a run trigger: " + word);
    }

    public String word() {
        return word;
    }
}
