package io.silkroute.inbound;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * An item that was not accepted.
 *
 * @param index its place in the delivery, from 0
 * @param id its id, when it has a usable one
 * @param reason a sentence for the people who feed the PIM
 */
record Rejection(
        long index,
        @JsonIgnore @Nullable String type,
        @Nullable String id,
        String reason) {}
