package io.silkroute.loyalty.ledger;

import io.silkroute.connector.config.LoyaltyConfig;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connector's loyalty configurations, one behind the other. Rates, and whether anything is earned at all, count from when
 * they were saved; thresholds and the period from when a recalculation has applied them. The first one counts for everything
 * before it.
 *
 * @param versions in the order in which they were saved
 */
record LoyaltyTerms(List<Version> versions) {

    static final LoyaltyTerms NONE = new LoyaltyTerms(List.of());

    /** @param appliedFrom null: its thresholds were never applied */
    record Version(long id, Instant validFrom, @Nullable Instant appliedFrom, LoyaltyConfig config) {}

    /** What an order earns that was paid then. Null: nothing was ever configured. */
    @Nullable
    LoyaltyConfig ratesAt(Instant time) {
        LoyaltyConfig found = versions.isEmpty() ? null : versions.get(0).config();
        for (Version version : versions) {
            if (!version.validFrom().isAfter(time)) {
                found = version.config();
            }
        }
        return found;
    }

    /** By which a tier is reached then. Null: nothing was ever configured. */
    @Nullable
    LoyaltyConfig thresholdsAt(Instant time) {
        LoyaltyConfig found = versions.isEmpty() ? null : versions.get(0).config();
        Instant since = null;
        for (Version version : versions) {
            Instant applied = version.appliedFrom();
            if (applied != null && !applied.isAfter(time) && (since == null || !applied.isBefore(since))) {
                found = version.config();
                since = applied;
            }
        }
        return found;
    }

    /** Does anybody earn anything then? */
    boolean enabledAt(Instant time) {
        LoyaltyConfig rates = ratesAt(time);
        return rates != null && rates.enabled();
    }
}
