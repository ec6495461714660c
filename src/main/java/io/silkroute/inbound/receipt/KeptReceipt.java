package io.silkroute.inbound.receipt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A receipt as it is kept, without what it says of single items.
 *
 * @param ordinal later ones have higher numbers
 * @param name the file's
 * @param rejected items that were refused
 * @param open those of them that are still to be mended
 * @param warned warnings
 * @param reason why nothing of the delivery was taken in, when it was refused as a whole
 */
public record KeptReceipt(
        long ordinal,
        String receipt,
        String connector,
        Instant at,
        Origin origin,
        @Nullable String name,
        long accepted,
        long rejected,
        long open,
        long warned,
        @Nullable String reason) {}
