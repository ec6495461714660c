package io.silkroute.conflict;

import com.fasterxml.jackson.annotation.JsonValue;
import io.silkroute.shopevent.ShopEvent;
import java.util.Locale;

/** How a difference was found. */
public enum DetectedBy {
    WEBHOOK,
    PULL,
    WRITE, // by a run that was about to write it, or had written it
    REPORT;

    private final String word = name().toLowerCase(Locale.ROOT);

    @JsonValue
    public String word() {
        return word;
    }

    static DetectedBy of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static DetectedBy of(ShopEvent.Origin origin) {
        return origin == ShopEvent.Origin.WEBHOOK ? WEBHOOK : PULL;
    }
}
