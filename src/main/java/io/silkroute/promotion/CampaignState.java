package io.silkroute.promotion;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a campaign or a code is, as one word: the first of these that holds. */
public enum CampaignState {
    CONFLICT, // the shop holds something else, or its code is somebody else's
    PARKED, // refused by us or by Shopify; waits for a person
    WAITING, // not in the shop: for something that is not either, for the next run, or because a rule leaves it out
    INACTIVE, // switched off
    EXPIRED, // its end has passed, or its limit of uses is reached
    SCHEDULED, // its start is to come
    ACTIVE;

    private final String word = name().toLowerCase(Locale.ROOT);

    @JsonValue
    public String word() {
        return word;
    }

    public static Optional<CampaignState> of(String word) {
        return Arrays.stream(values()).filter(state -> state.word.equals(word)).findFirst();
    }

    static CampaignState of(
            boolean conflict,
            boolean failed,
            boolean waits,
            boolean active,
            @Nullable Instant starts,
            @Nullable Instant ends,
            Instant now) {
        if (conflict) {
            return CONFLICT;
        }
        if (failed) {
            return PARKED;
        }
        if (waits) {
            return WAITING;
        }
        if (!active) {
            return INACTIVE;
        }
        if (ends != null && !ends.isAfter(now)) {
            return EXPIRED;
        }
        return starts != null && starts.isAfter(now) ? SCHEDULED : ACTIVE;
    }
}
