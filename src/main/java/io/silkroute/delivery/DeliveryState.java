package io.silkroute.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What has become of a delivery. */
public enum DeliveryState {
    PENDING, // not sent yet, or to be sent again
    DELIVERED, // the receiver has confirmed it
    FAILED, // given up after a day, or the receiver wants no more
    SKIPPED; // not sent: the address is disabled, or is none of the connector's any more

    private final String word = name().toLowerCase(Locale.ROOT);

    @JsonValue
    public String word() {
        return word;
    }

    public static Optional<DeliveryState> of(String word) {
        return Arrays.stream(values()).filter(state -> state.word.equals(word)).findFirst();
    }
}
