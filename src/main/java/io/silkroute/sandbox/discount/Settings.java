package io.silkroute.sandbox.discount;

import io.silkroute.sandbox.customer.Customers;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the control endpoint has said of discounts, and who the customers are. */
final class Settings {
    private final Customers customers;

    /** Codes that are refused when many are added, though nothing is wrong with them. */
    volatile @Nullable Pattern refused;

    /** How long it takes until codes that were added are there, and until a job of many discounts is done. */
    volatile Duration jobs = Duration.ZERO;

    /** How old a discount is before a search finds it; reading it by its id or code never waits. */
    volatile Duration search = Duration.ZERO;

    private volatile @Nullable Set<String> countries;

    Settings(Customers customers) {
        this.customers = customers;
    }

    Customers customers() {
        return customers;
    }

    boolean shipsTo(String country) {
        Set<String> known = countries;
        return known == null || known.contains(country);
    }

    void shipTo(@Nullable Set<String> wanted) {
        countries = wanted;
    }

    void reset() {
        refused = null;
        jobs = Duration.ZERO;
        search = Duration.ZERO;
        countries = null;
    }
}
