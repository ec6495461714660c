package io.silkroute.pull;

import com.fasterxml.jackson.annotation.JsonValue;
import io.silkroute.connector.config.ConnectorConfig.Pull.PullOn;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why something is read. */
public enum PullTrigger {
    INTERVAL(null), // nothing was heard of a stream for as long as the connector says
    WEBHOOK(PullOn.WEBHOOK), // webhooks were lost
    START_UP(PullOn.START_UP),
    SIGN_IN(PullOn.SIGN_IN),
    PAGE_REFRESH(PullOn.PAGE_REFRESH),
    MANUAL(null); // a person asked

    private final @Nullable PullOn configured;

    PullTrigger(@Nullable PullOn configured) {
        this.configured = configured;
    }

    /** What a connector has to name, so that it starts a pull of it; null: nothing. */
    @Nullable
    PullOn configured() {
        return configured;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static PullTrigger of(String word) {
        return Arrays.stream(values())
                .filter(trigger -> trigger.word().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
