package io.silkroute.disk;

import org.jspecify.annotations.Nullable;

/** The process does not start. The sentence says what it met; the remedy what to do. */
public final class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String remedy;

    StartRefused(String sentence, String remedy, @Nullable Throwable cause) {
        super(sentence, cause);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
