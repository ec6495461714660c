package io.silkroute.loyalty.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tier that a person has decided on. It counts for what is paid from then on, too.
 *
 * @param until null: it has no end
 */
public record TierOverride(
        String tier, Instant from, @Nullable Instant until, String reason, String actor) {

    boolean holdsAt(Instant time) {
        return !from.isAfter(time) && (until == null || until.isAfter(time));
    }

    /** The latest that holds then. @param overrides in the order in which they were made */
    static Optional<TierOverride> at(List<TierOverride> overrides, Instant time) {
        return overrides.stream().filter(one -> one.holdsAt(time)).reduce((one, later) -> later);
    }
}
