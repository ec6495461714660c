package io.silkroute.promotion.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a job is. */
public enum CodeJobState {
    DECIDING, // its codes are being written down; nobody was told of it yet
    QUEUED, // all of its codes are decided
    RUNNING, // some are pushed
    COMPLETED, // each is in the shop
    COMPLETED_WITH_FAILURES, // each is in the shop or failed
    CANCELLED; // by a person; what was pushed stays

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    @JsonValue
    public String word() {
        return word;
    }

    public boolean finished() {
        return this == COMPLETED || this == COMPLETED_WITH_FAILURES || this == CANCELLED;
    }

    static CodeJobState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
